/// A piece of HTML. The only ways to make one escape every text that comes into it, so that no text is ever markup.
///
/// A literal is markup, and stands in our own sources; what is interpolated is text, unless it is a piece of HTML itself:
/// `"<p class=\"why\">\(why)</p>"`. Values of attributes stand between double quotes.
public struct HTML: Sendable, Hashable, ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
  public private(set) var text: String

  public init() { text = "" }

  public init(stringLiteral markup: StaticString) { text = "\(markup)" }

  public init(stringInterpolation: Interpolation) { text = stringInterpolation.text }

  /// Builds a literal with what is interpolated.
  public struct Interpolation: StringInterpolationProtocol {
    fileprivate(set) var text = ""

    public init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity + interpolationCount * 24)
    }

    public mutating func appendLiteral(_ markup: StaticString) { text += "\(markup)" }

    public mutating func appendInterpolation(_ html: HTML) { text += html.text }

    public mutating func appendInterpolation(_ html: HTML?) { text += html?.text ?? "" }

    public mutating func appendInterpolation(_ words: String) { appendEscaped(words, to: &text) }

    public mutating func appendInterpolation(_ number: Int) { text += String(number) }

    public mutating func appendInterpolation(_ pieces: [HTML]) { for piece in pieces { text += piece.text } }

    /// A text of others: what would reorder or hide the text around it is spelled out, and it is a world of its own in which it may go from
    /// right to left.
    public mutating func appendInterpolation(foreign words: String) {
      text += "<bdi>"
      appendEscaped(words, to: &text)
      text += "</bdi>"
    }

    /// An attribute without a value, where something is so.
    public mutating func appendInterpolation(_ attribute: StaticString, if isSet: Bool) {
      if isSet { text += " \(attribute)" }
    }
  }

  public static func + (left: HTML, right: HTML) -> HTML {
    var sum = left
    sum.text += right.text
    return sum
  }

  public static func += (left: inout HTML, right: HTML) { left.text += right.text }

  var isEmpty: Bool { text.isEmpty }
}

/// Appends a text so that it is text between tags and between double quotes.
private func appendEscaped(_ words: String, to text: inout String) {
  for byte in words.utf8 {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"), 0..<0x20:
      return appendEscapedSlowly(words, to: &text)
    default: continue
    }
  }
  text += words
}

private func appendEscapedSlowly(_ words: String, to text: inout String) {
  for scalar in words.unicodeScalars {
    switch scalar {
    case "&": text += "&amp;"
    case "<": text += "&lt;"
    case ">": text += "&gt;"
    case "\"": text += "&quot;"
    case "'": text += "&#39;"
    case "\n", "\t": text.unicodeScalars.append(scalar)
    default: text.unicodeScalars.append(scalar.value < 0x20 ? "\u{FFFD}" : scalar)
    }
  }
}

extension Sequence<HTML> {
  /// All of them, one after the other.
  func joined() -> HTML { reduce(into: HTML()) { $0 += $1 } }
}
