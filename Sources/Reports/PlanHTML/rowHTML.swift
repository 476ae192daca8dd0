internal import Planner

/// One row: what happens in its summary, all else in the fold; rows that call for a second look are unfolded in any case.
func rowHTML(_ row: Row, rank: Int, among count: Int) -> HTML {
  let mark = row.shared.mark
  let attributes: [HTML.Attribute] = [
    ("class", "row \(mark.rawValue)"), ("data-kind", mark.rawValue), ("data-rank", String(rank)),
    ("data-order", row.subject),
  ]
  let head = [
    HTML.tag("span", [("class", "mark")], HTML("\(mark.symbol) \(mark.rawValue)")),
    HTML.tag("b", [], HTML(row.subject)), HTML.tag("bdi", [], HTML(row.shared.title)),
  ]
  let details = details(of: row)
  if details.isEmpty { return .tag("div", attributes, .tag("div", [("class", "summary")], head)) }
  let fold = [HTML.tag("summary", [("class", "summary")], head), .tag("div", [("class", "details")], details)]
  if row.fold.count > Entry.Group.named { return .tag("details", attributes, fold) }
  switch row.attention {
  case .together where count > Listing.longest: return .tag("details", attributes, fold)
  case .together, .eachByItself: return .tag("details", attributes + [("open", "")], fold)
  }
}

private func details(of row: Row) -> [HTML] {
  let lines = (row.own.map { [$0] } ?? []) + row.shared.facts
  return lines.map { HTML.tag("p", [], HTML($0)) } + table(of: row.shared.differences)
    + row.shared.notes.map { HTML.tag("p", [("class", "note")], HTML($0)) } + names(row.fold)
}

/// In pieces, for one value is cut where it is long.
private func names(_ names: [String]) -> [HTML] {
  if names.isEmpty { return [] }
  return [.tag("p", [("class", "note")], names.map { HTML($0 + " ") })]
}

private func table(of differences: [Difference]) -> [HTML] {
  if differences.isEmpty { return [] }
  let rows = differences.map { difference -> HTML in
    let (old, new) = shownValues(of: difference, upTo: 1000)
    return .tag(
      "tr", [], .tag("th", [], HTML(difference.field.label)),
      .tag("td", [("class", "old")], .tag("bdi", [], HTML(old))),
      .tag("td", [("class", "new")], .tag("bdi", [], HTML(new))),
      .tag("td", [("class", "cause")], HTML(difference.cause.words)))
  }
  return [.tag("table", [], rows)]
}
