/// Says what libyaml's words mean for whoever wrote the text, and what to write instead.
func explain(_ error: SyntaxError, in text: UnsafeBufferPointer<UInt8>) -> Problem {
  if let conflict = unresolvedConflict(in: text) { return conflict }
  let culprit = scalar(at: error.place, in: text)
  if culprit == "\t" || error.message.contains("tab character") {
    return .syntax("a tab is not allowed here", at: error.place, hint: "indent with spaces")
  }
  switch error.message {
  case "did not find expected ',' or ']'", "did not find expected ',' or '}'":
    return unclosedCollection(error, isAtEnd: culprit == nil)
  case "found unexpected end of stream", "found unexpected document indicator":
    return .syntax("this quote is never closed", at: error.contextPlace)
  case "could not find expected ':'":
    return .syntax("a key without a colon", at: error.contextPlace, hint: "write `key: value`")
  case "mapping values are not allowed in this context":
    return .syntax(
      "a colon is not allowed here", at: error.place,
      hint: "quote text that contains `: `, or fix the indentation of this line or the one before")
  case "found character that cannot start any token", "did not find expected node content":
    let found = culprit.map { "text cannot begin with '\($0)'" } ?? "a value is missing"
    return .syntax(found, at: error.place, hint: "put the text in quotes")
  case "did not find expected alphabetic or numeric character":
    return .syntax("text cannot begin with '*' or '&'", at: error.contextPlace, hint: "put the text in quotes")
  case "did not find expected key":
    return .syntax(
      "a key was expected here", at: error.place, hint: "fix the indentation, or quote the whole value")
  case "did not find expected '-' indicator":
    return .syntax("an item `- …` was expected here", at: error.place, hint: "fix the indentation")
  case "did not find expected comment or line break":
    return .syntax("the text of a `|` or `>` block must begin on the next line", at: error.place)
  case "did not find expected <document start>":
    return indentedStart(before: error.place, in: text) ?? .severalDocuments(at: error.place)
  case "found invalid Unicode character escape code":
    return .syntax(
      "this escape stands for no character", at: error.place,
      hint: "write the character itself; JSON's pairs such as `\\ud83e\\udd16` are not YAML's")
  case _ where error.context.contains("quoted scalar"):
    return .syntax(
      "this escape is not valid in double quotes", at: error.place, hint: "use single quotes, or write `\\\\` for `\\`")
  case _ where error.context.contains("tag"): return .tag(at: error.contextPlace)
  default: return .syntax("not valid YAML: \(error.message)", at: error.place)
  }
}

/// What git leaves in a text that two people changed.
private func unresolvedConflict(in text: UnsafeBufferPointer<UInt8>) -> Problem? {
  let marks = ["<<<<<<<", "=======", ">>>>>>>"].map { Array($0.utf8) }
  for (number, line) in text.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
    let rest = line.dropFirst(7)
    guard marks.contains(where: line.starts(with:)), rest.isEmpty || rest.first == 0x20 || rest.first == 0x0D else {
      continue
    }
    return .syntax(
      "an unresolved merge conflict begins or ends here", at: Place(line: number + 1, column: 1),
      hint: "keep what is right, and remove the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`")
  }
  return nil
}

/// A first line that is indented makes the next one, which is not, stand outside the document.
private func indentedStart(before place: Place, in text: UnsafeBufferPointer<UInt8>) -> Problem? {
  guard place.column == 1 else { return nil }
  for (number, line) in text.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
    let indentation = line.prefix { $0 == 0x20 }.count
    guard let first = line.dropFirst(indentation).first, ![0x23, 0x0D].contains(first) else { continue }
    guard number + 1 < place.line, indentation > 0 else { return nil }
    return .syntax(
      "this line is indented, but the keys below it are not", at: Place(line: number + 1, column: indentation + 1),
      hint: "remove the indentation")
  }
  return nil
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
