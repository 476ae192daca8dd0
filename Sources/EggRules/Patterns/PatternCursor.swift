/// A place in a pattern that is being read.
struct PatternCursor {
  private let units: [UInt32]
  private(set) var position = 0

  init(_ units: [UInt32]) {
    self.units = units
  }

  var isAtEnd: Bool { position == units.count }

  /// The unit here, or nil at the end.
  var unit: UInt32? { isAtEnd ? nil : units[position] }

  /// The unit here as an ASCII character, or nil at the end and beyond ASCII.
  var ascii: Unicode.Scalar? {
    unit.flatMap { $0 < 0x80 ? Unicode.Scalar($0) : nil }
  }

  /// Takes one unit, or nil at the end.
  mutating func take() -> UInt32? {
    guard let unit else { return nil }
    position += 1
    return unit
  }

  /// Takes the ASCII text if it stands here.
  mutating func take(_ text: String) -> Bool {
    guard hasBytes(text) else { return false }
    position += text.utf8.count
    return true
  }

  /// Whether the ASCII text stands here.
  func hasBytes(_ text: String) -> Bool {
    units[position...].starts(with: text.utf8.map(UInt32.init))
  }

  /// Whether `[:…:]`, `[.….]` or `[=…=]` begins here, by PCRE's way of finding its end.
  var isAtPOSIXClass: Bool {
    guard hasBytes("[:") || hasBytes("[.") || hasBytes("[=") else { return false }
    let (open, close, backslash) = (UInt32(0x5B), UInt32(0x5D), UInt32(0x5C))
    let mark = units[position + 1]
    var index = position + 2
    while index + 1 < units.count {
      let (here, next) = (units[index], units[index + 1])
      if here == backslash, next == close || next == backslash {
        index += 1
      } else if here == mark, next == close {
        return true
      } else if here == close || (here == open && next == mark) {
        return false
      }
      index += 1
    }
    return false
  }

  /// Takes ASCII characters as long as the condition holds, at most so many.
  mutating func takeWhile(atMost: Int = .max, _ condition: (Unicode.Scalar) -> Bool) -> String {
    var text = ""
    while text.utf8.count < atMost, let next = ascii, condition(next) {
      text.unicodeScalars.append(next)
      position += 1
    }
    return text
  }

  /// Goes behind the next such unit, or to the end.
  mutating func skip(through unit: UInt32) {
    while let taken = take(), taken != unit {}
  }

  /// Takes everything up to the ASCII text, and the text; nil, with nothing taken, where it does not come.
  mutating func takeThrough(_ text: String) -> [UInt32]? {
    var end = self
    while !end.isAtEnd {
      if end.hasBytes(text) {
        let taken = units[position..<end.position]
        position = end.position + text.utf8.count
        return Array(taken)
      }
      end.position += 1
    }
    return nil
  }
}
