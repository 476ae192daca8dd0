/// A text that never shows itself: in no description, dump, log or error.
public struct Secret: Sendable, Hashable {
  /// The text, for those who send it: in a header, a URL or a sign-in, and nowhere else.
  package let revealed: String

  /// Whether the text begins with a marker that is no secret, as `ptla_` of a key.
  public func hasPrefix(_ marker: String) -> Bool { revealed.hasPrefix(marker) }

  /// The text's length in bytes.
  public var length: Int { revealed.utf8.count }

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
