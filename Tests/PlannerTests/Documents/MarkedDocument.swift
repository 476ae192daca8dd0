import Planner

/// A document with marks (1️⃣, 2️⃣, …) in it: its text without them, and where they stood.
struct MarkedDocument {
  let bytes: [UInt8]
  /// `line:column`, in the order of the marks.
  let places: [String]

  init(_ marked: String) {
    var text = String.UnicodeScalarView()
    var placeByMark: [Unicode.Scalar: String] = [:]
    var (line, column) = (1, 1)
    var rest = marked.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if rest.starts(with: ["\u{FE0F}", "\u{20E3}"]) {
        rest = rest.dropFirst(2)
        placeByMark[scalar] = "\(line):\(column)"
        continue
      }
      text.append(scalar)
      (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
    }
    bytes = Array(String(text).utf8)
    places = placeByMark.sorted { $0.key < $1.key }.map(\.value)
  }
}
