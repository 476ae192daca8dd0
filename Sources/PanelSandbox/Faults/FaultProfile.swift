/// What can be wrong with a panel from its start: the kinds of `--fail`.
public struct FaultProfile: Sendable {
  /// The daemons refuse every connection; the panel itself is well.
  let daemonsRefuse: Bool
  /// What every answer suffers from.
  let fault: Fault?

  /// The kind of this name; nil if there is none.
  public init?(named name: String) {
    if name == "daemon" {
      daemonsRefuse = true
      fault = nil
      return
    }
    guard let kind = FaultKind(name: name) else { return nil }
    daemonsRefuse = false
    fault = Fault(kind: kind, time: kind.needsAnswer ? .after : .before)
  }

  /// What a person may choose from.
  public static let names = [
    "daemon", "http-STATUS", "reset", "reset-halfway", "cut-off", "hang", "slow", "truncated", "not-json",
    "wrong-total", "pretended", "daemon-lost", "throttled", "maintenance", "two-factor", "database-down", "cache-down",
  ]
}
