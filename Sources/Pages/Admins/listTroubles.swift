import Planner
import Views

/// What concerns more than one order, and so stands before all of them: parts of the server that are hindered, a plan that waits, nodes that are
/// lost, bots that loop in numbers.
func troubles(_ list: AdminList, _ parts: [PartLine], _ over: OverLimitLine?, _ say: Words) -> HTML {
  let hindered = parts.map { part -> HTML in
    "<li><strong>\(part.name)</strong>: \(shown(part.why ?? part.state, upTo: 300))\(part.advice.map { "; \(shown($0, upTo: 300))" as HTML })</li>"
  }
  let server = notice(
    say("The server is hindered", "De server wordt gehinderd"), hindered + [limit(over, say)].compactMap(\.self))
  let bots = list.lostNodes.map { lost($0, say) } + [loops(list, say)].compactMap(\.self)
  return "\(notice(say("Many bots at once", "Veel bots tegelijk"), bots))\(server)"
}

private func notice(_ title: String, _ lines: [HTML]) -> HTML {
  lines.isEmpty ? "" : "<div class=\"notice bad\" role=\"status\"><h2>\(title)</h2><ul>\(lines)</ul></div>"
}

private func limit(_ over: OverLimitLine?, _ say: Words) -> HTML? {
  over.map { over in
    let orders = say.counted(
      over.held.count, ("order waits", "orders wait"), ("bestelling wacht", "bestellingen wachten"))
    return """
      <li>\(orders) \(say("for somebody who accepts a plan over a limit", "op iemand die een plan boven een grens accepteert")): \
      <a href="/admin/over-limit">\(say("look at it", "bekijk het"))</a></li>
      """
  }
}

private func lost(_ node: AdminList.Count<Int>, _ say: Words) -> HTML {
  let title = say("The panel cannot reach node \(node.kind)", "Het panel kan node \(node.kind) niet bereiken")
  let bots = say.counted(
    node.count, ("bot is not seen, and may well run", "bots are not seen, and may well run"),
    ("bot is niet te zien, en draait misschien gewoon", "bots zijn niet te zien, en draaien misschien gewoon"))
  let advice = say(
    "see its machine, Wings and its certificate. Nothing is started on it until it has answered for five minutes",
    "kijk naar de machine, Wings en het certificaat. Er wordt niets op gestart tot hij vijf minuten antwoordt")
  return """
    <li><strong>\(title)</strong>: <a href="\(path { $0.node = node.kind })">\(bots)</a>; \(advice)</li>
    """
}

private func loops(_ list: AdminList, _ say: Words) -> HTML? {
  guard let loops = list.loops else { return nil }
  let title = say("\(loops.count) bots crash again and again", "\(loops.count) bots crashen steeds opnieuw")
  let link: HTML = "<a href=\"\(path { $0.need = .one(.crashLoop) })\">\(say("see them", "bekijk ze"))</a>"
  let place: HTML? = loops.most.map { most in
    let words =
      most.count == loops.count
      ? say("all of them on node \(most.kind)", "allemaal op node \(most.kind)")
      : say("\(most.count) of them on node \(most.kind)", "\(most.count) daarvan op node \(most.kind)")
    return ", \(words)"
  }
  let advice = say(
    "so many have one cause, as a rule: an image or a library that changed, their node, or Discord",
    "zo veel tegelijk hebben meestal één oorzaak: een image of bibliotheek die is veranderd, hun node, of Discord")
  return "<li><strong>\(title)</strong>\(place): \(link); \(advice)</li>"
}

private func path(_ change: (inout AdminQuery) -> Void) -> String { listPath(AdminQuery().with(change)) }
