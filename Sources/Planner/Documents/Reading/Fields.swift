package import YAML

/// The keys that may stand in one kind of mapping.
package protocol DocumentKey: RawRepresentable<String>, CaseIterable, Hashable {}

/// A mapping's values, by key.
package struct Fields<Key: DocumentKey> {
  /// The mapping.
  package let node: Node
  private var values: [(key: Key, value: Node)] = []

  /// The values of all keys that `node` has; it may have others.
  init(of node: Node, in document: Document) {
    self.node = node
    values.reserveCapacity(document.count(of: node))
    for key in Key.allCases {
      if let value = document.value(of: key.rawValue, in: node) { values.append((key, value)) }
    }
  }

  /// No values; `node` is what lacks them.
  init(missingIn node: Node) { self.node = node }

  /// The value of a key; nil where the key is not there.
  package subscript(key: Key) -> Node? { values.first { $0.key == key }?.value }

  /// How many keys are there.
  var count: Int { values.count }
}
