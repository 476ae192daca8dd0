import Planner

/// A text of others, made harmless for people to read, too.
func shown(_ text: String, upTo limit: Int = 200) -> HTML { "\(foreign: escapedForDisplay(text, upTo: limit))" }

/// The same, or a dash where there is none.
func shown(_ text: String?, upTo limit: Int = 200) -> HTML {
  text.map { shown($0, upTo: limit) } ?? "<span class=\"none\">–</span>"
}

/// A list of facts. What has no value is left out.
func facts(_ rows: [(name: String, value: HTML?)]) -> HTML {
  let items = rows.compactMap { row in
    row.value.map { "<div><dt>\(escapedForDisplay(row.name, upTo: 120))</dt><dd>\($0)</dd></div>" as HTML }
  }
  return items.isEmpty ? "" : "<dl class=\"facts\">\(items)</dl>"
}

/// Words as labels that stand beside each other.
func tags(_ words: [String]) -> HTML? {
  words.isEmpty ? nil : "<ul class=\"tags\">\(words.map { "<li>\(shown($0))</li>" as HTML })</ul>"
}
