/// How a document keeps one node: 20 bytes, no references.
struct Record: Sendable {
  let kind: Node.Kind
  private let line: UInt32
  private let column: UInt32
  /// Of text where it begins among the document's text, of a collection how many children it has.
  private var first: UInt32
  /// Of text its length in bytes, of a collection the index after its last descendant.
  private var second: UInt32

  init(text: Range<Int>, kind: Node.Kind, place: Place) {
    self.kind = kind
    line = UInt32(place.line)
    column = UInt32(place.column)
    first = UInt32(text.lowerBound)
    second = UInt32(text.count)
  }

  init(collection kind: Node.Kind, place: Place) {
    self.kind = kind
    line = UInt32(place.line)
    column = UInt32(place.column)
    first = 0
    second = 0
  }

  var place: Place { Place(line: Int(line), column: Int(column)) }

  var isCollection: Bool { kind == .sequence || kind == .mapping }

  var textRange: Range<Int> { isCollection ? 0..<0 : Int(first)..<Int(first + second) }

  var textLength: Int { isCollection ? 0 : Int(second) }

  var childCount: Int { isCollection ? Int(first) : 0 }

  /// The index after this node and all that it holds, where the node itself stands at `index`.
  func end(from index: Int) -> Int { isCollection ? Int(second) : index + 1 }

  mutating func close(childCount: Int, end: Int) {
    first = UInt32(childCount)
    second = UInt32(end)
  }
}
