internal import Planner

/// One change of a run in words.
struct RunRow {
  let symbol: String
  let ink: Ink
  let word: String
  let order: String
  let told: String
  /// What an operator does about it.
  let advice: String?

  init(_ change: Change, _ outcome: Outcome) {
    order = change.order.text
    let mark = Mark(change)
    switch outcome {
    case .applied(_, let address):
      (symbol, ink, word) = (mark.symbol, mark.ink, change.kind.participle(1))
      (told, advice) = (change.told(address: address), nil)
    case .failed(let failure):
      (symbol, ink, word) = ("x", .danger, "failed")
      (told, advice) = (failure.told, failure.advice)
    case .unknown(let failure):
      (symbol, ink, word) = ("?", .danger, "unknown")
      (told, advice) = (failure.told, "the next run looks what became of it, and finishes it")
    case .skipped(let skip):
      (symbol, ink, word) = ("·", .caution, "skipped")
      (told, advice) = ("\(change.kind.rawValue): \(skip.sentence)", skip.advice)
    }
  }

  func lines(word wordColumns: Int, order orderColumns: Int) -> [Line] {
    let indent = wordColumns + orderColumns + 8
    let head = Span(word + blanks(wordColumns - word.utf8.count), ink)
    let subject = Span(order + blanks(orderColumns - order.utf8.count))
    let row = Line([Span("  "), Span(symbol, ink), Span(" "), head, Span(" "), subject, Span("   "), Span(told)])
    let below = advice.map { [Line($0, .faint).indented(by: indent)] } ?? []
    return [Line(row.spans, hanging: indent)] + below
  }
}

private func blanks(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

extension Outcome.Skip {
  /// Why it was not tried.
  var sentence: String {
    switch self {
    case .notReviewed: "the plan that was reviewed does not hold it"
    case .stale(let moved): "no longer as it was planned: \(moved)"
    case .ownerMissing(let customer): "the panel user of \(customer) could not be made"
    case .interrupted: "the run ended before its turn"
    }
  }

  fileprivate var advice: String? {
    switch self {
    case .notReviewed, .stale: "plan again, review, apply"
    case .ownerMissing, .interrupted: "the next run does it"
    }
  }
}

extension OrderResult.Failure {
  fileprivate var told: String { "\(action): \(message) (\(code))" }

  /// By the failure's stable word; the next run tries again in every case.
  fileprivate var advice: String {
    switch code {
    case "no-free-allocation": "add allocations to the node, or pin the order to another; then run again"
    case "permission-missing", "key-refused", "key-owner-no-admin", "address-refused", "two-factor-required":
      "make a key that may do it (Admin > Application API); then run again"
    case "daemon-failed": "look at the daemon of the server's node; the next run tries again"
    case "panel-in-maintenance": "the next run tries again, when the maintenance is over"
    default: "the next run tries again"
    }
  }
}
