/// Says what libyaml's words mean for whoever wrote the text, and what to write instead.
func explain(_ error: SyntaxError, in text: UnsafeBufferPointer<UInt8>) -> Problem {
  let culprit = scalar(at: error.place, in: text)
  if culprit == "\t" || error.message.contains("tab character") {
    return .syntax("a tab cannot stand here", at: error.place, hint: "indent with spaces")
  }
  switch error.message {
  case "did not find expected ',' or ']'", "did not find expected ',' or '}'":
    return unclosedCollection(error, isAtEnd: culprit == nil)
  case "found unexpected end of stream", "found unexpected document indicator":
    return .syntax("the quote that opens here is never closed", at: error.contextPlace)
  case "could not find expected ':'":
    return .syntax("a key without a colon", at: error.contextPlace, hint: "write `key: value`")
  case "mapping values are not allowed in this context":
    return .syntax(
      "a colon cannot stand here", at: error.place,
      hint: "text with `: ` in it needs quotes; or mend the indentation of this line or the one before")
  case "found character that cannot start any token", "did not find expected node content":
    let found = culprit.map { "text cannot begin with '\($0)'" } ?? "a value is missing"
    return .syntax(found, at: error.place, hint: "put the text in quotes")
  case "did not find expected alphabetic or numeric character":
    return .syntax("text cannot begin with '*' or '&'", at: error.contextPlace, hint: "put the text in quotes")
  case "did not find expected key":
    return .syntax(
      "a key was expected here", at: error.place, hint: "mend the indentation, or quote the whole text of the value")
  case "did not find expected '-' indicator":
    return .syntax("an item `- …` was expected here", at: error.place, hint: "mend the indentation")
  case "did not find expected comment or line break":
    return .syntax("the text of a `|` or `>` block begins on the next line", at: error.place)
  case "did not find expected <document start>": return .severalDocuments(at: error.place)
  case _ where error.context.contains("quoted scalar"):
    return .syntax(
      "not an escape that double quotes know", at: error.place, hint: "use single quotes, or write `\\\\` for `\\`")
  case _ where error.context.contains("tag"): return .tag(at: error.contextPlace)
  default: return .syntax("not YAML from here on: \(error.message)", at: error.place)
  }
}

private func unclosedCollection(_ error: SyntaxError, isAtEnd: Bool) -> Problem {
  let (what, mark) = error.message.hasSuffix("']'") ? ("list", "]") : ("mapping", "}")
  guard isAtEnd else {
    let start = error.contextPlace
    return .syntax(
      "`,` or `\(mark)` was expected here, in the \(what) that begins on line \(start.line) at column \(start.column)",
      at: error.place)
  }
  return .syntax(
    "the \(what) that begins here is never closed", at: error.contextPlace, hint: "close it with `\(mark)`")
}

private func scalar(at place: Place, in text: UnsafeBufferPointer<UInt8>) -> Unicode.Scalar? {
  let lines = text.split(separator: 0x0A, maxSplits: place.line, omittingEmptySubsequences: false)
  guard place.line <= lines.count else { return nil }
  return String(decoding: lines[place.line - 1], as: UTF8.self).unicodeScalars.dropFirst(place.column - 1).first
}
