public import Planner

/// Why the panel did not give or do what was asked.
public enum PanelFailure: Error, Sendable, Equatable {
  /// The key must not be sent to this URL.
  case unusableURL(PanelURL.Problem)
  /// The panel does not accept the key, or not for this.
  case access(AccessProblem)
  /// No whole answer came.
  case noAnswer(EffectCertainty, NoResponse)
  /// No trusted TLS connection could be made; the text is the transport's own.
  case untrusted(String)
  /// The task was cancelled.
  case cancelled(EffectCertainty)
  /// What answered is not a Pterodactyl panel: HTML, a redirect, an unknown route.
  case notAPanel(status: Int)
  /// The panel answered in a way that has never been seen.
  case unreadable(EffectCertainty, Unreadable)
  /// The request limit stayed used up, although its window was waited for, again and again.
  case throttled
  /// The panel says that it is in maintenance.
  case inMaintenance
  /// The panel, or the web server in front of it, failed; `code` is the panel's exception where it named one.
  case failing(EffectCertainty, status: Int, code: String?)
  /// The panel could not get the node's daemon to do its part.
  case daemonFailed(node: NodeID?, status: Int)
  /// A list kept changing while it was read, so that no reading of it was whole.
  case listKeepsMoving(String)
  /// What was asked for does not exist.
  case notFound(Missing)
  /// Somebody else has it.
  case taken(Taken)
  /// No address of the node is free.
  case noFreeAllocation(NodeID)
  /// The panel refused values that were sent to it.
  case rejected([Rejection])
  /// The panel refused for a reason of its own, named by its exception.
  case refused(status: Int, code: String)
  /// The server is not as it was planned for.
  case stale(Staleness)
  /// A create got no clear answer, for this reason, and whether it took effect could not be found out.
  indirect case outcomeUnknown(after: PanelFailure)

  /// Whether the panel may have changed something before it failed to say so. A read changes nothing.
  public enum EffectCertainty: Sendable, Equatable {
    case never
    case perhaps
  }

  /// How an answer failed to come.
  public enum NoResponse: String, Sendable, Equatable {
    case unsendable = "the request could not be sent"
    case nameUnknown = "its name leads to no address"
    case noConnection = "nobody accepts connections there"
    case timeout = "it took too long"
    case interruption = "the connection broke"
    case flood = "the answer is too large"
    case exhaustion = "this machine is out of memory or threads"
  }

  /// An answer that lacks something it must have.
  public struct Unreadable: Sendable, Equatable {
    /// The request: `GET servers/17`.
    public let call: String
    /// Where in the answer: `data.3.attributes.limits.memory`.
    public let field: String
    /// What is wrong there, without the value: it may be a secret.
    public let problem: String
  }

  /// Something that the panel does not have.
  public enum Missing: Sendable, Equatable {
    case egg(EggReference)
    case user(externalID: String)
    /// Whatever the request names.
    case subject(of: String)
  }

  /// Something that belongs to somebody else.
  public enum Taken: Sendable, Equatable {
    case allocation(AllocationID)
    /// The panel compares external ids without case and accents; this server's differs only in those from the one asked
    /// for.
    case externalID(by: ServerID)
  }

  /// A value that the panel does not accept.
  public struct Rejection: Sendable, Equatable {
    /// The request's field: `environment.DISCORD_TOKEN`.
    public let field: String
    /// The rule that it breaks: `required`.
    public let rule: String

    public init(field: String, rule: String) {
      self.field = field
      self.rule = rule
    }
  }

  /// The original failure, where the failure is that its consequence could not be found out.
  public var root: PanelFailure {
    if case .outcomeUnknown(let cause) = self { cause.root } else { self }
  }

  /// Whether the panel may have done it all the same.
  public var mayHaveTakenEffect: Bool {
    switch self {
    case .noAnswer(.perhaps, _), .cancelled(.perhaps), .unreadable(.perhaps, _), .failing(.perhaps, _, _),
      .outcomeUnknown:
      true
    case .noAnswer(.never, _), .cancelled(.never), .unreadable(.never, _), .failing(.never, _, _), .unusableURL,
      .access,
      .untrusted, .notAPanel, .throttled, .inMaintenance, .daemonFailed, .listKeepsMoving, .notFound, .taken,
      .noFreeAllocation, .rejected, .refused, .stale:
      false
    }
  }

