import YAML

/// A text with marks (1️⃣, 2️⃣, …) in it: the text without them, and where they stood.
struct MarkedText {
  let bytes: [UInt8]
  let places: [Place]

  init(_ marked: String) {
    var text = String.UnicodeScalarView()
    var placeByMark: [Unicode.Scalar: Place] = [:]
    var (line, column) = (1, 1)
    var rest = marked.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if rest.starts(with: ["\u{FE0F}", "\u{20E3}"]) {
        rest = rest.dropFirst(2)
        placeByMark[scalar] = Place(line: line, column: column)
        continue
      }
      text.append(scalar)
      (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
    }
    bytes = Array(String(text).utf8)
    places = placeByMark.sorted { $0.key < $1.key }.map(\.value)
  }
}
