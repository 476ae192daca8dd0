/// What reading a document came to.
public enum ParsedDocument<Value: Sendable>: Sendable {
  /// What the document says.
  case sound(Value)
  /// Everything that is wrong with it, in the order in which it stands there, and the orders that it is about, as far as they are
  /// known; none for `fleet.yaml` and `catalog.yaml`.
  case faulty([Diagnostic], about: [OrderID])

  /// What the document says; nil where there is an error in it.
  public var value: Value? {
    switch self {
    case .sound(let value): value
    case .faulty: nil
    }
  }

  /// What is wrong with it.
  public var diagnostics: [Diagnostic] {
    switch self {
    case .sound: []
    case .faulty(let diagnostics, _): diagnostics
    }
  }
}

extension DocumentReader {
  /// What reading the document came to, all of it being read: the value, or what is wrong.
  package consuming func reading<Value>(
    _ value: consuming Value?, about orders: @autoclosure () -> [OrderID?] = []
  ) -> ParsedDocument<Value> {
    guard log.diagnostics.isEmpty, let value else { return .faulty(log.sorted, about: orders().compactMap(\.self)) }
    return .sound(value)
  }
}
