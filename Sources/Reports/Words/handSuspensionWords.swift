internal import Planner

extension Notice.HandSuspension {
  /// Who keeps it suspended.
  var sentence: String {
    let seen = since.map { " (seen since \($0))" } ?? ""
    return switch orderWants {
    case .running, .undecided: "suspended by hand on the panel\(seen), and stays suspended"
    case .suspended:
      "suspended by hand on the panel\(seen) before its order asked for it: stays suspended when the order wants it to run again"
    }
  }

  /// Who may end that, and what is not certain about it.
  func notes(on order: OrderID?) -> [String] {
    let doubt =
      "this clone's history ends too early to decide whether an earlier run did it; `git fetch --unshallow` fetches the rest"
    let id = order?.text ?? "ORDER"
    let ways =
      "to resume it: botfleet apply --resume \(id), or on the panel; to keep it in git: botfleet plan --accept-drift \(id)"
    return (isBeyondHistory ? [doubt] : []) + (orderWants == .running ? [ways] : [])
  }
}
