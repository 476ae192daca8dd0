import Health
public import Planner
public import Views

/// All orders as an administrator asks for them: what needs somebody first.
public func listPage(_ list: AdminList, parts: [PartLine], over: OverLimitLine?, in frame: PageFrame) -> HTML {
  let say = frame.say
  let title = say("Deployments", "Bots")
  let body: HTML = """
    <h1>\(title)</h1>
    <div id="live-troubles" data-region>\(troubles(list, parts, over, say))</div>
    <div id="live-counts" data-region>\(counts(list, say))</div>
    \(searchForm(list, say))
    <div id="live-list" data-region>\(table(list, frame))</div>
    """
  return frame.page(title, body)
}

/// A part of the server that is hindered.
public struct PartLine: Sendable, Hashable {
  public let name: String
  public let state: String
  public let why: String?
  public let advice: String?

  public init(name: String, state: String, why: String?, advice: String?) {
    (self.name, self.state, self.why, self.advice) = (name, state, why, advice)
  }
}

/// A plan that waits over a limit.
public struct OverLimitLine: Sendable, Hashable {
  public let limits: [String]
  public let held: [OrderID]
  /// What accepts exactly this plan; nil where nothing may.
  public let digest: String?

  public init(limits: [String], held: [OrderID], digest: String?) {
    (self.limits, self.held, self.digest) = (limits, held, digest)
  }
}

private func counts(_ list: AdminList, _ say: Words) -> HTML {
  let query = list.query
  let total = list.needs.reduce(0) { $0 + $1.count }
  let needs = list.needs.map { need -> HTML in
    chip(
      need.kind.words(say), need.count,
      need.kind == .unseen ? .idle : need.kind == .room || need.kind == .review ? .warning : .bad,
      query.with { $0.need = .one(need.kind) }, isOn: query.need == .one(need.kind), off: query.with { $0.need = nil },
      say)
  }
  let any = chip(
    say("needs attention", "vraagt aandacht"), total, total == 0 ? .good : .bad, query.with { $0.need = .any },
    isOn: query.need == .any, off: query.with { $0.need = nil }, say)
  let node = query.node.map { node in
    chip(
      say("on node \(node)", "op node \(node)"), list.found, .idle, query, isOn: true,
      off: query.with { $0.node = nil },
      say)
  }
  let phases = list.phases.map { phase in
    chip(
      phase.kind.word(say), phase.count, phase.kind.tone, query.with { $0.phase = phase.kind },
      isOn: query.phase == phase.kind, off: query.with { $0.phase = nil }, say)
  }
  let seen = list.seen.map { state in
    chip(
      state.kind.word(say), state.count, state.kind.tone, query.with { $0.seen = state.kind },
      isOn: query.seen == state.kind, off: query.with { $0.seen = nil }, say)
  }
  return """
    <nav class="counts" aria-label="\(say("Counts, as filters", "Aantallen, als filters"))">
    \(group(say("Attention", "Aandacht"), [any] + needs + [node].compactMap(\.self)))\(group(say("Declared", "Afgesproken"), phases))\
    \(seen.isEmpty ? "" : group(say("Seen", "Gezien"), seen))</nav>
    """
}

private func group(_ name: String, _ chips: [HTML]) -> HTML {
  "<div class=\"chip-row\"><span class=\"chip-name\">\(name)</span><ul class=\"chips\">\(chips)</ul></div>"
}

/// A count that filters, and where it does, takes the filter away.
private func chip(
  _ words: String, _ count: Int, _ tone: BotCondition.Tone, _ on: AdminQuery, isOn: Bool, off: AdminQuery, _ say: Words
) -> HTML {
  let target = listPath(isOn ? off : on)
  let kind = isOn ? "chip on" : "chip"
  return """
    <li><a class="\(kind) \(tone.rawValue)" href="\(target)"\("aria-current=\"true\"", if: isOn)>\(mark(tone))<span>\(words)</span> <b>\(count)</b></a></li>
    """
}

/// The list's address for a query.
func listPath(_ query: AdminQuery) -> String {
  let items = query.items.map { "\($0.name)=\(percentEncoded($0.value))" }
  return "/admin/deployments" + (items.isEmpty ? "" : "?" + items.joined(separator: "&"))
}

private func searchForm(_ list: AdminList, _ say: Words) -> HTML {
  let query = list.query
  let kept = query.items.filter { !["q", "tier", "page"].contains($0.name) }
    .map { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" as HTML }
  let tiers = list.tiers.map { tier -> HTML in
    "<option value=\"\(tier)\"\("selected", if: query.tier == tier)>\(tier)</option>"
  }
  let reset: HTML =
    query.isFiltered ? "<a class=\"button\" href=\"/admin/deployments\">\(say("Show all", "Alles tonen"))</a>" : ""
  return """
    <form class="search" method="get" action="/admin/deployments" role="search">\(kept)
    <label><span>\(say("Search", "Zoeken"))</span><input type="search" name="q" value="\(query.search)" \
    placeholder="\(say("order, customer, name, address, guild", "bestelling, klant, naam, adres, Discord-server"))" autocomplete="off"></label>
    <label><span>\(say("Tier", "Pakket"))</span><select name="tier"><option value="">\(say("all", "alle"))</option>\(tiers)</select></label>
    <button class="primary">\(say("Search", "Zoeken"))</button>\(reset)</form>
    """
}
