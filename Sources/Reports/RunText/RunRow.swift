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

  /// - Parameter isRepeated: whether it failed so in the run before as well.
  init(_ change: Change, _ outcome: Outcome, isRepeated: Bool = false) {
    order = change.order.text
    let mark = Mark(change)
    switch outcome {
    case .applied(_, let address):
      (symbol, ink, word) = (mark.symbol, mark.ink, change.participle)
      (told, advice) = (change.told(address: address), nil)
    case .installFailed(_, let address):
      (symbol, ink, word) = ("x", .danger, "failed")
      (told, advice) = (
        "install: \(change.told(address: address)), and its installation failed (install-failed)",
        failureAdvice("install-failed")
      )
    case .failed(let failure):
      (symbol, ink, word) = ("x", .danger, "failed")
      (told, advice) = (failure.told, isRepeated ? adviceAgain(on: failure) : failureAdvice(failure.code))
    case .unknown(let failure):
      (symbol, ink, word) = ("?", .danger, "unknown")
      (told, advice) = (
        failure.told,
        failure.code == "not-confirmed"
          ? failureAdvice(failure.code)
          : isRepeated ? adviceAgain(on: failure) : "the next run looks what became of it, and finishes it"
      )
    case .contradicted(let failure):
      (symbol, ink, word) = ("x", .danger, "not kept")
      (told, advice) = (failure.told, isRepeated ? adviceAgain(on: failure) : failureAdvice(failure.code))
    case .skipped(let skip):
      (symbol, ink, word) = ("·", .caution, "skipped")
      (told, advice) = ("\(change.kind.rawValue): \(skip.sentence)", skip.advice)
    }
  }

  /// An installation that an earlier run had begun, and that failed.
  init(installationFailedOf order: OrderID) {
    (symbol, ink, word) = ("x", .danger, "failed")
    self.order = order.text
    told = "install: made by an earlier run, and its installation failed (install-failed)"
    advice = failureAdvice("install-failed")
  }

  /// What another hand changed while the run was at work.
  init(_ moved: Run.Moved) {
    (symbol, ink, word) = ("!", .caution, "changed")
    order = moved.order.text
    told = "by another hand, while the run was at work: \(moved.labels)"
    advice = "botfleet plan shows what the next apply makes of it"
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
    case .givenUp(let cause): cause.sentence
    }
  }

  fileprivate var advice: String? {
    switch self {
    case .notReviewed, .stale: "plan again, review, apply"
    case .ownerMissing: "it follows once that user is made"
    case .interrupted: "the next run does it"
    case .givenUp(let cause): failureAdvice(cause.code)
    }
  }
}

extension OrderResult.Failure {
  fileprivate var told: String { "\(action): \(message) (\(code))" }
}
