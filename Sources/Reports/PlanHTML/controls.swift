internal import Planner

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
