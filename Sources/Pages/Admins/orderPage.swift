import Health
import History
import Planner
public import Views

/// One order with everything that is known of it, and what can be done.
public func orderPage(_ order: AdminOrder, _ offers: Offers, in frame: PageFrame) -> HTML {
  let say = frame.say
  let row = order.row
  let name = row.name.map { "<span class=\"quiet-text\">\(shown($0, upTo: 80))</span>" as HTML }
  let body: HTML = """
    <div class="heading"><h1>\(row.order.text)</h1><p>\(name)</p></div>
    <div id="live-state" data-region>\(summary(order, frame))\(failureBox(order, say))</div>
    <div class="columns"><div>
    \(section(say("Order", "Bestelling"), id: "order", orderFacts(order, say)))
    <div id="live-use" data-region>\(useCard(order, frame))\(section(say("Health", "Gezondheid"), id: "health", healthFacts(order, frame)))</div>
    </div><div>
    \(section(say("Server", "Server"), id: "server", serverFacts(order, say)))
    </div></div>
    \(actions(order, offers, say))
    \(documentCard(order, say))
    \(section(say("Timeline", "Tijdlijn"), id: "timeline", timeline(order, frame)))
    """
  return frame.page(row.order.text, body, crumbs: [(say("Deployments", "Bots"), "/admin/deployments")])
}

private func summary(_ order: AdminOrder, _ frame: PageFrame) -> HTML {
  let say = frame.say
  let row = order.row
  let seen = row.seen.map { state -> HTML in
    "<div><span class=\"label\">\(say("Seen", "Gezien"))</span> \(badge(state.word(say), state.tone))\(row.seenAt.map { " <span class=\"quiet-text\">\(say.ago($0, frame.now))</span>" as HTML })</div>"
  }
  let need = row.need.map {
    "<div><span class=\"label\">\(say("Needs", "Vraagt"))</span> \(badge($0.words(say), .bad))</div>" as HTML
  }
  let tone = (row.need == nil ? row.phase.tone : .bad).rawValue
  return """
    <section class="state \(tone)" aria-label="\(say("State", "Toestand"))"><div class="state-words">
    <div class="axes"><div><span class="label">\(say("Declared", "Afgesproken"))</span> \(badge(row.phase.word(say), row.phase.tone))</div>\(seen)\(need)</div>
    \(row.why.map { "<p>\(shown($0, upTo: 400))</p>" as HTML })</div>
    <div class="state-actions">\(powerForm(order, say))<a class="button" href="/bots/\(row.order.text)">\(say("As the customer sees it", "Zoals de klant het ziet"))</a></div></section>
    """
}

private func powerForm(_ order: AdminOrder, _ say: Words) -> HTML {
  let action = "/admin/deployments/\(order.row.order.text)/restart"
  return switch order.power {
  case .restart: buttonForm(action, say("Restart", "Herstarten"))
  case .start: buttonForm(action, say("Start", "Starten"))
  case .none: ""
  }
}

private func failureBox(_ order: AdminOrder, _ say: Words) -> HTML {
  guard let failure = order.failure else { return "" }
  return """
    <div class="notice bad"><h2>\(say("The last attempt failed", "De laatste poging is mislukt"))</h2>
    <p>\(shown(failure.action, upTo: 40)): \(shown(failure.message, upTo: 600)) <code>\(shown(failure.code, upTo: 60))</code></p>
    \(order.advice.map { "<p>\(say("What to do", "Wat te doen")): \(shown($0, upTo: 600))</p>" as HTML })
    \(buttonForm("/admin/deployments/\(order.row.order.text)/retry", say("Try again now", "Nu opnieuw proberen")))</div>
    """
}

private func orderFacts(_ order: AdminOrder, _ say: Words) -> HTML {
  let customer = order.row.customer.map { customer -> HTML in
    var query = AdminQuery()
    query.search = customer
    return "<a href=\"\(listPath(query))\">\(shown(customer, upTo: 80))</a>"
  }
  return facts([
    (say("Customer", "Klant"), customer), (say("Tier", "Pakket"), order.row.tier.map { shown($0, upTo: 60) }),
    (say("Add-ons", "Extra's"), tags(order.addons)), (say("Features", "Functies"), tags(order.features)),
    (say("Discord servers", "Discord-servers"), tags(order.guilds)),
    (say("Quote", "Offerte"), order.quote.map { "\($0.rawValue)" }),
    (say("Payment", "Betaling"), order.payment.map { "\($0.rawValue)" }),
    (say("State", "Toestand"), order.state.map { "\($0.rawValue)" }),
    (say("Protected", "Beschermd"), order.isProtected ? "\(say("yes", "ja"))" : nil),
    (say("Until", "Tot en met"), order.lastDay.map { "\(say.day($0))" }),
    (say("Deleted from", "Verwijderd vanaf"), order.deletion.map { "\(say.day($0))" }),
    (say("Note", "Notitie"), order.note.map { shown($0, upTo: 400) }),
  ])
}

