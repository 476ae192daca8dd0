/// Every way in which something fails while a fleet is planned or applied, by its stable word: `no-free-allocation`.
///
/// The word stands in results, in JSON and in the results' commits. `FailureDefinition` says what each means.
public enum FailureKind: String, CaseIterable, Sendable {
  // The panel, or the way to it.
  case unusableURL = "unusable-url"
  case noAnswer = "no-answer"
  case untrusted = "no-trusted-connection"
  case notAPanel = "not-a-panel"
  case unreadableAnswer = "unreadable-answer"
  case throttled
  case inMaintenance = "panel-in-maintenance"
  case panelFailing = "panel-failing"
  // The key.
  case keyRefused = "key-refused"
  case ownerIsNoAdmin = "key-owner-no-admin"
  case addressRefused = "address-refused"
  case twoFactorRequired = "two-factor-required"
  case permissionMissing = "permission-missing"
  // One order, or one node.
  case daemonFailed = "daemon-failed"
  case listKeepsMoving = "list-keeps-moving"
  case noSuchEgg = "no-such-egg"
  case noSuchUser = "no-such-user"
  case notFound = "not-found"
  case allocationTaken = "allocation-taken"
  case externalIDTaken = "external-id-taken"
  case noFreeAllocation = "no-free-allocation"
  case rejected
  case refused
  case stale
  case cancelled
  // What only a later look at the panel shows.
  case outcomeUnknown = "fate-unknown"
  case notConfirmed = "not-confirmed"
  case leftUndone = "left-undone"
  case notKept = "not-kept"
  case installFailed = "install-failed"
}

extension FailureKind {
  /// What it means, as a sentence without a full stop.
  public var meaning: String { definition.meaning }

  /// What an operator does about a change that failed so.
  public var advice: String { definition.advice ?? FailureDefinition.tryAgain }

  /// What an operator does where a whole command ended with it, as a sentence; nil where running again is all there is to do.
  public var adviceToCommand: String? { definition.adviceToCommand }

  /// Whether what was asked may have been done all the same.
  public var mayHaveTakenEffect: Bool { definition.effect == .possible }

  public var retry: Retry { definition.retry }

  /// Whether panel or key refuse whatever is asked: a run of nothing else did not reach the panel.
  public var isOfWholePanel: Bool { definition.extent == .wholePanel }

  /// Whether the failed request is sent again.
  public enum Retry: Sendable {
    /// By the same run, a moment later.
    case withinRun
    /// By the same run where the panel's answer shows that it passes.
    case withinRunIfMomentary
    /// By the next run.
    case nextRun
  }
}
