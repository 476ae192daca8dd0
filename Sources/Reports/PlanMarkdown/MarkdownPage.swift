internal import Planner

/// A page of Markdown that never grows beyond its budget, and counts what it had to leave out.
struct MarkdownPage {
  private let budget: Int
  private let whole: String?
  private var text = ""
  private var cut = 0

  /// Bytes that are kept for what is said about the rows that were cut.
  private static let reserve = 700

  init(budget: Int, whole: String?) {
    self.budget = budget
    self.whole = whole
  }

  /// Adds what must be there: it has to be short.
  mutating func add(_ paragraph: String) { text += paragraph }

  /// Adds a part: its title and its rows in a fence, as many as there is room for.
  mutating func add(_ title: String, _ rows: [(text: String, rows: Int)], highlight: String) {
    add(rows, opening: "\n**\(title)**\n", highlight: highlight, closing: "")
  }

  /// Adds rows in a fence between an opening and a closing, as many as there is room for.
  mutating func add(_ rows: [(text: String, rows: Int)], opening: String, highlight: String, closing: String) {
    if rows.isEmpty { return }
    let fence = String(repeating: "`", count: max(3, 1 + (rows.map { longestRunOfBackticks($0.text) }.max() ?? 0)))
    let (opening, closing) = ("\(opening)\n\(fence)\(highlight)\n", "\(fence)\n\(closing)")
    var room = budget - Self.reserve - text.utf8.count - opening.utf8.count - closing.utf8.count
    let shown = rows.prefix { row in
      room -= row.text.utf8.count
      return room >= 0
    }
    cut += rows.dropFirst(shown.count).reduce(0) { $0 + $1.rows }
    if !shown.isEmpty { text += opening + shown.map(\.text).joined() + closing }
  }

  /// The page, and what is missing on it.
  var finished: String {
    if cut == 0 { return text }
    return text + "\n**\(counted(cut, "row")) cut** to fit here. The whole plan: \(place)\n"
  }

  private var place: String {
    guard let whole else { return "`botfleet plan --all`" }
    return isPlainAddress(whole) ? "<\(whole)>" : codeSpan(whole, upTo: 40)
  }
}

/// The text as code, which nothing in it can end.
func codeSpan(_ text: String, upTo limit: Int) -> String {
  let shown = legible(text, upTo: limit)
  let fence = String(repeating: "`", count: longestRunOfBackticks(shown) + 1)
  let isBare = !shown.isEmpty && !shown.hasPrefix("`") && !shown.hasSuffix("`") && !shown.hasPrefix(" ")
  return isBare ? fence + shown + fence : "\(fence) \(shown) \(fence)"
}

func longestRunOfBackticks(_ text: String) -> Int {
  var (run, longest) = (0, 0)
  for byte in text.utf8 {
    run = byte == UInt8(ascii: "`") ? run + 1 : 0
    longest = max(longest, run)
  }
  return longest
}

/// An address that is safe as a link: https, and nothing in it that Markdown or HTML could take for its own.
private func isPlainAddress(_ text: String) -> Bool {
  guard text.hasPrefix("https://") || text.hasPrefix("http://"), text.utf8.count <= 400 else { return false }
  return text.unicodeScalars.allSatisfy {
    $0.isASCII && ($0.properties.isAlphabetic || "0123456789-._~:/?#=&%+".unicodeScalars.contains($0))
  }
}
