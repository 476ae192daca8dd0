public import Planner

/// What became of each change, as text for people: a line for each, and what to do where something went wrong.
///
/// Of more than 50 changes only those are listed that were not carried out as planned, unless all are asked for.
public func runText(_ run: Run, style: Style, listing: Listing = .grouped) -> String {
  let listed: [(change: Change, outcome: Outcome)] =
    switch listing {
    case .grouped where run.outcomes.count > Listing.longest: run.outcomes.filter { !$0.outcome.isApplied }
    case .grouped, .all: run.outcomes
    }
  let givenUp = GivenUpRow.all(of: run.outcomes)
  let together = Set(givenUp.map(\.cause))
  let rows =
    listed.filter { !$0.outcome.isGivenUp(for: together) }.map {
      RunRow($0.change, $0.outcome, isRepeated: run.isRepeated($0.change, $0.outcome))
    }
    + run.installations.failed.map { RunRow(installationFailedOf: $0) } + run.moved.map { RunRow($0) }
  let columns = (
    word: rows.reduce(8) { max($0, $1.word.utf8.count) },
    order: rows.reduce(8) { max($0, min(24, $1.order.utf8.count)) }
  )
  let lines =
    rows.flatMap { $0.lines(word: columns.word, order: columns.order) }
    + givenUp.flatMap { $0.lines(word: columns.word) }
  return render(lines + (lines.isEmpty ? [] : [.empty]) + [summary(of: run)], style)
}

private func summary(of run: Run) -> Line {
  let tally = run.tally
  let tried = tally.words.isEmpty ? "nothing was done" : tally.words.joined(separator: ", ")
  let skipped = tally.skipped == 0 ? "" : "; \(thousands(tally.skipped)) skipped"
  return Line([Span("Plan \(run.plan.digest.short)", .strong), Span(": \(tried)\(skipped).")], hanging: 2)
}

extension Outcome {
  fileprivate func isGivenUp(for causes: Set<Outcome.Cause>) -> Bool {
    if case .skipped(.givenUp(let cause)) = self { causes.contains(cause) } else { false }
  }
}
