public import Planner

/// Something that happens during an apply, for machines that follow it.
public enum RunEvent: Sendable {
  /// What is going to be done, before anything is.
  case planned(Plan, revision: String)
  case began(Change)
  case ended(Change, Outcome)
  /// So many of the servers that were made are still being installed.
  case installing(Int)
  /// All changes were tried; the panel is read once more.
  case observing
  /// The results are being committed.
  case recording
  case recorded(Place)

  /// Where the results are.
  public enum Place: Sendable {
    /// They were there already.
    case nothingNew
    case pushed(commit: String, branch: String)
    /// Committed here, and not to be pushed.
    case local(commit: String, branch: String)
    /// At the remote, on a branch beside the one that did not take them, and why.
    case aside(commit: String, branch: String, why: String)
    /// Committed here only, and why.
    case kept(commit: String, why: String)
    case failed(why: String)
  }
}

/// An event as JSON on one line, `"format": "botfleet.apply/1"`, described by `schemas/apply.schema.json`.
public func eventJSON(_ event: RunEvent, at instant: Instant) -> String {
  let head: [JSONValue.Member] = [
    .init("format", .string("botfleet.apply/1")), .init("event", .string(event.word)),
    .init("at", .string(instant.description)),
  ]
  return jsonLine(.object(head + event.members))
}

extension RunEvent {
  fileprivate var word: String {
    switch self {
    case .planned: "planned"
    case .began: "began"
    case .ended: "ended"
    case .installing: "installing"
    case .observing: "observing"
    case .recording: "recording"
    case .recorded: "recorded"
    }
  }

  fileprivate var members: [JSONValue.Member] {
    switch self {
    case .planned(let plan, let revision):
      [
        .init("fleet", .string(plan.fleet)), .init("panel", .string(plan.panel)), .init("revision", .string(revision)),
        .init("plan", .string(plan.digest.description)),
        .init("changes", .array(plan.changes.map { .object($0.named) })),
      ]
    case .began(let change): change.named
    case .ended(let change, let outcome): change.named + [.init("outcome", outcome.json)]
    case .installing(let count): [.init("servers", .integer(count))]
    case .observing, .recording: []
    case .recorded(let place): place.members
    }
  }
}

extension RunEvent.Place {
  fileprivate var members: [JSONValue.Member] {
    switch self {
    case .nothingNew: result("nothing-new")
    case .pushed(let commit, let branch): result("pushed", commit: commit, branch: branch)
    case .local(let commit, let branch): result("local", commit: commit, branch: branch)
    case .aside(let commit, let branch, let why): result("aside", commit: commit, branch: branch, message: why)
    case .kept(let commit, let why): result("kept", commit: commit, message: why)
    case .failed(let why): result("failed", message: why)
    }
  }

  private func result(
    _ word: String, commit: String? = nil, branch: String? = nil, message: String? = nil
  ) -> [JSONValue.Member] {
    [
      .init("result", .string(word)), .init("commit", .optional(commit)), .init("branch", .optional(branch)),
      .init("message", .optional(message)),
    ]
  }
}
