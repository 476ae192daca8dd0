internal import Planner

/// What the plan comes to, in one line, and what its apply costs in another.
func summary(of plan: Plan) -> [Line] {
  let summary = Line(
    [Span(plan.isEmpty ? "Nothing to do" : "Plan \(plan.digest.short)", .strong), Span(plan.tail)], hanging: 2)
  let forecast = Forecast(of: plan)
  return forecast.requests == 0 ? [summary] : [summary, Line(forecast.sentence, .faint, hanging: 2)]
}

extension Plan {
  /// `Plan 3f9c21: 6 servers and 1 user to create, 2 to update; 1 waiting, 9,482 up to date.`
  var summarySentence: String { (isEmpty ? "Nothing to do" : "Plan \(digest.short)") + tail }

  /// The counts behind the plan's name, with the punctuation before them.
  fileprivate var tail: String {
    let kinds = Dictionary(grouping: changes, by: \.kind).mapValues(\.count)
    let doing = phrases(kinds, \.infinitive)
    let takeovers = changes.count { $0.isTakeover }
    let rest = [
      (takeovers, takeovers == 1 ? "takeover" : "takeovers"), (pending.count, "already pending"),
      (waiting.count, "waiting"), (waitingBefore, "already waiting"), (vanished.count, "vanished"),
      (orphans.count, orphans.count == 1 ? "orphan" : "orphans"),
      (counts.unreadable, "with errors"), (counts.foreign, "foreign"),
    ].compactMap { count, word in count == 0 ? nil : "\(thousands(count)) \(word)" }
    let standing = (rest + ["\(thousands(counts.inStep)) up to date"] + others).joined(separator: ", ")
    return doing.isEmpty ? "; \(standing)." : ": \(doing.joined(separator: ", ")); \(standing)."
  }
}

extension Plan {
  /// `9,995 other orders not looked at`
  private var others: [String] {
    guard let count = counts.notLookedAt, count > 0 else { return [] }
    return ["\(counted(count, "other order")) not looked at"]
  }
}

extension Change.Kind {
  /// What a change of the kind is before it is done: `to create`.
  fileprivate var infinitive: String {
    switch self {
    case .createUser, .create: "to create"
    case .linkUser, .link: "to link"
    case .update: "to update"
    case .suspend: "to suspend"
    case .unsuspend: "to unsuspend"
    case .terminate: "to terminate"
    case .adopt: "to adopt"
    }
  }
}

extension Forecast {
  /// `5 requests, about 2 s at the panel's limit of 240 a minute, 20% in reserve.`
  var sentence: String {
    guard let perMinute = limit.requestsPerMinute, let seconds else {
      return "\(counted(requests, "request")); the panel states no limit."
    }
    let reserve = limit.reservePercent == 0 ? "" : ", \(limit.reservePercent)% in reserve"
    return "\(counted(requests, "request")), about \(duration(seconds)) at the panel's limit of "
      + "\(thousands(perMinute)) a minute\(reserve)."
  }
}
