/// Where something stands in a document, whichever document that is: a `Place` without its path.
struct Spot: Hashable, Sendable {
  private let line: UInt32
  private let column: UInt32

  /// The limits of documents are far below what the numbers hold.
  init(of place: Place) { (line, column) = (UInt32(place.line), UInt32(place.column)) }

  func place(in path: String) -> Place { Place(path: path, line: Int(line), column: Int(column)) }
}

/// A value and where it stands, equal for two documents that have it in the same spot.
struct Spotted<Value: Hashable & Sendable>: Hashable, Sendable {
  let value: Value
  let spot: Spot

  init(_ value: Value, at spot: Spot) { (self.value, self.spot) = (value, spot) }

  init(_ located: Located<Value>) { self.init(located.value, at: Spot(of: located.place)) }

  /// The same in a document.
  func located(in path: String) -> Located<Value> { Located(value, at: spot.place(in: path)) }
}
