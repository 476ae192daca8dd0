internal import Planner

/// A page of Markdown that never grows beyond its budget, and counts what it had to leave out.
struct MarkdownPage {
  private let budget: Int
  private let whole: String?
  private var text = ""
  private var cut = 0
  /// Whether rows say less than they could.
  var isAbridged = false

  /// Bytes that are kept for what is said about the rows that were cut.
  private static let reserve = 700

  init(budget: Int, whole: String?) {
    self.budget = budget
    self.whole = whole
  }

  /// Adds what must be there: it has to be short.
  mutating func add(_ paragraph: String) { text += paragraph }

  /// Bytes that there is still room for.
  var room: Int { budget - Self.reserve - text.utf8.count }

  /// Adds as many of a part's rows as there is room for.
  ///
  /// - Parameter limit: bytes that the part may have.
  /// - Returns: the bytes that it has.
  @discardableResult
  mutating func add(_ part: MarkdownPart, upTo limit: Int = .max) -> Int {
    let before = text.utf8.count
    var room = min(room, limit) - part.frame.utf8.count
    let shown = part.rows.prefix { row in
      room -= row.text.utf8.count
      return room >= 0
    }
    cut += part.rows.dropFirst(shown.count).reduce(0) { $0 + $1.rows }
    if !shown.isEmpty { text += part.opening + shown.map(\.text).joined() + part.closing }
    return text.utf8.count - before
  }

  /// The page, and what is missing on it.
  var finished: String {
    if cut == 0, !isAbridged { return text }
    let brief = isAbridged ? "To fit here, rows to look at twice have one line each. " : ""
    let less = cut == 0 ? "" : "**\(counted(cut, "row")) left out** to fit here. "
    return text + "\n\(brief)\(less)The full plan: \(place)\n"
  }

  private var place: String {
    guard let whole else { return "`botfleet plan --all`" }
    return markdownLink(whole) ?? codeSpan(whole, upTo: 40)
  }
}
