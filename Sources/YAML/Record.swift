/// How a document keeps one node: 24 bytes, no references.
struct Record: Sendable {
  let kind: Node.Kind
  private let line: UInt32
  private let column: UInt32
  /// For text, where it begins in the document's text; for a collection, how many children it has.
  private var first: UInt32
  /// The length of text in bytes; 0 for a collection.
  private let length: UInt32
  /// The index after this node and everything in it.
  private var next: UInt32

  /// Text, or something refused, whose record has this index.
  init(text: Range<Int>, kind: Node.Kind, place: Place, index: Int) {
    self.kind = kind
    line = UInt32(place.line)
    column = UInt32(place.column)
    first = UInt32(text.lowerBound)
    length = UInt32(text.count)
    next = UInt32(index + 1)
  }

  /// A collection whose end is still to come.
  init(collection kind: Node.Kind, place: Place) {
    self.kind = kind
    line = UInt32(place.line)
    column = UInt32(place.column)
    first = 0
    length = 0
    next = 0
  }

  var place: Place { Place(line: Int(line), column: Int(column)) }

  var isCollection: Bool { kind == .sequence || kind == .mapping }

  var textRange: Range<Int> { isCollection ? 0..<0 : Int(first)..<Int(first + length) }

  var textLength: Int { Int(length) }

  var childCount: Int { isCollection ? Int(first) : 0 }

  /// The index after this node and everything in it.
  var end: Int { Int(next) }

  mutating func close(childCount: Int, end: Int) {
    first = UInt32(childCount)
    next = UInt32(end)
  }
}