  /// The same failure where an earlier try of the request may have taken effect.
  var inDoubt: PanelFailure {
    switch self {
    case .noAnswer(_, let silence): .noAnswer(.perhaps, silence)
    case .cancelled: .cancelled(.perhaps)
    case .failing(_, let status, let code): .failing(.perhaps, status: status, code: code)
    case .unreadable(_, let answer): .unreadable(.perhaps, answer)
    case .unusableURL, .access, .untrusted, .notAPanel, .throttled, .inMaintenance, .daemonFailed, .listKeepsMoving,
      .notFound, .taken, .noFreeAllocation, .rejected, .refused, .stale, .outcomeUnknown:
      self
    }
  }

  /// The same failure where the panel is known to have done nothing.
  var withoutEffect: PanelFailure {
    guard case .failing(_, let status, let code) = self else { return self }
    return .failing(.never, status: status, code: code)
  }
}

extension PanelFailure: CustomStringConvertible {
  /// One sentence in our own words, without a full stop and without anything that changes from run to run.
  public var description: String {
    switch self {
    case .unusableURL(let problem): problem.description
    case .access(let problem): problem.description
    case .noAnswer(_, let silence): "the panel did not answer: \(silence.rawValue)"
    case .untrusted(let detail): "no trusted connection to the panel: \(escapedForDisplay(detail, upTo: 300))"
    case .cancelled: "the run was ended before the panel had answered"
    case .notAPanel(let status): "what answers there (status \(status)) is not a Pterodactyl panel's API"
    case .unreadable(_, let answer):
      "the answer to \(answer.call) cannot be read: \(escapedForDisplay(answer.field, upTo: 200)) \(answer.problem)"
    case .throttled: "the panel's request limit stays spent"
    case .inMaintenance: "the panel is in maintenance"
    case .failing(_, let status, let code):
      "the panel failed (\(code.map { "\(escapedForDisplay($0, upTo: 100)), " } ?? "")status \(status))"
    case .daemonFailed(let node, let status):
      "the daemon of \(node.map { "node \($0)" } ?? "the node") failed or cannot be reached (status \(status))"
    case .listKeepsMoving(let list): "\(list) changed each time it was read"
    case .notFound(.egg(let egg)): "\(egg.nest.map { "nest \($0)" } ?? "the panel") has no egg \(egg.id)"
    case .notFound(.user(let externalID)):
      "no panel user has the external id “\(escapedForDisplay(externalID, upTo: 200))”"
    case .notFound(.subject(let call)): "the panel has nothing for \(call)"
    case .taken(.allocation(let id)): "allocation \(id) belongs to another server"
    case .taken(.externalID(let id)): "server \(id) has the same external id but for case or accents"
    case .noFreeAllocation(let node): "node \(node) has no free allocation"
    case .rejected(let rejections): "the panel rejects \(told(rejections))"
    case .refused(let status, let code): "the panel refuses (\(escapedForDisplay(code, upTo: 100)), status \(status))"
    case .stale(let staleness): staleness.description
    case .outcomeUnknown(let failure): "whether the server was made is unknown: \(failure)"
    }
  }

  private func told(_ rejections: [Rejection]) -> String {
    let most = 20
    let told = rejections.prefix(most).map {
      "\(escapedForDisplay($0.field, upTo: 100)) (\(escapedForDisplay($0.rule, upTo: 100)))"
    }
    return told.joined(separator: ", ") + (rejections.count > most ? " and \(rejections.count - most) more" : "")
  }

  /// Its entry in the registry of failures.
  public var kind: FailureKind {
    switch self {
    case .unusableURL: .unusableURL
    case .access(let problem): problem.kind
    case .noAnswer: .noAnswer
    case .untrusted: .untrusted
    case .cancelled: .cancelled
    case .notAPanel: .notAPanel
    case .unreadable: .unreadableAnswer
    case .throttled: .throttled
    case .inMaintenance: .inMaintenance
    case .failing: .panelFailing
    case .daemonFailed: .daemonFailed
    case .listKeepsMoving: .listKeepsMoving
    case .notFound(.egg): .noSuchEgg
    case .notFound(.user): .noSuchUser
    case .notFound(.subject): .notFound
    case .taken(.allocation): .allocationTaken
    case .taken(.externalID): .externalIDTaken
    case .noFreeAllocation: .noFreeAllocation
    case .rejected: .rejected
    case .refused: .refused
    case .stale: .stale
    case .outcomeUnknown: .outcomeUnknown
    }
  }
}
