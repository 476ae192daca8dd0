public import Planner

/// The plan as one HTML page that needs nothing but itself: rows that fold, filters by kind and by word, an order to choose.
///
/// What calls for a second look comes first, and what an edit of the catalog does is one row with its orders in a fold. Without scripts
/// everything is there; a plan of more than 50 rows is folded, but for what calls for a second look. The page's own policy allows its one script and its one style sheet by their
/// digests, and nothing else: no request, no form, no other script, whatever text a plan may hold.
public func planHTML(_ plan: Plan) -> String {
  let all = plan.foldedRows
  let rows = all.filter { $0.attention == .eachByItself } + all.filter { $0.attention == .together }
  let list = rows.enumerated().map { rowHTML($0.element, rank: $0.offset, among: rows.count) }
  let body = HTML.tag(
    "body", [], pageHeader(of: plan), controls(for: rows), .tag("main", [("id", "rows")], list), problems(of: plan),
    HTML(own: "<script>"), HTML(own: planScript), HTML(own: "</script>"))
  return """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="\(policy)">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="referrer" content="no-referrer">
    <meta name="color-scheme" content="light dark">
    <link rel="icon" href="data:,">
    <title>\(HTML("\(plan.fleet): \(plan.summarySentence)").text)</title>
    <style>\(planStyle)</style>
    </head>
    \(body.text)
    </html>

    """
}

/// What the page may do; the digests are those of its own script and style sheet.
private var policy: String {
  let (script, style) = (Digest(of: planScript.description.utf8), Digest(of: planStyle.description.utf8))
  return "default-src 'none'; script-src 'sha256-\(script.base64)'; style-src 'sha256-\(style.base64)'; img-src data:; "
    + "base-uri 'none'; form-action 'none'"
}

private func pageHeader(of plan: Plan) -> HTML {
  let forecast = Forecast(of: plan)
  let place = HTML.tag(
    "p", [], HTML("Fleet "), .tag("b", [], HTML(plan.fleet)), HTML(" at "), .tag("b", [], HTML(plan.revision.words)),
    HTML(" on "), .tag("b", [], HTML(plan.panel)), HTML(", as of \(plan.asOf)"))
  let cost = forecast.requests == 0 ? [] : [HTML.tag("p", [], HTML(forecast.sentence))]
  let digest = HTML.tag("p", [("class", "digest")], HTML(plan.digest.description))
  return .tag("header", [], [place, .tag("h1", [], HTML(plan.summarySentence))] + cost + [digest, refusals(of: plan)])
}

private func refusals(of plan: Plan) -> HTML {
  guard let remedy = plan.remedy else { return HTML([]) }
  let items = plan.refusals.map { HTML.tag("li", [], HTML($0.sentence)) }
  return .tag(
    "section", [("class", "refused")], .tag("h2", [], HTML("Refused")), .tag("ul", [], items),
    .tag("p", [], HTML(remedy)))
}

private func problems(of plan: Plan) -> HTML {
  if plan.diagnostics.isEmpty { return HTML([]) }
  let items = plan.diagnostics.map { diagnostic in
    let text = render(diagnosticLines(diagnostic, Style(palette: .plain, width: .columns(100))), .plain)
    return HTML.tag("pre", [], text.split(separator: "\n").map { .tag("span", [], HTML(String($0))) })
  }
  return .tag("section", [], [.tag("h2", [], HTML("Problems in documents"))] + items)
}

extension Digest {
  /// As a content security policy writes it.
  fileprivate var base64: String {
    let digits = Array(hexadecimal.utf8)
    return Planner.base64(
      stride(from: 0, to: digits.count, by: 2).compactMap {
        UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16)
      })
  }
}

/// What there is to filter by and to sort by; hidden where no script runs.
func controls(for rows: [Row]) -> HTML {
  let counts = Dictionary(grouping: rows, by: \.shared.mark).mapValues(\.count)
  let kinds = Mark.allCases.compactMap { mark -> HTML? in
    guard let count = counts[mark] else { return nil }
    let box = HTML.void("input", [("type", "checkbox"), ("name", "kind"), ("value", mark.rawValue), ("checked", "")])
    let text = HTML("\(mark.rawValue) \(thousands(count))")
    return HTML.tag("label", [("class", mark.rawValue)], [box, text])
  }
  let word = HTML.void(
    "input",
    [("id", "word"), ("type", "search"), ("placeholder", "order, tier, field, value"), ("aria-label", "Filter")])
  let sort = HTML.tag(
    "select", [("id", "sort"), ("aria-label", "Sort")], .tag("option", [("value", "rank")], HTML("by kind")),
    .tag("option", [("value", "order")], HTML("by order")))
  let folds = HTML.tag("button", [("id", "folds"), ("type", "button")], HTML("unfold all"))
  let count = HTML.tag("output", [("id", "count")])
  return .tag("nav", [("id", "controls"), ("hidden", "")], kinds + [word, sort, folds, count])
}
