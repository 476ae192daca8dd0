/// A YAML document as it is written: mappings, sequences and text, each with its place.
///
/// The nodes are in one array, a parent before its children, and all text is in another, so that a document costs a
/// handful of allocations however many nodes it has.
public struct Document: Sendable {
  let records: [Record]
  let text: [UInt8]

  /// The outermost node.
  public var root: Node { Node(index: 0) }

  /// What the node is.
  public func kind(of node: Node) -> Node.Kind { records[node.index].kind }

  /// Where the node begins: at its first character, or at its quote.
  public func place(of node: Node) -> Place { records[node.index].place }

  /// The text of a scalar, unquoted; empty for anything else.
  public func text(of node: Node) -> String {
    let range = records[node.index].textRange
    return text.withUnsafeBufferPointer { String(decoding: UnsafeBufferPointer(rebasing: $0[range]), as: UTF8.self) }
  }

  /// Whether the text of a scalar is empty; true for anything else.
  public func isEmpty(_ node: Node) -> Bool { records[node.index].textRange.isEmpty }

  /// The value under a key of a mapping; nil where there is no such key, or no mapping.
  public func value(of key: String, in mapping: Node) -> Node? {
    guard kind(of: mapping) == .mapping else { return nil }
    let word = key.utf8.span
    return records.withUnsafeBufferPointer { records in
      text.withUnsafeBufferPointer { text in
        var index = mapping.index + 1
        for _ in 0..<records[mapping.index].childCount {
          if isText(of: records[index], word, in: text) { return Node(index: index + 1) }
          index = records[index + 1].end
        }
        return nil
      }
    }
  }

  private func isText(of record: Record, _ word: Span<UInt8>, in text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard record.textLength == word.count else { return false }
    let start = record.textRange.lowerBound
    return word.indices.allSatisfy { word[$0] == text[start + $0] }
  }

  /// The number of items or entries of a collection; 0 for a scalar.
  public func count(of node: Node) -> Int { records[node.index].childCount }

  /// The items of a sequence in their order; none for anything else.
  public func items(of node: Node) -> Items {
    Items(records: records, index: node.index + 1, left: kind(of: node) == .sequence ? count(of: node) : 0)
  }

  /// The entries of a mapping in their order; none for anything else.
  public func entries(of node: Node) -> Entries {
    Entries(records: records, index: node.index + 1, left: kind(of: node) == .mapping ? count(of: node) : 0)
  }
}

/// The items of a sequence.
public struct Items: Sequence, IteratorProtocol, Sendable {
  let records: [Record]
  var index: Int
  var left: Int

  /// The next item.
  public mutating func next() -> Node? {
    guard left > 0 else { return nil }
    left -= 1
    defer { index = records[index].end }
    return Node(index: index)
  }
}

/// The entries of a mapping.
public struct Entries: Sequence, IteratorProtocol, Sendable {
  let records: [Record]
  var index: Int
  var left: Int

  /// The next entry.
  public mutating func next() -> Entry? {
    guard left > 0 else { return nil }
    left -= 1
    defer { index = records[index + 1].end }
    return Entry(key: Node(index: index), value: Node(index: index + 1))
  }
}
