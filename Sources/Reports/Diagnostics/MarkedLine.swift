internal import Planner

/// A line of a document, made visible and cut to fit around one of its columns.
struct MarkedLine {
  let text: String
  /// How many columns of the terminal stand before the marked one.
  let columnsBefore: Int

  /// - Parameters:
  ///   - column: from 1, counted in Unicode scalars of `line`.
  ///   - room: columns that the text may fill.
  init(_ line: String, column: Int, room: Int) {
    let scalars = line.unicodeScalars
    let split = scalars.index(scalars.startIndex, offsetBy: max(0, column - 1), limitedBy: scalars.endIndex)
    let before = shown(line[..<(split ?? line.endIndex)])
    let after = shown(line[(split ?? line.endIndex)...])
    let beginning = Self.end(of: before, room: columnCount(after) < room / 3 ? room - columnCount(after) : room * 2 / 3)
    columnsBefore = columnCount(beginning)
    text = beginning + Self.start(of: after, room: room - columnsBefore)
  }

  /// As much of the text's end as there is room for.
  private static func end(of text: String, room: Int) -> String {
    guard columnCount(text) > room else { return text }
    var columns = 1
    let kept = text.reversed().prefix { character in
      columns += columnCount(character)
      return columns <= room
    }
    return "…" + String(kept.reversed())
  }

  /// As much of the text's beginning as there is room for.
  private static func start(of text: String, room: Int) -> String {
    guard columnCount(text) > room else { return text }
    var columns = 1
    return text.prefix { character in
      columns += columnCount(character)
      return columns <= room
    } + "…"
  }
}

/// A tab as two blanks, all else as `escapedForDisplay` has it.
private func shown(_ text: Substring) -> String {
  text.split(separator: "\t", omittingEmptySubsequences: false).map { escapedForDisplay(String($0)) }.joined(
    separator: "  ")
}
