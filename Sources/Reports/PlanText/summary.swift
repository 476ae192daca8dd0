internal import Planner

/// What the plan comes to, in one line, and what its apply costs in another.
func summary(of plan: Plan) -> [Line] {
  let summary = Line(
    [Span(plan.isEmpty ? "Nothing to do" : "Plan \(plan.digest.short)", .strong), Span(plan.tail)], hanging: 2)
  let forecast = Forecast(of: plan)
  return forecast.requests == 0 ? [summary] : [summary, Line(forecast.sentence, .faint, hanging: 2)]
}

extension Plan {
  /// `Plan 3f9c21: 1 to create, 2 to update; 1 waiting, 9,482 in step.`
  var summarySentence: String { (isEmpty ? "Nothing to do" : "Plan \(digest.short)") + tail }

  /// The counts behind the plan's name, with the punctuation before them.
  fileprivate var tail: String {
    let doing = Change.Kind.allCases.compactMap { kind in
      count(of: kind) == 0 ? nil : "\(thousands(count(of: kind))) \(kind.infinitive(count(of: kind)))"
    }
    let rest = [
      (changes.count { $0.isTakeover }, "taken over that others made"), (pending.count, "pending before"),
      (waiting.count, "waiting"), (waitingBefore, "waiting before"),
      (vanished.count, "vanished"),
      (orphans.count, "without an order"),
      (counts.unreadable, "with errors"), (counts.foreign, "foreign"),
    ].compactMap { count, word in count == 0 ? nil : "\(thousands(count)) \(word)" }
    let standing = (rest + ["\(thousands(counts.inStep)) in step"]).joined(separator: ", ")
    return doing.isEmpty ? "; \(standing)." : ": \(doing.joined(separator: ", ")); \(standing)."
  }
}

extension Change.Kind {
  fileprivate func infinitive(_ count: Int) -> String {
    switch self {
    case .createUser: count == 1 ? "user to create" : "users to create"
    case .create: "to create"
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
      return "\(counted(requests, "request")); the panel tells of no limit."
    }
    let reserve = limit.reservePercent == 0 ? "" : ", \(limit.reservePercent)% in reserve"
    return "\(counted(requests, "request")), about \(duration(seconds)) at the panel's limit of "
      + "\(thousands(perMinute)) a minute\(reserve)."
  }
}
