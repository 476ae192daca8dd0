internal import Planner

/// The lines of each entry, the columns of all of them aligned.
///
/// - Parameters:
///   - margin: blanks before the symbols.
func listed(_ entries: [Entry], _ style: Style, margin: Int = 2) -> [[Line]] {
  let columns = Columns(entries, style, margin)
  return entries.map { entry in
    switch entry {
    case .row(let row): columns.lines(of: row)
    case .group(let group): columns.lines(of: group)
    case .rest(let mark, let groups, let orders): columns.lines(ofRest: mark, groups, orders)
    }
  }
}

/// Where the columns of a list stand.
private struct Columns {
  let margin: Int
  let word: Int
  let subject: Int
  let title: Int
  let width: Int

  init(_ entries: [Entry], _ style: Style, _ margin: Int) {
    self.margin = margin
    word = entries.reduce(8) { max($0, $1.mark.rawValue.utf8.count) }
    subject = entries.reduce(8) { max($0, columnCount($1.subject) > 24 ? 0 : columnCount($1.subject)) }
    title = entries.reduce(0) { max($0, $1.titleBesideOwn) }
    width = style.width.limit
  }

  /// Where titles and all that is below them begin.
  var indent: Int { margin + word + subject + 6 }

  func lines(of row: Row) -> [Line] {
    let title = Span(row.shared.title)
    let spans = head(row.shared.mark, row.subject) + [title]
    let names = row.fold.isEmpty ? [] : [Line([Span(named(row.fold, upTo: Entry.Group.named), .faint, upTo: 800)])]
    let below = (details(of: row.shared) + names).map { $0.indented(by: indent) }
    guard let own = row.own.map({ Span($0) }) else { return [Line(spans, hanging: indent)] + below }
    let gap = max(0, self.title - title.columns) + 3
    guard indent + title.columns + gap + own.columns <= width else {
      return [Line(spans, hanging: indent), Line([own]).indented(by: indent)] + below
    }
    return [Line(spans + [blank(gap), own], hanging: indent)] + below
  }

  func lines(of group: Entry.Group) -> [Line] {
    let spans = head(group.shared.mark, counted(group.orders.count, "order"), .strong) + [Span(group.shared.title)]
    let tallies = group.tallies.isEmpty ? [] : [Line(group.tallies.joined(separator: " · "), .faint)]
    let below = details(of: group.shared) + tallies + [Line([Span(group.names, .faint, upTo: .max)])]
    return [Line(spans, hanging: indent)] + below.map { $0.indented(by: indent) }
  }

  func lines(ofRest mark: Mark, _ groups: Int, _ orders: Int) -> [Line] {
    let more = Span("in \(thousands(groups)) more groups; --all lists them", .caution)
    return [Line(head(mark, counted(orders, "order"), .strong) + [more], hanging: indent)]
  }

  private func head(_ mark: Mark, _ subject: String, _ ink: Ink = .plain) -> [Span] {
    [
      blank(margin), Span(mark.symbol, mark.ink), blank(1), Span(mark.rawValue, mark.ink),
      blank(word - mark.rawValue.utf8.count + 1), Span(subject, ink),
      blank(max(0, self.subject - columnCount(subject)) + 3),
    ]
  }

  private func details(of shared: Row.Shared) -> [Line] {
    shared.facts.map { Line($0) }
      + differenceLines(shared.differences, mark: shared.mark, room: width == .max ? .max : width - indent)
      + shared.notes.map { Line($0, .faint) }
  }
}

private func blank(_ columns: Int) -> Span { Span(String(repeating: " ", count: columns)) }

extension Entry {
  fileprivate var subject: String {
    switch self {
    case .row(let row): row.subject
    case .group(let group): counted(group.orders.count, "order")
    case .rest(_, _, let orders): counted(orders, "order")
    }
  }

  /// The width of a title that something stands beside; long ones do not move the others.
  fileprivate var titleBesideOwn: Int {
    guard case .row(let row) = self, row.own != nil else { return 0 }
    let columns = columnCount(escapedForDisplay(row.shared.title))
    return columns > 40 ? 0 : columns
  }
}
