/// What is declared of a kind of failure, and nowhere else.
struct FailureDefinition {
  /// A sentence without a full stop.
  let meaning: String
  /// What an operator does about a change that failed so; nil where there is nothing but to try again.
  var advice: String?
  /// What an operator does where the run before failed so, too; nil for the first clause of the advice.
  var remedy: String?
  /// The same for a deletion; nil for a look at the server and the log.
  var remedyOfDeletion: String?
  var effect = Effect.none
  var retry = FailureKind.Retry.nextRun
  var extent = Extent.oneChange

  /// Whether what was asked may have been done all the same.
  enum Effect { case none, possible }

  /// What else fails in the same way.
  enum Extent { case oneChange, wholePanel }

  static let tryAgain = "the next run tries again"
  static let lookAtServerAndLog = "look at the server and at the log, storage/logs, on the panel"
}

private let otherKey = "make a key that may do it (Admin > Application API); then run again"
private let seeLog = "the panel's log, storage/logs, says what it fails at"
private let seeLogOfDeletion =
  "the panel's log, storage/logs, says what it fails at; where a database of the server cannot be reached, delete that database or the server (Admin > Servers > Delete > Forcibly Delete) on the panel"

extension FailureKind {
  var definition: FailureDefinition {
    switch self {
    case .unusableURL: FailureDefinition(meaning: "the panel's URL is none that a key may be sent to")
    case .noAnswer:
      FailureDefinition(
        meaning: "no whole answer came from the panel",
        advice: "see whether the panel can be reached from here; the next run tries again",
        remedy: FailureDefinition.lookAtServerAndLog, effect: .possible, retry: .withinRun, extent: .wholePanel)
    case .untrusted:
      FailureDefinition(
        meaning: "the panel's certificate is not trusted",
        advice: "see what certificate the panel has, and whether SSL_CERT_FILE names its authority", extent: .wholePanel
      )
    case .notAPanel:
      FailureDefinition(
        meaning: "what answers is not the panel's API",
        advice: "see what stands before the panel; the next run tries again", extent: .wholePanel)
    case .unreadableAnswer:
      FailureDefinition(
        meaning: "the panel's answer does not say what it must",
        advice: "run again; if it stays, please report it with the panel's version",
        remedy: "please report it with the panel's version", effect: .possible, extent: .wholePanel)
    case .throttled:
      FailureDefinition(
        meaning: "the panel's request limit stays spent",
        advice: "something else uses up the limit of the same account: give botfleet one of its own; then run again",
        extent: .wholePanel)
    case .inMaintenance:
      FailureDefinition(
        meaning: "the panel is in maintenance", advice: "the next run tries again, when the maintenance is over",
        remedy: "end the maintenance (php artisan up)", retry: .withinRun, extent: .wholePanel)
    case .panelFailing:
      FailureDefinition(
        meaning: "the panel, or the web server before it, failed",
        advice: "look into the panel's log, storage/logs; the next run tries again", remedy: seeLog,
        remedyOfDeletion: seeLogOfDeletion, effect: .possible, retry: .withinRunIfMomentary, extent: .wholePanel)
    case .keyRefused:
      FailureDefinition(meaning: "the panel does not know the key", advice: otherKey, extent: .wholePanel)
    case .ownerIsNoAdmin:
      FailureDefinition(meaning: "the key's owner is no administrator", advice: otherKey, extent: .wholePanel)
    case .addressRefused:
      FailureDefinition(
        meaning: "the key is not accepted from this machine's address", advice: otherKey, extent: .wholePanel)
    case .twoFactorRequired:
      FailureDefinition(
        meaning: "the panel requires two-factor authentication of the key's owner", advice: otherKey,
        extent: .wholePanel)
    case .permissionMissing:
      FailureDefinition(meaning: "the key lacks a permission", advice: otherKey, extent: .wholePanel)
    case .daemonFailed:
      FailureDefinition(
        meaning: "the daemon of the server's node failed or cannot be reached",
        advice: "look at the daemon of the server's node; the next run tries again")
    case .listKeepsMoving: FailureDefinition(meaning: "a list changed each time it was read")
    case .noSuchEgg: FailureDefinition(meaning: "the panel does not have the egg")
    case .noSuchUser: FailureDefinition(meaning: "no panel user has the customer's external id")
    case .notFound: FailureDefinition(meaning: "the panel does not have what was asked for")
    case .allocationTaken: FailureDefinition(meaning: "the address belongs to another server")
    case .externalIDTaken:
      FailureDefinition(
        meaning: "another server has the order's external id but for case or accents",
        advice: "change the external id of that server on the panel, or the order's id")
    case .noFreeAllocation:
      FailureDefinition(
        meaning: "the node has no free address",
        advice: "add allocations to the node, or pin the order to another; then run again")
    case .rejected:
      FailureDefinition(
        meaning: "the panel rejects values that were sent to it",
        advice: "check the order, the catalog and the egg's rules for these fields")
    case .refused: FailureDefinition(meaning: "the panel refuses for a reason of its own")
    case .stale: FailureDefinition(meaning: "the server is not as it was planned for")
    case .cancelled: FailureDefinition(meaning: "the run was ended before the panel had answered", effect: .possible)
    case .outcomeUnknown:
      FailureDefinition(
        meaning: "whether the server was made could not be found out", remedy: FailureDefinition.lookAtServerAndLog,
        effect: .possible)
    case .notConfirmed:
      FailureDefinition(
        meaning: "the panel shows the server, and may yet take it back",
        advice:
          "run again in ten minutes: by then the panel has kept it or taken it back; sooner where panel.daemonTimeout says how long it waits for a daemon",
        effect: .possible)
    case .leftUndone:
      FailureDefinition(
        meaning: "the panel failed, and what was asked for is not there afterwards",
        advice:
          "look into the panel's log, storage/logs, for what it failed at; the next run tries again once that is mended",
        remedy: seeLog, remedyOfDeletion: seeLogOfDeletion)
    case .notKept:
      FailureDefinition(
        meaning: "the panel answered that it was done, and it is not so afterwards",
        advice:
          "see on the panel who else changes it, and in its log, storage/logs, what became of the request; the next run tries again",
        remedy: seeLog, remedyOfDeletion: seeLog)
    case .installFailed:
      FailureDefinition(
        meaning: "the server was made, and its installation failed",
        advice:
          "read its install log on the panel, mend the cause, and reinstall it there (Admin > Servers > Manage > Reinstall Server); botfleet does not, for a reinstall lifts a suspension"
      )
    }
  }
}
