/// Whether a server that exists gets another egg.
enum EggTransition {
  case none
  /// Another hand changed it on the panel; what is put back is what the server was made for.
  case putBack
  case allowed
  /// The documents want it, and the order does not allow it.
  case forbidden
}

extension PlanDraft {
  /// The egg that tells how a server's files and variables are to be read is not changed behind its customer's back, whichever document
  /// asks for another one.
  func eggTransition(of order: Order, _ declared: Desired, _ change: ServedChange) -> EggTransition {
    let observed = change.server.spec.startup.egg
    guard declared.egg != observed, !order.ignored.contains(.egg) else { return .none }
    let cause = cause(
      of: .egg, desired: "\(declared.egg)", observed: "\(observed)", applied: change.recorded?.applied)
    switch (cause, order.eggChange) {
    case (.drifted, _): return .putBack
    case (.edited, .allowed), (.conflicting, .allowed), (.unrecorded, .allowed): return .allowed
    case (.edited, .wait), (.conflicting, .wait), (.unrecorded, .wait): return .forbidden
    }
  }
}

extension Desired {
  /// With the image that new servers get, where the customer's is none of the new egg's: a bot in another language needs another one.
  ///
  /// - Parameter egg: the egg that the server gets; nil where it keeps its own, or nothing is known of it.
  func withImage(for egg: Egg?, _ order: Order, on observed: ServerSpec) -> Desired {
    guard let offered = egg?.images, !offered.contains(observed.startup.image), !order.ignored.contains(.image),
      case .byCustomer(let initially) = image
    else { return self }
    return Desired(
      sold: sold, name: name, description: description, image: .byFleet(initially), build: build, egg: self.egg,
      command: command, environment: environment, customersVariables: customersVariables, overridden: overridden)
  }
}
