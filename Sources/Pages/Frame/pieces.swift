import Views

/// A state as a label: a dot whose shape differs with what it means, and the words.
func badge(_ words: String, _ tone: BotCondition.Tone) -> HTML {
  "<span class=\"badge \(tone.rawValue)\">\(mark(tone))\(words)</span>"
}

/// A shape for each tone, so that colour is not all that tells them apart.
func mark(_ tone: BotCondition.Tone) -> HTML {
  let shape: HTML =
    switch tone {
    case .good: "<circle cx=\"6\" cy=\"6\" r=\"5\"/>"
    case .busy: "<path d=\"M6 1a5 5 0 1 1-5 5\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\"/>"
    case .idle: "<circle cx=\"6\" cy=\"6\" r=\"4\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\"/>"
    case .warning: "<path d=\"M6 1l5.5 10h-11z\"/>"
    case .bad: "<path d=\"M2 2h8v8H2z\"/>"
    }
  return "<svg class=\"mark\" viewBox=\"0 0 12 12\" aria-hidden=\"true\">\(shape)</svg>"
}

/// A form with one button.
func buttonForm(
  _ action: String, _ words: String, kind: String = "", fields: [(name: String, value: String)] = []
) -> HTML {
  let hidden = fields.map { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" as HTML }
  return "<form method=\"post\" action=\"\(action)\">\(hidden)<button class=\"\(kind)\">\(words)</button></form>"
}

/// A part of a page with a heading of its own.
func section(_ title: String, id: String, kind: String = "card", _ body: HTML) -> HTML {
  "<section class=\"\(kind)\" aria-labelledby=\"\(id)\" id=\"part-\(id)\"><h2 id=\"\(id)\">\(title)</h2>\(body)</section>\n"
}
