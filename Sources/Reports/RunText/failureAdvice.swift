internal import Planner

/// What an operator does about a failure that the run before had as well: no rerun helps before something else is done.
func adviceAgain(on failure: OrderResult.Failure) -> String {
  "it failed so in the run before, too, and running again will not help by itself: \(remedy(for: failure))"
}

private func remedy(for failure: OrderResult.Failure) -> String {
  switch (failure.action, failure.code) {
  case ("delete", "left-undone"), ("delete", "panel-failing"):
    "the panel's log, storage/logs, says what it fails at; where a database of the server cannot be reached, delete that database or the server (Admin > Servers > Delete > Forcibly Delete) on the panel"
  case (_, "left-undone"), (_, "panel-failing"), (_, "not-kept"):
    "the panel's log, storage/logs, says what it fails at"
  case (_, "no-answer"), (_, "fate-unknown"), ("delete", _):
    "look at the server and at the log, storage/logs, on the panel"
  case (_, "panel-in-maintenance"): "end the maintenance (php artisan up)"
  case (_, "unreadable-answer"): "please report it with the panel's version"
  case (_, let code):
    particularAdvice(code)?.split(separator: ";").first.map(String.init) ?? "look at the server on the panel"
  }
}

/// What an operator does about a failure, by its stable word; the next run tries again in every case.
func failureAdvice(_ code: String) -> String { particularAdvice(code) ?? "the next run tries again" }

/// Nil where there is nothing but to try again.
private func particularAdvice(_ code: String) -> String? {
  switch code {
  case "no-free-allocation": "add allocations to the node, or pin the order to another; then run again"
  case "permission-missing", "key-refused", "key-owner-no-admin", "address-refused", "two-factor-required":
    "make a key that may do it (Admin > Application API); then run again"
  case "daemon-failed": "look at the daemon of the server's node; the next run tries again"
  case "panel-in-maintenance": "the next run tries again, when the maintenance is over"
  case "no-answer": "see whether the panel can be reached from here; the next run tries again"
  case "no-trusted-connection": "see what certificate the panel has, and whether SSL_CERT_FILE names its authority"
  case "left-undone":
    "look into the panel's log, storage/logs, for what it failed at; the next run tries again once that is mended"
  case "panel-failing": "look into the panel's log, storage/logs; the next run tries again"
  case "throttled": "something else uses up the limit of the same account: give botfleet one of its own; then run again"
  case "not-a-panel": "see what stands before the panel; the next run tries again"
  case "unreadable-answer": "run again; if it stays, please report it with the panel's version"
  case "rejected": "check the order, the catalog and the egg's rules for these fields"
  case "not-confirmed":
    "run again in ten minutes: by then the panel has kept it or taken it back; sooner where panel.daemonTimeout says how long it waits for a daemon"
  case "install-failed":
    "read its install log on the panel, mend the cause, and reinstall it there (Admin > Servers > Manage > Reinstall Server); botfleet does not, for a reinstall lifts a suspension"
  case "not-kept":
    "see on the panel who else changes it, and in its log, storage/logs, what became of the request; the next run tries again"
  case "external-id-taken": "change the external id of that server on the panel, or the order's id"
  default: nil
  }
}
