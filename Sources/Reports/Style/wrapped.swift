/// The line in parts that fit, broken at spaces, or within a word that is wider than the page.
func wrapped(_ line: Line, to width: Int) -> [Line] {
  guard line.columns > width else { return [line] }
  var rest = line.spans.flatMap { span in span.text.map { Cell(character: $0, ink: span.ink) } }[...]
  var parts: [Line] = []
  while !rest.isEmpty {
    let indent = parts.isEmpty ? 0 : min(line.hanging, width / 2)
    let part = rest.prefix(cellsThatFit(rest, width - indent))
    parts.append(Line(spans(of: part)).indented(by: indent))
    rest = rest.dropFirst(part.count).drop { $0.character == " " }
  }
  return parts
}

/// One character of a line that is being wrapped.
private struct Cell {
  let character: Character
  let ink: Ink
}

/// How many of the cells make one part: up to the last space that fits, at least one.
private func cellsThatFit(_ cells: ArraySlice<Cell>, _ width: Int) -> Int {
  var (columns, fitting) = (0, 0)
  for cell in cells {
    columns += columnCount(cell.character)
    if columns > width { break }
    fitting += 1
  }
  let rest = cells.dropFirst(fitting)
  if rest.isEmpty || rest.first?.character == " " { return fitting }
  let part = cells.prefix(fitting)
  let indentation = part.prefix { $0.character == " " }.count
  guard let space = part.dropFirst(indentation).lastIndex(where: { $0.character == " " }) else {
    return max(1, fitting)
  }
  return space - cells.startIndex
}

private func spans(of cells: ArraySlice<Cell>) -> [Span] {
  var spans: [Span] = []
  var (text, ink) = ("", cells.first?.ink ?? .plain)
  for cell in cells {
    if cell.ink != ink {
      spans.append(Span(text, ink, upTo: .max))
      (text, ink) = ("", cell.ink)
    }
    text.append(cell.character)
  }
  return spans + [Span(text, ink, upTo: .max)]
}
