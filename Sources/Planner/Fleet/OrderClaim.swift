/// What an order says that no other order may say otherwise: whose server it has, and which one.
struct OrderClaim: Sendable {
  let order: OrderID
  let customer: Located<Customer>?
  let server: Located<String>?

  /// Nil where no other order can contradict it.
  init?(_ order: Order) {
    let customer = order.customer.flatMap { $0.value.contact == nil && $0.value.user == nil ? nil : $0 }
    guard customer != nil || order.server != nil else { return nil }
    self.order = order.id
    self.customer = customer
    server = order.server
  }
}

/// What orders say differently of one customer or panel user, and the servers that several of them name; as far as documents alone tell.
func contradictions(among claims: [OrderClaim]) -> [Diagnostic] {
  let claims = claims.sorted { $0.order < $1.order }
  let named = Dictionary(grouping: claims.filter { $0.server != nil }) { $0.server?.value ?? "" }
  let twice = named.values.filter { $0.count > 1 }.flatMap { claims in
    claims.compactMap { claim -> Diagnostic? in
      guard let place = claim.server?.place, let other = claims.first(where: { $0.order != claim.order }),
        let otherPlace = other.server?.place
      else { return nil }
      return .serverNamedTwice(by: other.order, at: otherPlace, and: place)
    }
  }
  return contradictions(among: claims.compactMap(\.customer), users: nil).diagnostics + twice
}

extension Fleet {
  /// What orders say differently of one customer or panel user, and the servers that several of them name; as far as documents alone tell.
  public var contradictions: [Diagnostic] {
    Planner.contradictions(among: orders.compactMap(OrderClaim.init))
  }
}

extension Diagnostic {
  /// - Parameters:
  ///   - other: the other order, and where it names the server.
  ///   - place: where this one does.
  static func serverNamedTwice(by other: OrderID, at otherPlace: Place, and place: Place) -> Diagnostic {
    Diagnostic(
      .error, code: "server-named-twice",
      "order `\(other)` names the same server in \(visible(otherPlace.path)):\(otherPlace.line)",
      hint: "a server belongs to one order: correct the uuid in one of the two", at: place)
  }
}
