public import Planner

/// How much of a long plan is listed.
public enum Listing: Hashable, Sendable {
  /// More than five rows that say the same, and nothing of their own, are shown as one that names their orders. A plan of more than 50 rows
  /// begins with its summary, and all rows that say the same are one. Each suspension, deletion, drift and vanished server still has its own.
  case grouped
  /// Every row.
  case all

  /// Rows that are a page: only longer plans leave anything out.
  static let longest = 50
  /// Rows that say the same and are still shown one by one.
  static let handful = 5
}

/// The plan as text for people.
///
/// - Parameters:
///   - today: where it is another day than the plan's, the header says as of which day the plan is.
public func planText(_ plan: Plan, style: Style, listing: Listing = .grouped, today: Day? = nil) -> String {
  let rows = listing == .all ? plan.rows : plan.foldedRows
  var page = [header(of: plan, today: today), .empty]
  switch listing {
  case .grouped:
    // What there is to do about a refusal is told once, at the end, where a terminal stops.
    if rows.count > Listing.longest { page += summary(of: plan) + refusalLines(of: plan) + [.empty] }
    page += listed(entries(of: rows), style).flatMap(\.self)
  case .all:
    page += listed(rows.map(Entry.row), style).flatMap(\.self)
  }
  if !rows.isEmpty { page.append(.empty) }
  page += plan.diagnostics.flatMap { diagnosticLines($0, style) + [.empty] }
  page += summary(of: plan)
  page += refusalLines(of: plan) + remedyLines(of: plan)
  return render(page, style)
}

private func header(of plan: Plan, today: Day?) -> Line {
  var spans = [
    Span("Fleet "), Span(plan.fleet, .strong, upTo: 100), Span(" at "), Span(plan.revision.words, .strong),
    Span(" on "), Span(plan.panel, .strong, upTo: 200),
  ]
  if let today, today != plan.asOf { spans.append(Span(", as of \(plan.asOf)", .caution)) }
  return Line(spans, hanging: 2)
}

private func refusalLines(of plan: Plan) -> [Line] {
  if plan.refusals.isEmpty { return [] }
  return [.empty] + plan.refusals.map { Line([Span("Refused: ", .danger), Span($0.sentence)], hanging: 9) }
}

private func remedyLines(of plan: Plan) -> [Line] { plan.remedy.map { [Line($0, hanging: 2)] } ?? [] }

extension Revision {
  /// `4f2c1ab`, and whether there is more than that commit.
  var words: String {
    switch self {
    case .commit(let id): String(id.prefix(7))
    case .dirty(let id?): "\(id.prefix(7)) with uncommitted changes"
    case .dirty(nil): "no commit yet"
    }
  }
}
