internal import YAML

/// The keys that may stand in one kind of mapping.
protocol DocumentKey: RawRepresentable<String>, CaseIterable, Hashable {}

/// A mapping's values, by key.
struct Fields<Key: DocumentKey> {
  /// The mapping.
  let node: Node
  private var values: [(key: Key, value: Node)] = []

  init(of node: Node, count: Int) {
    self.node = node
    values.reserveCapacity(count)
  }

  /// The value of a key; nil where the key is not there.
  subscript(key: Key) -> Node? { values.first { $0.key == key }?.value }

  mutating func add(_ value: Node, for key: Key) { values.append((key, value)) }
}
