/// What a revision makes of what a server does for the fleet. Which way is looser is for a reviewer to see, but where it is plain.
///
/// - Parameters:
///   - old: the document before the revision; nil where there was none.
///   - new: the document at the revision; one with errors is told as such.
func serviceEdits(
  from old: ParsedDocument<ServiceSettings>?, to new: ParsedDocument<ServiceSettings>?
) -> [Notice] {
  if case .faulty = new { return [] }
  let (before, after) = (entries(of: old?.value), entries(of: new?.value))
  let settings = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
  return settings.sorted().map { setting in
    let (from, to) = (before[setting] ?? "none", after[setting] ?? "none")
    let isLoosened =
      setting == "service.intake.commit" && to == "direct"
      || setting == "service.health.restart" && to == "on-failure"
      || setting == "service.health.hiddenStops" && to == "accepted"
    return Notice(
      order: nil, kind: .ruleEdit(RuleEdit(isLoosened ? .loosens : .changes, setting, from: from, to: to)))
  }
}

private func entries(of service: ServiceSettings?) -> [String: String] {
  guard let service else { return [:] }
  var entries: [String: String] = [:]
  if let intake = service.intake {
    entries["service.intake.sweep"] = "\(intake.sweepSeconds)s"
    entries["service.intake.commit"] = intake.commit.rawValue
  }
  if let reconcile = service.reconcile {
    entries["service.reconcile.every"] = "\(reconcile.everySeconds)s"
    entries["service.reconcile.sweep"] = "\(reconcile.sweepSeconds)s"
  }
  if let mirror = service.mirror {
    entries["service.mirror"] = "on"
    entries["service.mirror.logs"] = mirror.logDays.map { "\($0)d" }
  }
  if let health = service.health {
    entries["service.health.restart"] = health.restart.rawValue
    entries["service.health.every"] = "\(health.everySeconds)s"
    entries["service.health.hiddenStops"] = health.hiddenStops.rawValue
    entries["service.health.detail"] = health.detail.rawValue
    entries["service.health.token"] = health.token
  }
  for recipient in ServiceSettings.Notification.Recipient.allCases {
    let told = service.notify.filter { $0.recipient == recipient }.map(words)
    if !told.isEmpty { entries["service.notify.\(recipient.rawValue)"] = told.joined(separator: "; ") }
  }
  for template in service.templates {
    entries["service.templates.\(template.language.rawValue).\(template.topic.rawValue)"] = template.text.value
  }
  return entries
}

private func words(_ notification: ServiceSettings.Notification) -> String {
  let topics = "[\(notification.topics.map(\.rawValue).joined(separator: ", "))]"
  return notification.language.map { "\(topics) in \($0.rawValue)" } ?? topics
}
