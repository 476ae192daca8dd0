/// What orders say differently of one customer, or of one panel user: told at each of their places.
struct Contradictions {
  let diagnostics: [Diagnostic]
  /// The ids of these customers.
  let customers: Set<String>
}

/// Finds the customers whom orders give different e-mails, names or panel users, and those who are to be one panel user: a server must
/// not go to one of two people by chance.
///
/// - Parameter users: the panel's; one who has a customer's id already is that customer, whatever other orders say. Nil where nobody read them.
func contradictions(among customers: [Located<Customer>], users: [PanelUser]?) -> Contradictions {
  let found = [
    described(Dictionary(grouping: customers.filter { $0.value.contact != nil }, by: \.value.id)),
    numbered(Dictionary(grouping: customers.filter { $0.value.user != nil }, by: \.value.id)),
    shared(Dictionary(grouping: customers.filter { $0.value.user != nil }) { $0.value.user }, users),
  ].flatMap(\.self)
  return Contradictions(
    diagnostics: found.map(\.diagnostic), customers: Set(found.map(\.customer)))
}

private typealias Contradiction = (customer: String, diagnostic: Diagnostic)

/// Customers whom orders describe differently.
private func described(_ claims: [String: [Located<Customer>]]) -> [Contradiction] {
  each(claims, contradictedBy: { $0.value.contact?.key != $1.value.contact?.key }) { claim, other in
    let id = claim.value.id
    return Diagnostic(
      .error, code: "another-person",
      "customer `\(id)` has \(difference(claim, other)) than in \(other.place.path):\(other.place.line)",
      hint: "one id is one person: write the same in both places, or give the other person another id",
      at: claim.place)
  }
}

/// Customers of whom orders name different panel users.
private func numbered(_ claims: [String: [Located<Customer>]]) -> [Contradiction] {
  each(claims, contradictedBy: { $0.value.user != $1.value.user }) { claim, other in
    Diagnostic(
      .error, code: "another-person",
      "customer `\(claim.value.id)` is another panel user than in \(other.place.path):\(other.place.line)",
      hint: "one id is one person: write the same number in both places, or give the other person another id",
      at: claim.place)
  }
}

/// Panel users whom orders name as different customers, while the panel knows them as none of those.
private func shared(_ claims: [UserID?: [Located<Customer>]], _ users: [PanelUser]?) -> [Contradiction] {
  let known = Dictionary((users ?? []).map { ($0.id, $0.externalID) }) { first, _ in first }
  let open = claims.filter { user, claims in
    guard let user, let id = known[user] ?? nil else { return true }
    return !claims.contains { $0.value.id == id }
  }
  return each(open, contradictedBy: { $0.value.id != $1.value.id }) { claim, other in
    Diagnostic(
      .error, code: "another-person",
      "customer `\(claim.value.id)` is the same panel user as another customer in \(other.place.path):\(other.place.line)",
      hint: "one panel user is one customer: write the same id in both places, or name another user", at: claim.place)
  }
}

/// Each claim that another one of its group contradicts, with the first that does.
private func each<Key: Hashable>(
  _ claims: [Key: [Located<Customer>]], contradictedBy differ: (Located<Customer>, Located<Customer>) -> Bool,
  say: (Located<Customer>, Located<Customer>) -> Diagnostic
) -> [Contradiction] {
  let contradicted = claims.values.filter { claims in claims.contains { differ($0, claims[0]) } }
  return contradicted.sorted { ($0[0].place.path, $0[0].value.id) < ($1[0].place.path, $1[0].value.id) }.flatMap {
    claims in
    claims.compactMap { claim in
      claims.first { differ($0, claim) }.map { (claim.value.id, say(claim, $0)) }
    }
  }
}

private func difference(_ one: Located<Customer>, _ other: Located<Customer>) -> String {
  let (one, other) = (one.value.contact?.key, other.value.contact?.key)
  let parts = [(one?.email != other?.email, "e-mail"), (one?.name != other?.name, "name")]
  return "a different \(parts.filter(\.0).map(\.1).joined(separator: " and "))"
}

extension Customer.Contact {
  fileprivate var key: PersonKey { PersonKey(email: email, name: name) }
}

/// What makes two descriptions those of one person: case and the number of blanks do not.
struct PersonKey: Equatable {
  let email: String
  let name: String

  init(email: String, name: String) {
    self.email = email.lowercased()
    self.name = name.lowercased().split(separator: " ").joined(separator: " ")
  }
}
