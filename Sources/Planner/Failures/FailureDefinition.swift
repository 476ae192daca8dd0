/// What is declared of a kind of failure, and nowhere else.
struct FailureDefinition {
  /// A sentence without a full stop.
  let meaning: String
  /// What an operator does about a change that failed so; nil where there is nothing but to try again.
  var advice: String?
  /// What an operator does where a whole command ended with it, as a sentence; nil where running again is all there is to do.
  var adviceToCommand: String?
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
  static let lookAtServerAndLog = "check the server on the panel, and the panel's log, storage/logs"
}

private let seeLog = "check the panel's log, storage/logs, for the cause"
private let seeLogOfDeletion =
  "check the panel's log, storage/logs, for the cause; if a database of the server cannot be reached, delete that database or the server (Admin > Servers > Delete > Forcibly Delete) on the panel"

extension FailureKind {
  var definition: FailureDefinition {
    switch self {
    case .unusableURL:
      FailureDefinition(
        meaning: "the panel's URL cannot be used with a key",
        adviceToCommand:
          "Set panel.url to the address at which a browser shows the panel, such as https://panel.example.com.")
    case .noAnswer:
      FailureDefinition(
        meaning: "no complete answer came from the panel",
        advice: "check whether this machine can reach the panel; the next run tries again",
        adviceToCommand:
          "Check the URL, and whether the panel can be reached from this machine.",
        remedy: FailureDefinition.lookAtServerAndLog, effect: .possible, retry: .withinRun, extent: .wholePanel)
    case .untrusted:
      FailureDefinition(
        meaning: "the panel's certificate is not trusted",
        advice: "check the panel's certificate, and whether SSL_CERT_FILE names its authority",
        adviceToCommand:
          "If your own authority issued the panel's certificate, set SSL_CERT_FILE to that authority's PEM file.",
        extent: .wholePanel
      )
    case .notAPanel:
      FailureDefinition(
        meaning: "what answers is not the panel's API",
        advice: "check what is in front of the panel; the next run tries again",
        adviceToCommand:
          "Check the URL: use the panel's address without /api, and make sure that nothing in front of the panel redirects or asks for a login.",
        extent: .wholePanel)
    case .unreadableAnswer:
      FailureDefinition(
        meaning: "the panel's answer lacks what it must have",
        advice: "run again; if it persists, please report it with the panel's version",
        adviceToCommand:
          "Run again. If the error persists, please report it, with the panel's version.",
        remedy: "please report it with the panel's version", effect: .possible, extent: .wholePanel)
    case .throttled:
      FailureDefinition(
        meaning: "the panel's request limit stays spent",
        advice:
          "something else uses up the limit of the same account; give botfleet an account of its own, and run again",
        adviceToCommand:
          "Something else uses the same user's limit: create the key with a separate user.",
        extent: .wholePanel)
    case .inMaintenance:
      FailureDefinition(
        meaning: "the panel is in maintenance", advice: "run again when the maintenance is over",
        adviceToCommand:
          "Bring the panel out of maintenance (php artisan up), then run again.",
        remedy: "end the maintenance (php artisan up)", retry: .withinRun, extent: .wholePanel)
    case .panelFailing:
      FailureDefinition(
        meaning: "the panel, or the web server before it, failed",
        advice: "check the panel's log, storage/logs; the next run tries again",
        adviceToCommand:
          "Check the panel's log, storage/logs, then run again.", remedy: seeLog,
        remedyOfDeletion: seeLogOfDeletion, effect: .possible, retry: .withinRunIfMomentary, extent: .wholePanel)
    case .keyRefused:
      FailureDefinition(
        meaning: "the panel does not know the key",
        advice: "create an application key (Admin > Application API), set it, and run again",
        adviceToCommand:
          "Create an application key (Admin > Application API) and set \(EnvironmentVariable.apiKey.rawValue) to the whole of it.",
        extent: .wholePanel)
    case .ownerIsNoAdmin:
      FailureDefinition(
        meaning: "the key's owner is no administrator",
        advice: "create the key with an administrator's account, and run again",
        adviceToCommand:
          "Create the key with an administrator's account.", extent: .wholePanel)
    case .addressRefused:
      FailureDefinition(
        meaning: "the key is not accepted from this machine's address",
        advice: "add this machine's address to the key's allowed IPs, or create a key without them; then run again",
        adviceToCommand:
          "Add this machine's address to the key's allowed IPs, or create a key without allowed IPs.",
        extent: .wholePanel)
    case .twoFactorRequired:
      FailureDefinition(
        meaning: "the panel requires two-factor authentication of the key's owner",
        advice: "switch on two-factor authentication for the key's owner, and run again",
        adviceToCommand:
          "Switch on two-factor authentication for the key's owner.",
        extent: .wholePanel)
    case .permissionMissing:
      FailureDefinition(
        meaning: "the key lacks a permission",
        advice: "create a key with that permission (Admin > Application API); then run again",
        adviceToCommand:
          "Create a key with this permission; a key's permissions cannot be changed later.", extent: .wholePanel)
    case .daemonFailed:
      FailureDefinition(
        meaning: "the daemon of the server's node failed or cannot be reached",
        advice: "check the daemon of the server's node; the next run tries again",
        adviceToCommand:
          "Check that the node is up and its Wings daemon is running, then run again.")
    case .listKeepsMoving: FailureDefinition(meaning: "a list changed each time it was read")
    case .noSuchEgg:
      FailureDefinition(
        meaning: "the panel does not have the egg",
        adviceToCommand:
          "Check server.nest and server.egg against the panel's list of nests.")
    case .noSuchUser:
      FailureDefinition(
        meaning: "no panel user has the customer's external id",
        adviceToCommand:
          "Create the user on the panel, or give the customer an e-mail in the order.")
    case .notFound: FailureDefinition(meaning: "the panel does not have what was asked for")
    case .allocationTaken: FailureDefinition(meaning: "the address belongs to another server")
    case .externalIDTaken:
      FailureDefinition(
        meaning: "another server has the order's external id, apart from case or accents",
        advice: "change the external id of that server on the panel, or the order's id",
        adviceToCommand:
          "Change the external id of that server on the panel, or the order's id.")
    case .noFreeAllocation:
      FailureDefinition(
        meaning: "the node has no free address",
        advice: "add allocations to the node, or pin the order to another; then run again",
        adviceToCommand:
          "Add allocations to the node on the panel.")
    case .rejected:
      FailureDefinition(
        meaning: "the panel rejects values that were sent to it",
        advice: "check the order, the catalog and the egg's rules for these fields",
        adviceToCommand:
          "Check the order, the catalog and the egg's rules for these fields.")
    case .refused: FailureDefinition(meaning: "the panel refuses for a reason of its own")
    case .stale: FailureDefinition(meaning: "the server has changed since the plan")
    case .cancelled: FailureDefinition(meaning: "the run was ended before the panel had answered", effect: .possible)
    case .outcomeUnknown:
      FailureDefinition(
        meaning: "whether the server was created could not be found out", remedy: FailureDefinition.lookAtServerAndLog,
        effect: .possible)
    case .notConfirmed:
      FailureDefinition(
        meaning: "the panel shows the server, but may still remove it",
        advice:
          "run again in ten minutes, or sooner if panel.daemonTimeout is set: by then the panel has kept the server or removed it",
        effect: .possible)
    case .leftUndone:
      FailureDefinition(
        meaning: "the panel failed, and the change is not there afterwards",
        advice:
          "check the panel's log, storage/logs, for the cause, and fix it; the next run tries again",
        remedy: seeLog, remedyOfDeletion: seeLogOfDeletion)
    case .notKept:
      FailureDefinition(
        meaning: "the panel answered that it was done, but afterwards it is not",
        advice:
          "check on the panel who else changes it, and in its log, storage/logs, what happened to the request; the next run tries again",
        remedy: seeLog, remedyOfDeletion: seeLog)
    case .installFailed:
      FailureDefinition(
        meaning: "the server was created, but its installation failed",
        advice:
          "read its install log on the panel, fix the cause, and reinstall it there (Admin > Servers > Manage > Reinstall Server); botfleet does not, because a reinstall lifts a suspension"
      )
    }
  }
}
