import Planner

/// What each part of the server does, and what hinders it.
public func partsPage(_ parts: [PartLine], facts lines: [(name: String, value: String)], in frame: PageFrame) -> HTML {
  let say = frame.say
  let title = say("Parts of the server", "Onderdelen van de server")
  let items = parts.map { part -> HTML in
    let isWell = part.state == "running"
    return """
      <li class="card"><h2>\(part.name)</h2><p>\(badge(part.state, isWell ? .good : part.why == nil ? .idle : .bad))</p>\
      \(part.why.map { "<p>\(shown($0, upTo: 800))</p>" as HTML })\(part.advice.map { "<p class=\"quiet-text\">\(shown($0, upTo: 400))</p>" as HTML })</li>
      """
  }
  let rows = lines.map { (name: $0.name, value: Optional<HTML>(shown($0.value, upTo: 400))) }
  return frame.page(
    title,
    "<h1>\(title)</h1><ul class=\"grid\" id=\"live-parts\" data-region>\(items)</ul>\(section(say("The branch", "De branch"), id: "branch", facts(rows)))"
  )
}

/// A plan that waits for somebody who accepts it.
public func overLimitPage(_ over: OverLimitLine?, plan: String?, in frame: PageFrame) -> HTML {
  let say = frame.say
  let title = say("A plan over a limit", "Een plan boven een grens")
  guard let over else {
    return frame.page(
      title,
      "<h1>\(title)</h1><div class=\"card empty\"><p>\(say("No plan waits.", "Er wacht geen plan."))</p></div>")
  }
  let limits = over.limits.map { "<li>\(shown($0, upTo: 300))</li>" as HTML }
  let held = over.held.prefix(200).map { "<li><a href=\"/admin/deployments/\($0.text)\">\($0.text)</a></li>" as HTML }
  let more: HTML = over.held.count > 200 ? "<li>+ \(over.held.count - 200)</li>" : ""
  let text = plan.map { plan -> HTML in
    section(
      say("The plan", "Het plan"), id: "plan",
      "<pre class=\"code\" tabindex=\"0\" role=\"region\" aria-label=\"\(say("The plan as text", "Het plan als tekst"))\">\(lines(plan))</pre>"
    )
  }
  let form: HTML =
    over.digest.map { digest -> HTML in
      """
      <form class="confirm card" method="post" action="/admin/over-limit"><input type="hidden" name="digest" value="\(digest)">
      <label><span>\(say("Why", "Waarom"))</span><input name="why" maxlength="200" required autocomplete="off"></label>
      <div class="buttons"><button class="danger">\(say("Accept exactly this plan", "Accepteer precies dit plan"))</button></div></form>
      """
    }
    ?? "<p>\(say("Nobody can accept it here: change the documents, or the limits in fleet.yaml.", "Niemand kan het hier accepteren: wijzig de documenten, of de grenzen in fleet.yaml."))</p>"
  return frame.page(
    title,
    """
    <h1>\(title)</h1><p>\(say("Fewer changes are made by themselves than this plan has. These orders wait until somebody accepts it:", "Dit plan heeft meer wijzigingen dan vanzelf worden gedaan. Deze bestellingen wachten tot iemand het accepteert:"))</p>
    <div class="card"><ul>\(limits)</ul><ul class="tags">\(Array(held))\(more)</ul></div>\(text)\(form)
    """, crumbs: [(say("Deployments", "Bots"), "/admin/deployments")])
}
