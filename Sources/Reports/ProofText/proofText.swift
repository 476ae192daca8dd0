public import Planner

/// What a look for a proof came to, for people.
///
/// - Parameters:
///   - commit: the one that the panel was held against.
public func proofText(_ judgement: ProofJudgement, of commit: String, style: Style) -> String {
  let plan = judgement.plan
  var page = [
    Line(
      [
        Span("Fleet "), Span(plan.fleet, .strong, upTo: 100), Span(" at "), Span(String(commit.prefix(7)), .strong),
        Span(" on "), Span(plan.panel, .strong, upTo: 200),
      ], hanging: 2), .empty,
  ]
  let rows = judgement.differences.map(Row.init)
  page += listed(entries(of: rows), style).flatMap(\.self)
  if !rows.isEmpty { page.append(.empty) }
  page += plan.diagnostics.flatMap { diagnosticLines($0, style) + [.empty] }
  page += judgement.unseen.map { Line([Span("Not looked at: ", .caution), Span($0.sentence)], hanging: 2) }
  page.append(Line(judgement.counts.words, hanging: 2))
  page += exceptionLines(judgement.exceptions)
  page.append(.empty)
  page.append(Line(judgement.verdict, judgement.isProven ? .plain : .danger, hanging: 2))
  return render(page, style)
}

/// The exceptions of a proof, one line a kind.
func exceptionLines(_ exceptions: [ProofException]) -> [Line] {
  ProofException.Kind.allCases.compactMap { kind in
    let found = exceptions.filter { $0.kind == kind }
    guard !found.isEmpty else { return nil }
    let names = found.map { exception in exception.field.map { "\(exception.order) \($0)" } ?? exception.order.text }
    return Line(
      [
        Span("exception: \(kind.rawValue)", .caution),
        Span(" (\(thousands(found.count))): \(kind.meaning): \(named(names, upTo: 20))", upTo: 4000),
      ], hanging: 2)
  }
}

extension ProofException.Kind {
  /// What such an exception means.
  public var meaning: String {
    switch self {
    case .ignored: "the order ignores a field that the panel has otherwise"
    case .suspendedByHand: "suspended by hand, which the fleet lets stay"
    case .terminating: "terminated, and its grace period is not over"
    case .protected: "terminated and protected, so not deleted"
    case .removed: "its order is gone, and a server is never deleted for that"
    case .installFailed: "its installation failed"
    case .reinstallFailed: "its reinstallation failed"
    case .installOverdue: "still installing after the time that the fleet grants"
    }
  }
}

extension ProofStatement.Counts {
  /// `12 orders (1 waits), 11 servers: 10 running, 1 suspended; 3 servers of others`.
  var words: String {
    let waits = waiting > 0 ? " (\(thousands(waiting)) \(waiting == 1 ? "waits" : "wait"))" : ""
    let byPhase = OrderResult.Phase.allCases.compactMap { phase -> String? in
      guard let count = phases[phase], count > 0 else { return nil }
      return "\(thousands(count)) \(phase.rawValue)"
    }
    let detail = byPhase.isEmpty ? "" : ": \(byPhase.joined(separator: ", "))"
    return
      "\(counted(orders, "order"))\(waits), \(counted(servers, "server"))\(detail); \(counted(foreign, "server")) of others"
  }
}

extension ProofJudgement.Unseen {
  /// What could not be looked at, and what to do.
  public var sentence: String {
    switch self {
    case .clocks(let gap):
      "it is \(gap.machine) on this machine and \(gap.panel) on the panel; set the wrong clock, and prove again"
    case .owner(let order, let permission):
      "whom the server of \(order) should belong to: the key lacks \(permission.rawValue)"
    }
  }
}

extension ProofJudgement {
  fileprivate var verdict: String {
    if !differences.isEmpty {
      let orders = Set(differences.compactMap(\.order)).count
      return "Not proven: \(counted(orders, "order")) \(orders == 1 ? "differs" : "differ"); nothing was written"
    }
    if !unseen.isEmpty { return "Not proven: not everything could be looked at; nothing was written" }
    return "Proven: the panel has what the commit declares and records"
  }
}
