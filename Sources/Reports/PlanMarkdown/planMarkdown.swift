public import Planner

/// The plan as Markdown for a comment on a pull request.
///
/// Rows stand in fences, where a code host interprets nothing: no mention, no link, no HTML. What calls for a second look comes
/// first, deletions before all. Where the plan is larger than the budget, that is told in one line each, every part has its share of the page,
/// whole rows are left out at the end of each, their number is told, and where the whole plan is.
///
/// - Parameters:
///   - budget: bytes that the text may have; less than 4,096 is taken as that. GitHub's comments have 65,536.
///   - whole: where the whole plan can be read: an address, or words.
public func planMarkdown(_ plan: Plan, budget: Int = 65_536, whole: String? = nil) -> String {
  var page = MarkdownPage(budget: max(4096, budget), whole: whole)
  page.add("### \(plan.summarySentence)\n\n\(plan.introduction)\n")
  page.add(refusals: plan)
  let style = Style(palette: .plain, width: .columns(110))
  var all = groups(of: plan, style, .whole)
  if all.reduce(0, { $0 + $1.size }) > page.room {
    let brief = groups(of: plan, style, .brief)
    page.isAbridged = brief[0].size < all[0].size
    all = brief
  }
  for (group, room) in zip(all, allotted(all, of: page.room)) {
    var left = room
    for part in group.parts { left -= page.add(part, upTo: left) }
  }
  return page.finished
}

/// How much is said of what calls for a second look: there may be more of it than a page holds.
private enum Dangers {
  case whole
  /// One line each.
  case brief
}

/// What a reviewer wants to see, in that order; where there is not room for all, each has its share of the page.
private func groups(of plan: Plan, _ style: Style, _ dangers: Dangers) -> [MarkdownGroup] {
  let rows = plan.foldedRows
  let entries = entries(of: rows)
  func part(_ wanted: Part) -> MarkdownPart {
    MarkdownPart(wanted.title, blocks(of: entries.filter { Part($0) == wanted }, style), highlight: "diff")
  }
  let dangerous = Part.dangers.flatMap { mark in
    entries.filter { $0.mark == mark }.map { dangers == .whole ? $0 : $0.brief }
  }
  let problems = plan.diagnostics.map { (text: render(diagnosticLines($0, style), style), rows: 1) }
  return [
    MarkdownGroup(
      share: 60, parts: [MarkdownPart(Part.lookTwice.title, blocks(of: dangerous, style), highlight: "diff")]),
    MarkdownGroup(share: 10, parts: [part(.catalog)] + folds(of: rows)),
    MarkdownGroup(share: 20, parts: [part(.changes)]),
    MarkdownGroup(share: 5, parts: [part(.others)]),
    MarkdownGroup(share: 5, parts: [MarkdownPart("Problems in documents", problems, highlight: "text")]),
  ]
}

/// The parts of a plan in the order in which a reviewer wants them.
private enum Part {
  case lookTwice, catalog, changes, others

  /// What cannot be undone first.
  static let dangers: [Mark] = [
    .rule, .terminate, .vanished, .takeover, .linkUser, .link, .suspend, .override, .transfer, .drift,
  ]

  init(_ entry: Entry) {
    switch entry.mark {
    case .rule, .takeover, .linkUser, .link, .override, .transfer, .drift, .suspend, .terminate, .vanished:
      self = .lookTwice
    case .catalog: self = .catalog
    case .createUser, .create, .adopt, .unsuspend, .update: self = .changes
    case .pending, .waiting, .orphan, .notice: self = .others
    }
  }

  var title: String {
    switch self {
    case .lookTwice: "Look twice"
    case .catalog: "The catalog"
    case .changes: "Changes"
    case .others: "Waiting orders and notices"
    }
  }
}

extension Entry {
  /// A row in one line: what is below its title, or what it says itself.
  fileprivate var brief: Entry {
    guard case .row(let row) = self else { return self }
    let moved = row.shared.differences.map { difference in
      let (old, new) = shownValues(of: difference, upTo: 40)
      return "\(difference.field.label) \(old) -> \(new)"
    }
    return .row(Row(row.shared.mark, row.order, ([row.shared.title] + moved).joined(separator: "; ")))
  }
}

/// All orders that an edit of the catalog changes, folded, where its row does not name each of them.
private func folds(of rows: [Row]) -> [MarkdownPart] {
  rows.filter { $0.fold.count > Entry.Group.named }.map { row in
    let names = stride(from: 0, to: row.fold.count, by: 8).map { start -> (text: String, rows: Int) in
      let names = row.fold[start..<min(start + 8, row.fold.count)]
      return (names.joined(separator: " ") + "\n", names.count)
    }
    let title = HTML.tag("code", [], HTML(row.shared.title)).text
    return MarkdownPart(
      names, behind: "\n<details><summary>\(title)</summary>\n", highlight: "text", before: "\n</details>\n")
  }
}

private func blocks(of entries: [Entry], _ style: Style) -> [(text: String, rows: Int)] {
  zip(entries, listed(entries, style, margin: 0)).map { (render($1, style), $0.rowCount) }
}

extension Plan {
  fileprivate var introduction: String {
    let place =
      "Fleet \(codeSpan(fleet, upTo: 60)) at \(codeSpan(revision.words, upTo: 60)) on \(codeSpan(panel, upTo: 120))"
    let forecast = Forecast(of: self)
    let cost = forecast.requests == 0 ? "" : " " + forecast.sentence
    return "\(place), as of \(asOf).\(cost)\nDigest `\(digest)`."
  }
}

extension MarkdownPage {
  fileprivate mutating func add(refusals plan: Plan) {
    guard let remedy = plan.remedy else { return }
    let style = Style(palette: .plain, width: .columns(110))
    let lines = plan.refusals.map { (text: render([Line("- \($0.sentence)", hanging: 2)], style), rows: 1) }
    add(MarkdownPart("Refused", lines, highlight: "diff"))
    add("\n\(codeSpan(remedy, upTo: 300))\n")
  }
}
