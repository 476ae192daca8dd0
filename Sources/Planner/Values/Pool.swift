/// Keeps values once that come again and again: an image, a startup command, what all servers have in a variable.
public struct Pool<Value: Hashable & Sendable>: Sendable {
  private var values: Set<Value> = []

  public init() {}

  /// A value that is equal to this one, and the same storage for all that are.
  mutating func shared(_ value: Value) -> Value { values.insert(value).memberAfterInsert }
}

extension Pool<String> {
  /// The same of a text; one that takes no memory of its own stays as it is.
  mutating func sharedText(_ text: String) -> String { text.utf8.count <= 15 ? text : shared(text) }
}
