internal import Planner

/// A piece of a line: text that is safe to show, and what it means.
struct Span {
  let text: String
  let ink: Ink

  /// How much of one value is shown before it is cut.
  static let limit = 600

  /// Every text comes in here and is made visible here, so that none reaches a reader as it was.
  init(_ text: String, _ ink: Ink = .plain, upTo limit: Int = Span.limit) {
    self.text = escapedForDisplay(text, upTo: limit)
    self.ink = ink
  }

  var columns: Int { columnCount(text) }
}

/// One line of text for people; wider than the page, it goes on below, indented by `hanging` columns.
struct Line {
  var spans: [Span]
  var hanging: Int

  init(_ spans: [Span] = [], hanging: Int = 0) {
    self.spans = spans
    self.hanging = hanging
  }

  init(_ text: String, _ ink: Ink = .plain, hanging: Int = 0) {
    self.init([Span(text, ink)], hanging: hanging)
  }

  static let empty = Line()

  var columns: Int { spans.reduce(0) { $0 + $1.columns } }

  /// The line moved to the right.
  func indented(by columns: Int) -> Line {
    Line([Span(String(repeating: " ", count: columns))] + spans, hanging: hanging + columns)
  }
}

/// Lines as text, each ended by a line feed.
func render(_ lines: [Line], _ style: Style) -> String {
  var text = ""
  for line in lines {
    for part in wrapped(line, to: style.width.limit) {
      text += part.spans.droppingBlankEnd.withoutWorkflowCommand.reduce("") { text, span in
        text + style.palette.paint(span.text, span.ink)
      }
      text += "\n"
    }
  }
  return text
}

extension [Span] {
  /// Without spans of nothing but spaces at the end.
  fileprivate var droppingBlankEnd: ArraySlice<Span> {
    self[..<((lastIndex { !$0.isBlank }).map { $0 + 1 } ?? 0)]
  }
}

extension ArraySlice<Span> {
  /// GitHub's runner takes a line of a log that begins with `::`, after any spaces, for a command.
  fileprivate var withoutWorkflowCommand: ArraySlice<Span> {
    guard let first = firstIndex(where: { !$0.isBlank }) else { return self }
    let text = self[first].text.drop { $0 == " " }
    guard text.hasPrefix("::") else { return self }
    var spans = self
    spans[first] = Span(
      self[first].text.prefix { $0 == " " } + "\\u{3a}" + text.dropFirst(), self[first].ink, upTo: .max)
    return spans
  }
}

extension Span {
  fileprivate var isBlank: Bool { text.utf8.allSatisfy { $0 == UInt8(ascii: " ") } }
}
