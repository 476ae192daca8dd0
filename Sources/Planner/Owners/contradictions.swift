/// What orders say differently of one customer: told at each of their places.
struct Contradictions {
  let diagnostics: [Diagnostic]
  /// The ids of these customers.
  let customers: Set<String>
}

/// Finds the customers whom orders give different e-mails or names: a server must not go to one of two people by chance.
func contradictions(among orders: [Order]) -> Contradictions {
  var claims: [String: [Located<Customer>]] = [:]
  for customer in orders.compactMap(\.customer) where customer.value.contact != nil {
    claims[customer.value.id, default: []].append(customer)
  }
  let contradicted = claims.filter { _, claims in
    claims.contains { $0.value.contact?.key != claims[0].value.contact?.key }
  }
  let diagnostics = contradicted.sorted { $0.key < $1.key }.flatMap { id, claims in
    claims.compactMap { claim in
      claims.first { $0.value.contact?.key != claim.value.contact?.key }.map { other in
        Diagnostic(
          .error, code: "another-person",
          "customer `\(id)` has \(difference(claim, other)) than in \(other.place.path):\(other.place.line)",
          hint: "one id is one person: write the same in both places, or give the other person another id",
          at: claim.place)
      }
    }
  }
  return Contradictions(diagnostics: diagnostics, customers: Set(contradicted.keys))
}

private func difference(_ one: Located<Customer>, _ other: Located<Customer>) -> String {
  let (one, other) = (one.value.contact?.key, other.value.contact?.key)
  let parts = [(one?.email != other?.email, "e-mail"), (one?.name != other?.name, "name")]
  return "a different \(parts.filter(\.0).map(\.1).joined(separator: " and "))"
}

extension Customer.Contact {
  /// What makes two descriptions those of one person: case and the number of blanks do not.
  fileprivate var key: PersonKey { PersonKey(email: email, name: name) }

  /// Whether the panel's user is who this says; what was not read of the user tells nothing.
  func describes(_ user: PanelUser, as id: String) -> Bool {
    let made = NewUser(customer: id, contact: self, takenNames: [])
    let key = PersonKey(email: email, name: "\(made.firstName) \(made.lastName)")
    return key == PersonKey(email: user.email, name: user.name ?? "\(made.firstName) \(made.lastName)")
  }
}

private struct PersonKey: Equatable {
  let email: String
  let name: String

  init(email: String, name: String) {
    self.email = email.lowercased()
    self.name = name.lowercased().split(separator: " ").joined(separator: " ")
  }
}
