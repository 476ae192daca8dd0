/// A text that never shows itself: in no description, dump, log or error.
public struct Secret: Sendable, Hashable {
  /// The text, for the headers that send it.
  let revealed: String

  /// Keeps a text secret.
  public init(_ text: String) {
    revealed = text
  }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Always `«secret»`.
  public var description: String { "«secret»" }

  /// Always `«secret»`.
  public var debugDescription: String { description }

  /// Shows no children.
  public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
