/// A mapping or sequence whose end is still to come.
struct OpenCollection {
  /// Its index among the records.
  let index: Int
  let isMapping: Bool
  /// Its items or entries so far.
  private(set) var count = 0
  /// The index of its next item or key.
  private(set) var nextChild: Int
  /// The index of the key whose value is still to come.
  var key: Int?
  /// The entry being read is left out of the document; its problem is reported.
  var refusesEntry = false

  init(index: Int, isMapping: Bool) {
    self.index = index
    self.isMapping = isMapping
    nextChild = index + 1
  }

  /// What is around the outermost node.
  static let document = OpenCollection(index: -1, isMapping: false)

  /// Whether the next node is a key.
  var isAtKey: Bool { isMapping && key == nil }

  /// Counts the item or entry that has just ended; the next one begins at `index`.
  mutating func keepChild(nextAt index: Int) {
    count += 1
    beginChild(at: index)
  }

  /// Forgets the entry under way; the next one begins at `index`.
  mutating func beginChild(at index: Int) {
    nextChild = index
    key = nil
    refusesEntry = false
  }
}
