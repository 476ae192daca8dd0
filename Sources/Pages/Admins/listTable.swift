import Planner
import Views

/// A page of orders. On phones each row is a card.
func table(_ list: AdminList, _ frame: PageFrame) -> HTML {
  let say = frame.say
  let caption = say(
    "\(list.found) of \(list.all) orders", "\(list.found) van \(list.all) bestellingen")
  guard !list.rows.isEmpty else {
    return """
      <div class="card empty"><p>\(list.all == 0 ? say("There are no orders yet.", "Er zijn nog geen bestellingen.") : say("No order is like this.", "Geen enkele bestelling past hierbij."))</p></div>
      """
  }
  let columns: [(AdminQuery.Sort, String)] = [
    (.order, say("Order", "Bestelling")), (.customer, say("Customer", "Klant")), (.tier, say("Tier", "Pakket")),
    (.phase, say("Declared", "Afgesproken")), (.seen, say("Seen", "Gezien")), (.node, say("Node", "Node")),
    (.since, say("Since", "Sinds")),
  ]
  let heads = columns.map { head($0.0, $0.1, list.query, say) }
  let names = columns.map(\.1)
  let rows = list.rows.map { row($0, names, frame) }
  return """
    <div class="table-box"><p class="list-words">\(sortWords(list.query, say))</p><table class="list" role="table"><caption>\(caption)</caption>
    <thead role="rowgroup"><tr role="row">\(heads)</tr></thead><tbody role="rowgroup">\(rows)</tbody></table></div>\(pager(list, say))
    """
}

private func sortWords(_ query: AdminQuery, _ say: Words) -> HTML {
  guard query.sort != .need else {
    return "<span class=\"quiet-text\">\(say("what needs attention first", "wat aandacht vraagt eerst"))</span>"
  }
  let back = query.with {
    $0.sort = .need
    $0.isDescending = false
  }
  return "<a href=\"\(listPath(back))\">\(say("what needs attention first", "wat aandacht vraagt eerst"))</a>"
}

private func head(_ sort: AdminQuery.Sort, _ name: String, _ query: AdminQuery, _ say: Words) -> HTML {
  let isHere = query.sort == sort
  let next = query.with {
    $0.isDescending = isHere && !query.isDescending
    $0.sort = sort
  }
  let way = isHere ? (query.isDescending ? "descending" : "ascending") : "none"
  let arrow = isHere ? (query.isDescending ? " ↓" : " ↑") : ""
  return
    "<th scope=\"col\" role=\"columnheader\" aria-sort=\"\(way)\"><a href=\"\(listPath(next))\">\(name)<span aria-hidden=\"true\">\(arrow)</span></a></th>"
}

private func row(_ row: AdminRow, _ names: [String], _ frame: PageFrame) -> HTML {
  let say = frame.say
  let name = row.name.map { "<span class=\"sub\">\(shown($0, upTo: 60))</span>" as HTML }
  let why = row.why.map { "<span class=\"sub\">\(shown($0, upTo: 160))</span>" as HTML }
  let seen = row.seen.map { badge($0.word(say), $0.tone) } ?? "<span class=\"none\">–</span>"
  let age = row.seenAt.map { "<span class=\"sub\">\(say.ago($0, frame.now))</span>" as HTML }
  let node: HTML = row.node.map { "\($0)" } ?? "<span class=\"none\">–</span>"
  let since: HTML = row.since.map { "<span class=\"whole\">\("\($0)")</span>" } ?? "<span class=\"none\">–</span>"
  return """
    <tr role="row"\(row.need == nil ? "" : " class=\"needs\"" as HTML)><th scope="row" role="rowheader"><a href="/admin/deployments/\(row.order.text)">\(row.order.text)</a>\(name)</th>\
    <td role="cell" data-name="\(names[1])">\(shown(row.customer, upTo: 60))</td><td role="cell" data-name="\(names[2])">\(shown(row.tier, upTo: 40))</td>\
    <td role="cell" data-name="\(names[3])">\(badge(row.phase.word(say), row.phase.tone))\(why)</td>\
    <td role="cell" data-name="\(names[4])"\("class=\"empty-cell\"", if: row.seen == nil)>\(seen)\(age)</td>\
    <td role="cell" data-name="\(names[5])"\("class=\"empty-cell\"", if: row.node == nil)>\(node)</td>\
    <td role="cell" data-name="\(names[6])"\("class=\"empty-cell\"", if: row.since == nil)>\(since)</td></tr>
    """
}

private func pager(_ list: AdminList, _ say: Words) -> HTML {
  guard list.pages > 1 else { return "" }
  let page = list.query.page
  func link(_ number: Int, _ words: String, _ relation: String) -> HTML {
    var query = list.query
    query.page = number
    return "<a class=\"button\" rel=\"\(relation)\" href=\"\(listPath(query))\">\(words)</a>"
  }
  return """
    <nav class="pager" aria-label="\(say("Pages", "Pagina's"))">\
    \(page > 1 ? link(page - 1, say("Previous", "Vorige"), "prev") : "<span></span>")\
    <span>\(say("Page \(page) of \(list.pages)", "Pagina \(page) van \(list.pages)"))</span>\
    \(page < list.pages ? link(page + 1, say("Next", "Volgende"), "next") : "<span></span>")</nav>
    """
}
