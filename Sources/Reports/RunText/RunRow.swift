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
    let name = outcome.word.ofRow
    switch outcome {
    case .applied(_, let address):
      (symbol, ink, word) = (mark.symbol, mark.ink, change.participle)
      (told, advice) = (change.told(address: address), nil)
    case .installFailed(_, let address):
      (symbol, ink, word) = ("x", .danger, name)
      told = OrderResult.Failure.installation(change.told(address: address))
      advice = FailureKind.installFailed.advice
    case .failed(let failure), .contradicted(let failure):
      (symbol, ink, word) = ("x", .danger, name)
      (told, advice) = (failure.told, isRepeated ? failure.adviceAgain : failure.advice)
    case .unknown(let failure):
      (symbol, ink, word) = ("?", .danger, name)
      (told, advice) = (
        failure.told,
        failure.kind == .notConfirmed
          ? failure.advice
          : isRepeated ? failure.adviceAgain : "the next run finds out what happened, and finishes it"
      )
    case .skipped(let skip):
      (symbol, ink, word) = ("·", .caution, name)
      (told, advice) = ("\(change.kind.rawValue): \(skip.sentence)", skip.advice)
    }
  }

  /// An installation that an earlier run had begun, and that failed.
  init(installationFailedOf order: OrderID) {
    (symbol, ink, word) = ("x", .danger, OutcomeWord.installFailed.ofRow)
    self.order = order.text
    told = OrderResult.Failure.installation("created by an earlier run")
    advice = FailureKind.installFailed.advice
  }

  /// What another hand changed while the run was at work.
  init(_ moved: Run.Moved) {
    (symbol, ink, word) = ("!", .caution, "changed")
    order = moved.order.text
    told = "by somebody else, during the run: \(moved.labels)"
    advice = "botfleet plan shows what the next apply will do"
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
