import Planner
import Reports

/// A page of Markdown with rows in fences, where a forge interprets nothing; whole rows are left out where there is no room, and counted.
struct RowPage {
  private(set) var text: String
  private let budget: Int

  /// Bytes that are kept for what is said about rows that were left out, and for what comes behind.
  private static let reserve = 1024

  /// - Parameter budget: bytes that the page may have; less than 8,192 is taken as that.
  init(_ text: String, budget: Int) {
    (self.text, self.budget) = (text, max(8192, budget))
  }

  /// Adds what must be there: it has to be short, and our own.
  mutating func add(_ paragraph: String) { text += paragraph }

  /// Adds rows under a title of our own. Line breaks and whatever else is not plainly visible is escaped within a row.
  ///
  /// - Returns: how many of them there was room for.
  @discardableResult
  mutating func add(_ title: String, _ rows: [String], highlight: String = "text") -> Int {
    if rows.isEmpty { return 0 }
    let lines = rows.map { escapedForDisplay($0) }
    let fence = String(repeating: "`", count: max(3, 1 + (lines.map(longestRun).max() ?? 0)))
    let opening = "\n**\(title)**\n\n\(fence)\(highlight)\n"
    var room = budget - Self.reserve - text.utf8.count - opening.utf8.count - fence.utf8.count - 1
    let shown = lines.prefix { line in
      room -= line.utf8.count + 1
      return room >= 0
    }
    if !shown.isEmpty { text += opening + shown.map { $0 + "\n" }.joined() + fence + "\n" }
    let cut = lines.count - shown.count
    if cut > 0 {
      text += "\n\(shown.isEmpty ? "**\(title)**: " : "")**\(counted(cut, "row")) left out** to fit here.\n"
    }
    return shown.count
  }
}

/// The longest run of backticks, by bytes: a mark that combines with one makes it another character to Swift alone.
private func longestRun(_ text: String) -> Int {
  var (run, longest) = (0, 0)
  for byte in text.utf8 {
    run = byte == UInt8(ascii: "`") ? run + 1 : 0
    longest = max(longest, run)
  }
  return longest
}

/// A run's page as a link in a sentence of its own, where it is one; else nothing.
func runLink(_ address: String?) -> String {
  address.flatMap { markdownLink($0, titled: "This run") }.map { " \($0)." } ?? ""
}
