import Applier
import Forges
import Planner
import Reports

/// What is told to the pull requests that an apply covered.
struct ApplyPage: Sendable {
  let names: CINames
  let applied: AppliedPlan
  let covered: CoveredPullRequests
  let kind: ForgeKind
  let at: Instant
  let runURL: String?
}

extension ApplyPage {
  /// The text of the one comment about applies that is kept on a pull request: what became of its changes first, the others counted.
  ///
  /// - Parameter budget: bytes that it may have.
  func comment(on request: PullRequest, budget: Int) -> String {
    let own = part(of: request)
    var page = RowPage("\(names.applyMarker)\n\(verdict(own))\n\n\(place)\n", budget: budget)
    page.add("Not done", own.failed.map(row))
    page.add("Held back", own.held.map(heldRow))
    page.add("Done", own.done.map(row))
    if !own.held.isEmpty, let digest = applied.nextAcceptance { page.add(wayOut(accepting: digest)) }
    page.add(others(than: own.count))
    return page.text
  }

  /// The changes that a pull request brought, as far as that can be told.
  private func part(of request: PullRequest) -> AppliedPart {
    let touched = covered.touched(by: request)
    return applied.part { change in
      touched.orders.contains(change.order) || touched.results.contains(change.order)
        || (touched.isShared || touched.isUncertain) && !applied.pending.contains(change.digest)
    }
  }

  private func verdict(_ own: AppliedPart) -> String {
    if let failure = applied.failure { return "**Not applied: there was no plan.** \(codeSpan(failure, upTo: 600))" }
    if let refusal = applied.refusal { return "**Not applied: \(refusal).** Nothing was done." }
    if own.isDone {
      return own.count == 0 ? "**Applied: nothing was to do.**" : "**Applied: \(counted(own.count, "change")).**"
    }
    return "**Of \(counted(own.count, "change")), \(own.words).**"
  }

  private var place: String {
    let revision = applied.revision.map { " \(codeSpan(String($0.prefix(12)), upTo: 12))" } ?? ""
    return "\(asOfLine)\(at), the branch at\(revision.isEmpty ? " its tip" : revision).\(runLink(runURL))"
  }

  func heldRow(_ change: Change, _ why: String) -> String { "\(change.order) \(change.kind.rawValue): \(why)" }

  func row(_ change: Change, _ outcome: Outcome) -> String {
    let order = "\(change.order)"
    switch outcome {
    case .applied(_, let address): return "\(order) \(change.participle): \(change.told(address: address))"
    case .installFailed(_, let address):
      return "\(order) failed: \(OrderResult.Failure.installation(change.told(address: address)))"
    case .failed(let failure), .unknown(let failure), .contradicted(let failure):
      return "\(order) \(outcome.word.ofRow): \(failure.told)"
    case .skipped(let skip): return "\(order) \(change.kind.rawValue) not tried: \(skip.sentence)"
    }
  }

  private func others(than shown: Int) -> String {
    let rest = (applied.outcomes.isEmpty ? applied.plan?.changes.count ?? 0 : applied.outcomes.count) - shown
    guard applied.failure == nil, applied.refusal == nil, rest > 0 else { return "" }
    return "\n\(counted(rest, "other change")) of the same run had other reasons.\n"
  }
}

/// How somebody performs what was held back.
func wayOut(accepting digest: Digest) -> String {
  """

  Look at it with `botfleet plan`. If it is right, run the apply once more with the plan's digest, which is this one unless something moves: \
  `botfleet ci apply --accept \(digest) --because 'WHY'` (in a workflow: its inputs `accept` and `because`). Or open a pull request that touches these orders: its plan shows them.

  """
}

extension ApplyPage {
  /// The status of the commits that were applied.
  var status: CommitStatus { status(of: applied.part { _ in true }) }

  /// The status of a pull request's own commits: what became of its changes, and nobody else's.
  func status(about request: PullRequest) -> CommitStatus { status(of: part(of: request)) }

  private func status(of part: AppliedPart) -> CommitStatus {
    let (state, text): (CommitStatus.State, String)
    if applied.failure != nil {
      (state, text) = (.error, "There was no plan")
    } else if let refusal = applied.refusal {
      (state, text) = (.failure, refusal.prefix(1).uppercased() + refusal.dropFirst())
    } else {
      (state, text) = (part.isDone ? .success : .failure, part.count == 0 ? "Nothing to do" : part.words)
    }
    return CommitStatus(context: names.applyStatus, state: state, description: text, url: runURL)
  }
}
