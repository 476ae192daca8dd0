public import Planner
public import Views

/// What an action would commit, and the plan that it leads to, before anybody confirms it.
public struct Preview: Sendable {
  public let order: OrderID
  public let deed: Deed
  /// The documents' edit as a patch; empty where they say so already.
  public let patch: String
  /// The plan as text; nil where the panel cannot be asked.
  public let plan: String?
  /// What becomes of the order, in a line.
  public let effect: String?
  /// What the fleet would have wrong with it: then nothing can be confirmed.
  public let problems: [String]
  /// Why there is no plan.
  public let blind: String?
  public let author: Administrator
  /// Where the commit goes, in words.
  public let goesThroughReview: Bool
  /// What the confirming form brings back; nil where nothing can be confirmed.
  public let seal: String?
  /// Whether somebody changed the document since the page before.
  public let isRenewed: Bool

  public init(
    order: OrderID, deed: Deed, patch: String, plan: String?, effect: String?, problems: [String], blind: String?,
    author: Administrator, goesThroughReview: Bool, seal: String?, isRenewed: Bool
  ) {
    (self.order, self.deed, self.patch, self.plan, self.effect) = (order, deed, patch, plan, effect)
    (self.problems, self.blind, self.author, self.seal) = (problems, blind, author, seal)
    (self.goesThroughReview, self.isRenewed) = (goesThroughReview, isRenewed)
  }
}

/// The page that shows it.
public func previewPage(_ preview: Preview, in frame: PageFrame) -> HTML {
  let say = frame.say
  let id = preview.order.text
  let title = "\(preview.deed.words(say)): \(id)"
  let body: HTML = """
    <h1>\(title)</h1>
    \(renewed(preview, say))\(problemBox(preview, say))
    \(section(say("What will be committed", "Wat er wordt vastgelegd"), id: "diff", diff(preview, say)))
    \(section(say("The plan that it leads to", "Het plan waartoe dat leidt"), id: "plan", plan(preview, say)))
    \(confirmForm(preview, say))
    """
  return frame.page(
    title, body, crumbs: [(say("Deployments", "Bots"), "/admin/deployments"), (id, "/admin/deployments/\(id)")])
}

private func renewed(_ preview: Preview, _ say: Words) -> HTML {
  guard preview.isRenewed else { return "" }
  return
    "<div class=\"notice warning\" role=\"status\"><p>\(say("The document was changed meanwhile. This is what would be committed now.", "Het document is ondertussen gewijzigd. Dit is wat er nu zou worden vastgelegd."))</p></div>"
}

private func problemBox(_ preview: Preview, _ say: Words) -> HTML {
  guard !preview.problems.isEmpty else { return "" }
  let lines = preview.problems.prefix(20).map { "<li>\(shown($0, upTo: 600))</li>" as HTML }
  return """
    <div class="notice bad" role="alert"><h2>\(say("The fleet cannot have this", "Dit kan niet"))</h2><ul>\(Array(lines))</ul></div>
    """
}

private func diff(_ preview: Preview, _ say: Words) -> HTML {
  guard !preview.patch.isEmpty else {
    return "<p>\(say("Nothing: the document says so already.", "Niets: het document zegt dit al."))</p>"
  }
  let rows = preview.patch.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map { line -> HTML in
    let kind =
      line.hasPrefix("---") || line.hasPrefix("+++") || line.hasPrefix("@@")
      ? "head" : line.hasPrefix("+") ? "new" : line.hasPrefix("-") ? "old" : "same"
    return "<span class=\"\(kind)\">\(foreign: escapedForDisplay(String(line), upTo: 2000))</span>\n"
  }
  let label = say("The change of the document", "De wijziging van het document")
  return "<pre class=\"code diff\" tabindex=\"0\" role=\"region\" aria-label=\"\(label)\">\(Array(rows))</pre>"
}

private func plan(_ preview: Preview, _ say: Words) -> HTML {
  let effect = preview.effect.map { "<p>\(shown($0, upTo: 1000))</p>" as HTML }
  if let text = preview.plan {
    let label = say("The plan as text", "Het plan als tekst")
    return "\(effect)<pre class=\"code\" tabindex=\"0\" role=\"region\" aria-label=\"\(label)\">\(lines(text))</pre>"
  }
  let blind = preview.blind.map { why -> HTML in
    "<p class=\"quiet-text\">\(say("The panel could not be asked, so that this is by git alone", "Het panel kon niet gevraagd worden, dus dit is volgens git alleen")): \(shown(why, upTo: 400))</p>"
  }
  return "\(effect)\(blind)"
}

private func confirmForm(_ preview: Preview, _ say: Words) -> HTML {
  let id = preview.order.text
  let back: HTML = "<a class=\"button\" href=\"/admin/deployments/\(id)\">\(say("Back", "Terug"))</a>"
  guard let seal = preview.seal else { return "<p class=\"buttons\">\(back)</p>" }
  let who: HTML =
    "\(shown(preview.author.name, upTo: 80)) &lt;\(shown(preview.author.email, upTo: 120))&gt;"
  let way =
    preview.goesThroughReview
    ? say("as a pull request by", "als pull request van") : say("as a commit by", "als commit van")
  let button =
    preview.goesThroughReview
    ? say("Open the pull request", "Open de pull request") : say("Commit this", "Leg dit vast")
  return """
    <form class="confirm card" method="post" action="/admin/deployments/\(id)/commit"><input type="hidden" name="seal" value="\(seal)">
    <label><span>\(say("Why (for the commit; may be empty)", "Waarom (voor de commit; mag leeg zijn)"))</span><input name="why" maxlength="200" autocomplete="off"></label>
    <p class="quiet-text">\(way) \(who)</p>
    <div class="buttons"><button class="\(preview.deed == .terminate ? "danger" : "primary")">\(button)</button>\(back)</div></form>
    """
}
