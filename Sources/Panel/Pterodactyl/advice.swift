import Planner

/// What an operator should do about a failure: what the registry says about its kind, unless this one is special; nil
/// where running again is all there is to do.
public func advice(on failure: PanelFailure) -> String? {
  switch failure {
  case .unusableURL(.unencrypted):
    "Use https. If nobody can intercept the connection, set BOTFLEET_ALLOW_HTTP to this host, in the environment or .env.local."
  case .refused(_, "ConflictHttpException"):
    "The server is being transferred to another node: run again after the transfer."
  // It may have been done: the next run checks what there is to check.
  case .noAnswer(.perhaps, _): nil
  case .unusableURL, .access, .noAnswer, .untrusted, .cancelled, .notAPanel, .unreadable, .throttled, .inMaintenance,
    .failing, .daemonFailed, .listKeepsMoving, .notFound, .taken, .noFreeAllocation, .rejected, .refused, .stale,
    .outcomeUnknown:
    failure.kind.adviceToCommand
  }
}