private func serverFacts(_ order: AdminOrder, _ say: Words) -> HTML {
  guard let server = order.server else {
    return "<p class=\"quiet-text\">\(say("There is no server.", "Er is geen server."))</p>"
  }
  let rows: [(name: String, value: HTML?)] = [
    (
      say("Panel", "Panel"),
      order.page.map { "<a href=\"\($0)\" rel=\"noreferrer\">\(say("server", "server")) \("\(server.id)")</a>" }
    ),
    ("UUID", "<code>\(server.uuid)</code>"),
    (say("Id on the panel", "Id op het panel"), "<code>\(server.identifier)</code>"),
    (say("Node", "Node"), "\("\(server.node)")"),
    (say("Address", "Adres"), server.address.map { "<code>\($0)</code>" }),
    (
      say("Applied", "Toegepast"),
      order.applied.map { "\(say.moment($0.at)), <code>\(String($0.revision.prefix(12)))</code>" }
    ),
  ]
  let open = order.differences.map { difference -> HTML in
    "<li>\(difference.field.label): \(shown(difference.recorded, upTo: 80)) → \(shown(difference.desired, upTo: 80))</li>"
  }
  let pending: HTML =
    open.isEmpty
    ? "" : "<h3>\(say("Not applied yet", "Nog niet toegepast"))</h3><ul class=\"changes\">\(open)</ul>"
  return facts(rows + (order.limits.map { limitFacts($0, say) } ?? [])) + pending
}

private func useCard(_ order: AdminOrder, _ frame: PageFrame) -> HTML {
  let say = frame.say
  guard let usage = order.usage else {
    return section(
      say("Use", "Gebruik"), id: "use",
      "<p class=\"quiet-text\">\(say("Nothing is measured at the moment.", "Er wordt nu niets gemeten."))</p>")
  }
  return section(say("Use", "Gebruik"), id: "use", usageBars(usage, say) + usageChart(order.chart, say))
}

private func healthFacts(_ order: AdminOrder, _ frame: PageFrame) -> HTML {
  let say = frame.say
  guard let sighting = order.sighting else {
    return "<p class=\"quiet-text\">\(say("Nobody watches this bot.", "Deze bot wordt niet bekeken."))</p>"
  }
  let record = sighting.restarts
  return facts([
    (say("Seen", "Gezien"), badge(sighting.state.word(say), sighting.state.tone)),
    (say("Why", "Waarom"), sighting.reason.map { "\($0.words(say))" }),
    (say("Since", "Sinds"), say.moment(sighting.since)),
    (say("Looked at", "Bekeken"), sighting.seenAt.map { say.ago($0, frame.now) }),
    (say("Restarts in a row", "Herstarts op rij"), record.inARow > 0 ? "\(record.inARow)" : nil),
    (say("Restarts in all", "Herstarts in totaal"), record.total > 0 ? "\(record.total)" : nil),
    (say("Last restart", "Laatste herstart"), record.lastAt.map { say.moment($0) }),
    (say("Next restart", "Volgende herstart"), record.nextAt.map { say.moment($0) }),
  ])
}

private func documentCard(_ order: AdminOrder, _ say: Words) -> HTML {
  guard let document = order.document else { return "" }
  let path = order.path.map { "<p><code>\(shown($0, upTo: 300))</code></p>" as HTML }
  return section(
    say("Document", "Document"), id: "document",
    "\(path)<pre class=\"code\" tabindex=\"0\" role=\"region\" aria-label=\"\(say("The document's text", "De tekst van het document"))\">\(lines(document))</pre>"
  )
}

/// A text of several lines, each made harmless.
func lines(_ text: String) -> HTML {
  var rest = text[...]
  while rest.hasSuffix("\n") { rest = rest.dropLast() }
  return rest.split(separator: "\n", omittingEmptySubsequences: false).map { line -> HTML in
    "\(foreign: escapedForDisplay(String(line), upTo: 2000))\n"
  }.joined()
}
