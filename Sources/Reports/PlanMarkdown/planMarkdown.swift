public import Planner

/// The plan as Markdown for a comment on a pull request.
///
/// Rows stand in fences, where a code host interprets nothing: no mention, no link, no HTML. What calls for a second look comes
/// first. Where the plan is larger than the budget, whole rows are left out at the end of each part, their number is told, and where
/// the whole plan is.
///
/// - Parameters:
///   - budget: bytes that the text may have; less than 4,096 is taken as that. GitHub's comments have 65,536.
///   - whole: where the whole plan can be read: an address, or words.
public func planMarkdown(_ plan: Plan, budget: Int = 65_536, whole: String? = nil) -> String {
  var page = MarkdownPage(budget: max(4096, budget), whole: whole)
  page.add("### \(plan.summarySentence)\n\n\(plan.introduction)\n")
  page.add(refusals: plan)
  let rows = plan.foldedRows
  let entries = rows.count > Listing.longest ? grouped(rows) : rows.map(Entry.row)
  let style = Style(palette: .plain, width: .columns(110))
  for part in Part.allCases {
    let own = entries.filter { Part($0) == part }
    page.add(part.title, blocks(of: own, style), highlight: "diff")
    if part == .catalog { page.add(folds: rows) }
  }
  let problems = plan.diagnostics.map { (text: render(diagnosticLines($0, style), style), rows: 1) }
  page.add("Problems in documents", problems, highlight: "text")
  return page.finished
}

/// The parts of a plan in the order in which a reviewer wants them.
private enum Part: CaseIterable {
  case lookTwice, catalog, changes, others

  init(_ entry: Entry) {
    switch entry.mark {
    case .transfer, .drift, .suspend, .terminate, .vanished: self = .lookTwice
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
    case .others: "Waiting and to know"
    }
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
  /// All orders that an edit of the catalog changes, folded, where its row does not name each of them.
  fileprivate mutating func add(folds rows: [Row]) {
    for row in rows where row.fold.count > Entry.Group.named {
      let names = stride(from: 0, to: row.fold.count, by: 8).map { start -> (text: String, rows: Int) in
        let names = row.fold[start..<min(start + 8, row.fold.count)]
        return (names.joined(separator: " ") + "\n", names.count)
      }
      let title = HTML.tag("code", [], HTML(row.shared.title)).text
      add(names, opening: "\n<details><summary>\(title)</summary>\n", highlight: "text", closing: "\n</details>\n")
    }
  }

  fileprivate mutating func add(refusals plan: Plan) {
    guard let remedy = plan.remedy else { return }
    let style = Style(palette: .plain, width: .columns(110))
    let lines = plan.refusals.map { (text: render([Line("- \($0.sentence)", hanging: 2)], style), rows: 1) }
    add("Refused", lines, highlight: "diff")
    add("\n\(codeSpan(remedy, upTo: 300))\n")
  }
}
