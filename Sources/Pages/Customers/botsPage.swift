public import Views

/// A customer's bots.
public func botsPage(_ rows: [CustomerRow], in frame: PageFrame) -> HTML {
  let say = frame.say
  let title = say("My bots", "Mijn bots")
  guard !rows.isEmpty else {
    return frame.page(
      title,
      """
      <h1>\(title)</h1><div class="card empty"><p>\(say("There is no bot of yours here yet.", "Hier staat nog geen bot van jou."))</p>
      <p>\(say("An order appears here a moment after it was paid. If it takes longer, ask the shop.", "Een bestelling verschijnt hier kort nadat ze betaald is. Duurt het langer, vraag het dan de winkel."))</p></div>
      """)
  }
  func shownSince(_ since: Since) -> HTML {
    switch since {
    case .moment(let at): say.moment(at)
    case .day(let day): "\(say.day(day))"
    }
  }
  let cards = rows.map { row -> HTML in
    let name = row.name ?? row.order.text
    return """
      <li class="card bot \(row.condition.tone.rawValue)"><h2><a href="/bots/\(row.order.text)">\(shown(name, upTo: 80))</a></h2>
      <p>\(badge(row.condition.word(say), row.condition.tone))\(row.since.map { " <span class=\"since\">\(frame.say("since", "sinds")) \(shownSince($0))</span>" as HTML })</p>
      <p class="quiet-text">\(row.order.text)\(row.tier.map { " · \(shown($0, upTo: 60))" as HTML })</p></li>
      """
  }
  return frame.page(title, "<h1>\(title)</h1>\n<ul class=\"bots\" id=\"live-bots\" data-region>\(cards)</ul>")
}
