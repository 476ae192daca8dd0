import Planner

/// One plan of a pull request as its comment remembers it.
struct EarlierPlan: Hashable, Sendable {
  /// The first twelve hexadecimal digits of the head's id.
  let head: String
  let at: Instant
  let summary: PlanSummary

  init(head: String, at: Instant, summary: PlanSummary) {
    (self.head, self.at, self.summary) = (String(head.prefix(12)), at, summary)
  }

  /// So many are kept.
  static let most = 20
}

extension EarlierPlan: CustomStringConvertible {
  /// `` `4f2c1ab93d5e` 2026-11-28T22:15:00Z: 12 changes ``
  var description: String { "`\(head)` \(at): \(summary)" }

  /// Reads what `description` writes; nil for anything else.
  init?(_ text: some StringProtocol) {
    let parts = text.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].hasPrefix("`"), parts[0].hasSuffix("`"), parts[0].utf8.count == 14,
      parts[1].hasSuffix(":"), let at = Instant(String(parts[1].dropLast())), let summary = PlanSummary(parts[2])
    else { return nil }
    let head = parts[0].dropFirst().dropLast()
    guard head.utf8.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }) else { return nil }
    self.init(head: String(head), at: at, summary: summary)
    // Only what would be written again is what was written.
    guard description == text else { return nil }
  }
}

// The plans in a comment's own text: the one that it shows in a line that nobody sees, those before it in a fold.

private let current = (start: "<!-- botfleet:this ", end: " -->")
private let marker = "<!-- botfleet:earlier -->"
private let item = "- "

/// The line that says which plan a comment shows.
func currentLine(_ plan: EarlierPlan) -> String { "\(current.start)\(plan)\(current.end)" }

/// The fold with the plans before; empty where there were none.
func earlierFold(_ plans: [EarlierPlan]) -> String {
  if plans.isEmpty { return "" }
  let summary = "<details><summary>Earlier plans (\(plans.count))</summary>"
  return ([marker, summary, ""] + plans.map { "\(item)\($0)" } + ["", "</details>", ""]).joined(separator: "\n")
}

/// The plans of a comment that another one is to follow, the newest first: the one that it shows, and those before it, as many as are kept.
///
/// Whoever may write to the repository may have edited it: what is not in just this form does not count.
func earlierPlans(in body: String, before next: EarlierPlan) -> [EarlierPlan] {
  let lines = body.split(omittingEmptySubsequences: false) { $0.isNewline }
  // Below the first lines there is room for other people's text.
  let shown = lines.prefix(3).first { $0.hasPrefix(current.start) && $0.hasSuffix(current.end) }
    .flatMap { EarlierPlan($0.dropFirst(current.start.count).dropLast(current.end.count)) }
  var plans: [EarlierPlan] = []
  if let start = lines.lastIndex(where: { $0 == marker }) {
    let items = lines[start...].dropFirst(3).prefix { $0.hasPrefix(item) }
    plans = items.prefix(EarlierPlan.most).compactMap { EarlierPlan($0.dropFirst(item.count)) }
  }
  // The same once more, as after a second run of the same job, is no other plan.
  if let shown, shown.head != next.head || shown.summary != next.summary { plans.insert(shown, at: 0) }
  return Array(plans.prefix(EarlierPlan.most))
}
