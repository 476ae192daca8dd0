import Planner
import Views

/// What happened to a bot, the latest first, in its customer's words.
func customerLog(_ entries: [CustomerLogEntry], _ say: Words) -> HTML {
  guard !entries.isEmpty else { return "<p class=\"quiet-text\">\(say("Nothing yet.", "Nog niets."))</p>" }
  let items = entries.map { entry -> HTML in
    let changes = entry.changes.map { change -> HTML in
      let new = value(change.new, of: change.field, say)
      guard change.old != nil else { return "<li>\(fieldName(change.field, say)): \(new)</li>" }
      return "<li>\(fieldName(change.field, say)): \(value(change.old, of: change.field, say)) → \(new)</li>"
    }
    return """
      <li><span class="dot \(entry.kind.tone.rawValue)"></span><strong>\(entry.kind.words(say))</strong> <span class="quiet-text">\(say.moment(entry.at))</span>\
      \(changes.isEmpty ? "" : "<ul class=\"changes\">\(changes)</ul>" as HTML)</li>
      """
  }
  return "<ol class=\"timeline\">\(items)</ol>"
}

/// What customers call a field.
private func fieldName(_ field: String, _ say: Words) -> String {
  switch field {
  case "tier": say("tier", "pakket")
  case "addons": say("add-ons", "extra's")
  case "features": say("features", "functies")
  case "guilds": say("Discord servers", "Discord-servers")
  case "payment": say("payment", "betaling")
  case "status": say("quote", "offerte")
  case "state": say("state", "toestand")
  case "until": say("last day", "laatste dag")
  case "from": say("first day", "eerste dag")
  case "build.memory": say("memory", "geheugen")
  case "build.disk": say("disk", "schijf")
  case "build.cpu": say("processor", "processor")
  case "build.databases": say("databases", "databases")
  case "build.backups": say("backups", "back-ups")
  default: field
  }
}

/// A value in the same words.
private func value(_ text: String?, of field: String, _ say: Words) -> HTML {
  guard let text else { return shown(nil) }
  let words: String? =
    switch (field, text) {
    case ("payment", Order.Payment.pending.rawValue): say("open", "open")
    case ("payment", Order.Payment.confirmed.rawValue): say("paid", "betaald")
    case ("payment", Order.Payment.overdue.rawValue): say("overdue", "te laat")
    case ("payment", Order.Payment.refunded.rawValue): say("refunded", "teruggestort")
    case ("status", Order.Quote.pending.rawValue): say("open", "open")
    case ("status", Order.Quote.accepted.rawValue): say("accepted", "geaccepteerd")
    case ("status", Order.Quote.cancelled.rawValue): say("cancelled", "geannuleerd")
    case ("state", Order.State.active.rawValue): say("active", "actief")
    case ("state", Order.State.suspended.rawValue): say("suspended", "gepauzeerd")
    case ("state", Order.State.terminated.rawValue): say("ended", "beëindigd")
    case ("until", _), ("from", _): Day(text).map(say.day)
    default: nil
    }
  return words.map { "\($0)" } ?? shown(text.replacing(",", with: ", "), upTo: 120)
}
