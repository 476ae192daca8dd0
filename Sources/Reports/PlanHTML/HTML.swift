internal import Planner

/// A piece of HTML. Foreign text comes in by one way, and is made escapedForDisplay and escaped on it.
struct HTML {
  let text: String

  /// A name and its value.
  typealias Attribute = (StaticString, String)

  private init(raw: String) { text = raw }

  /// How much of one value is shown before it is cut.
  private static let limit = 2000

  /// Text, whatever it holds.
  init(_ foreign: String) { text = escaped(escapedForDisplay(foreign, upTo: Self.limit)) }

  /// What this source says itself: no value comes in here.
  init(own: StaticString) { text = own.description }

  /// Several pieces, one after the other.
  init(_ pieces: [HTML]) { text = pieces.map(\.text).joined() }

  /// An element; names are written in this source, values are escaped.
  static func tag(_ name: StaticString, _ attributes: [Attribute] = [], _ pieces: HTML...) -> HTML {
    tag(name, attributes, pieces)
  }

  static func tag(_ name: StaticString, _ attributes: [Attribute], _ pieces: [HTML]) -> HTML {
    HTML(raw: "<\(name)\(written(attributes))>\(HTML(pieces).text)</\(name)>")
  }

  /// An element that has no inside.
  static func void(_ name: StaticString, _ attributes: [Attribute]) -> HTML {
    HTML(raw: "<\(name)\(written(attributes))>")
  }

  private static func written(_ attributes: [Attribute]) -> String {
    attributes.map { " \($0.0)=\"\(escaped(escapedForDisplay($0.1, upTo: limit)))\"" }.joined()
  }
}

private func escaped(_ text: String) -> String {
  var shown = ""
  shown.reserveCapacity(text.utf8.count)
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": shown += "&amp;"
    case "<": shown += "&lt;"
    case ">": shown += "&gt;"
    case "\"": shown += "&quot;"
    case "'": shown += "&#39;"
    default: shown.unicodeScalars.append(scalar)
    }
  }
  return shown
}
