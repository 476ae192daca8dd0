import History
import Planner
import Views

/// What git says happened to an order, the latest first, with who did it and how.
func timeline(_ order: AdminOrder, _ frame: PageFrame) -> HTML {
  let say = frame.say
  if order.isTimelineMissing {
    return
      "<p class=\"quiet-text\">\(say("Git cannot tell its past at the moment.", "Git kan het verleden nu niet vertellen."))</p>"
  }
  guard !order.timeline.isEmpty else {
    return "<p class=\"quiet-text\">\(say("Nothing yet.", "Nog niets."))</p>"
  }
  let items = order.timeline.prefix(100).map { event -> HTML in
    let changes = event.changes.prefix(30).map { change -> HTML in
      change.isLeftOut
        ? "<li>\(shown(change.field, upTo: 80)): \(say("changed", "gewijzigd"))</li>"
        : change.old == nil
          ? "<li>\(shown(change.field, upTo: 80)): \(shown(change.new, upTo: 80))</li>"
          : "<li>\(shown(change.field, upTo: 80)): \(shown(change.old, upTo: 80)) → \(shown(change.new, upTo: 80))</li>"
    }
    let words: HTML = event.words.isEmpty ? "" : " <span>\(shown(event.words, upTo: 400))</span>"
    return """
      <li><span class="dot \(event.kind.tone.rawValue)"></span><strong>\(event.kind.words(say))</strong>\(words)\
      <span class="meta">\(say.moment(event.commit.at)) · \(who(event, say)) · <code>\(String(event.commit.id.description.prefix(12)))</code>\(request(event))</span>\
      \(folded(Array(changes), say))</li>
      """
  }
  return "<ol class=\"timeline\">\(Array(items))</ol>"
}

/// Many values are folded: a server that was made has all of its own.
private func folded(_ changes: [HTML], _ say: Words) -> HTML {
  guard !changes.isEmpty else { return "" }
  let list: HTML = "<ul class=\"changes\">\(changes)</ul>"
  guard changes.count > 5 else { return list }
  let words = say("\(changes.count) values", "\(changes.count) waarden")
  return "<details class=\"more\"><summary>\(words)</summary>\(list)</details>"
}

private func who(_ event: HistoryEvent, _ say: Words) -> HTML {
  let asker = event.commit.results == nil ? event.commit.origin.asker : event.commit.author
  let approvals =
    event.approvals.isEmpty
    ? "" : ", \(say("approved by", "goedgekeurd door")) \(event.approvals.map(\.name).joined(separator: ", "))"
  return "\(shown(asker.name, upTo: 80))\(approvals.isEmpty ? "" : shown(approvals, upTo: 200))"
}

private func request(_ event: HistoryEvent) -> HTML { event.commit.origin.request.map { " · #\($0)" } ?? "" }
