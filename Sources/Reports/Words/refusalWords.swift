internal import Planner

extension Refusal {
  /// Why nothing is applied.
  var sentence: String {
    switch self {
    case .tooManyTerminations(let planned, let allowed):
      "\(counted(planned, "termination")) planned, \(thousands(allowed)) allowed by safety.maxTerminations"
    case .tooManyChanges(let planned, let allowed, let recorded, .share):
      "\(counted(planned, "server")) of \(thousands(recorded)) changed, \(thousands(allowed)) allowed by safety.maxChanged"
    case .tooManyChanges(let planned, let allowed, let recorded, .always(let share)):
      "\(counted(planned, "server")) of \(thousands(recorded)) changed, \(thousands(allowed)) allowed by safety.always, "
        + "\(thousands(share)) by safety.maxChanged"
    case .tooManyCreates(let planned, let allowed, let recorded):
      "\(counted(planned, "new server")) (\(thousands(recorded)) recorded), \(thousands(allowed)) allowed by safety.maxCreates"
    case .tooManyUsers(let planned, let linked, let allowed, let recorded):
      "\(counted(planned, linked == 0 ? "new user" : "new or linked user")) (\(counted(recorded, "recorded server"))), \(thousands(allowed)) allowed by safety.maxUsers"
    case .fleetShrank(let gone, let allowed, let recorded):
      "\(counted(gone.count, "order")) of \(thousands(recorded)) gone, \(thousands(allowed)) allowed by safety.maxChanged: \(named(gone.map(\.text), upTo: 5))"
    case .tooManyVanished(let count, let allowed):
      "\(counted(count, "recorded server")) not on this panel, \(thousands(allowed)) allowed by safety.maxTerminations"
    case .anotherPanel(let order, let recorded, let observed):
      "\(order) is recorded as server \(recorded), and this panel has \(observed) under its id"
    case .sampleGone(let orders):
      (orders.count == 1
        ? "the one recorded server that was looked at as a sample is not on this panel: "
        : "none of the \(orders.count) recorded servers that were looked at as a sample is on this panel: ")
        + named(orders.map(\.text), upTo: 5)
    }
  }
}

extension Plan {
  /// What a reader can do about the refusals; nil where there are none.
  var remedy: String? {
    if refusals.isEmpty { return nil }
    if refusals.contains(where: { $0.remedy == .never }) {
      return
        "This may not be the panel that the fleet was applied to. Check panel.url, and whether the panel was restored from a backup."
    }
    return "To apply exactly this plan anyway: botfleet apply --accept \(acceptance)"
  }
}
