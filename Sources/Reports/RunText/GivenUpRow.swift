internal import Planner

/// Changes that were not tried for one cause, together: there may be thousands.
struct GivenUpRow {
  let cause: Outcome.Cause
  let orders: [OrderID]

  /// The causes for which more than one change was not tried, in the order in which they come up.
  static func all(of outcomes: [(change: Change, outcome: Outcome)]) -> [GivenUpRow] {
    var causes: [Outcome.Cause] = []
    var orders: [Outcome.Cause: [OrderID]] = [:]
    for (change, outcome) in outcomes {
      guard case .skipped(.givenUp(let cause)) = outcome else { continue }
      if orders[cause] == nil { causes.append(cause) }
      orders[cause, default: []].append(change.order)
    }
    return causes.map { GivenUpRow(cause: $0, orders: orders[$0] ?? []) }.filter { $0.orders.count > 1 }
  }

  func lines(word wordColumns: Int) -> [Line] {
    let indent = wordColumns + 6
    let name = OutcomeWord.skipped.ofRow
    let word = name + String(repeating: " ", count: max(0, wordColumns - name.utf8.count))
    let told = "\(counted(orders.count, "change")) \(cause.sentence)"
    let head = Line(
      [Span("  "), Span("·", .caution), Span(" "), Span(word, .caution), Span("  "), Span(told)], hanging: indent)
    return [head] + (names + [Line(cause.advice, .faint)]).map { $0.indented(by: indent) }
  }

  private var names: [Line] {
    var lines: [String] = []
    for order in orders {
      if let last = lines.last, last.utf8.count + order.text.utf8.count < 80 {
        lines[lines.count - 1] += " \(order)"
      } else {
        lines.append(order.text)
      }
    }
    return lines.map { Line($0) }
  }
}
