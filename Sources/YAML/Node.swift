/// One value or key of a document: a handle that only its document can read.
public struct Node: Sendable, Hashable {
  let index: Int

  /// What a node is.
  public enum Kind: UInt8, Sendable {
    /// Text without quotes. It is not interpreted: `no` is the word "no".
    case plain
    /// Text in single or double quotes.
    case quoted
    /// Text in a `|` or `>` block.
    case block
    /// A list.
    case sequence
    /// Keys with values, in the order of the document. No key occurs twice.
    case mapping
    /// Something that is already among the document's problems, so that readers skip it.
    case refused
  }
}

/// A key of a mapping and its value.
public struct Entry: Sendable {
  /// The key, always text.
  public let key: Node
  /// The key's value.
  public let value: Node
}
