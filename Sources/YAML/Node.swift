/// One value or key of a document: a handle that its document alone can read.
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
    /// Keys with values, in the order of the document. No key comes twice.
    case mapping
    /// Something that is among the document's problems already, so that readers pass it by.
    case refused
  }
}

/// A key of a mapping and its value.
public struct Entry: Sendable {
  /// The key, always text.
  public let key: Node
  /// What the key stands for.
  public let value: Node
}
