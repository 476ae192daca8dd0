/// Rows in a fence, and what stands around it.
struct MarkdownPart {
  let opening: String
  /// Each with the rows of the plan that it stands for.
  let rows: [(text: String, rows: Int)]
  let closing: String

  /// A part with a heading.
  init(_ title: String, _ rows: [(text: String, rows: Int)], highlight: String) {
    self.init(rows, behind: "\n**\(title)**\n", highlight: highlight, before: "")
  }

  init(_ rows: [(text: String, rows: Int)], behind opening: String, highlight: String, before closing: String) {
    let fence = String(repeating: "`", count: max(3, 1 + (rows.map { longestRunOfBackticks($0.text) }.max() ?? 0)))
    self.rows = rows
    self.opening = "\(opening)\n\(fence)\(highlight)\n"
    self.closing = "\(fence)\n\(closing)"
  }

  /// What stands around the rows.
  var frame: String { opening + closing }

  /// Bytes; none without rows.
  var size: Int { rows.isEmpty ? 0 : rows.reduce(frame.utf8.count) { $0 + $1.text.utf8.count } }
}

/// Parts that share a piece of the page.
struct MarkdownGroup {
  /// Percent of a page that is too small for all of them.
  let share: Int
  let parts: [MarkdownPart]

  var size: Int { parts.reduce(0) { $0 + $1.size } }
}

/// The bytes that each group gets: what it needs, or its share and what the groups before it leave over of what others do not need.
func allotted(_ groups: [MarkdownGroup], of room: Int) -> [Int] {
  let room = max(0, room)
  guard groups.reduce(0, { $0 + $1.size }) > room else { return groups.map(\.size) }
  var given = groups.map { min($0.size, room / 100 * $0.share) }
  var left = room - given.reduce(0, +)
  for index in groups.indices {
    let more = min(left, groups[index].size - given[index])
    given[index] += more
    left -= more
  }
  return given
}
