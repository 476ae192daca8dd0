/// A list with other items: those that it keeps at its beginning and at its end are not touched.
///
/// - Parameter items: one at least.
func setItems(of list: Outline.Part, to items: [String], on page: TextPage) -> [UInt8]? {
  let old = list.children.map { part -> String? in if case .text(let text) = part.kind { text } else { nil } }
  let kept = zip(old, items).prefix { $0 == $1 }.count
  let keptAtEnd = zip(old.dropFirst(kept).reversed(), items.dropFirst(kept).reversed()).prefix { $0 == $1 }.count
  let middle = Middle(
    before: kept > 0 ? list.children[kept - 1] : nil, leaving: list.children[kept..<old.count - keptAtEnd],
    coming: items[kept..<items.count - keptAtEnd], after: keptAtEnd > 0 ? list.children[old.count - keptAtEnd] : nil)
  switch list.kind {
  case .sequence(.flow): return middle.replaced(inBracketsOf: list, on: page)
  case .sequence(.block): return middle.replacedInLines(on: page)
  case .text, .mapping: return nil
  }
}

/// What differs of a list, and the items that it stands between.
private struct Middle {
  let before: Outline.Part?
  let leaving: ArraySlice<Outline.Part>
  let coming: ArraySlice<String>
  let after: Outline.Part?

  func replaced(inBracketsOf list: Outline.Part, on page: TextPage) -> [UInt8]? {
    let text = coming.map { plainOrQuoted($0, in: .flow) }.joined(separator: ", ")
    guard let first = leaving.first, let last = leaving.last else {
      if coming.isEmpty { return page.bytes }
      if let before { return page.inserting(", " + text, at: before.extent.upperBound) }
      return after.map { page.inserting(text + ", ", at: $0.extent.lowerBound) }
        ?? page.replacing(list.extent, with: "[\(text)]")
    }
    if !coming.isEmpty { return page.replacing(first.extent.lowerBound..<last.extent.upperBound, with: text) }
    if let before { return page.replacing(before.extent.upperBound..<last.extent.upperBound, with: "") }
    return after.map { page.replacing(first.extent.lowerBound..<$0.extent.lowerBound, with: "") }
  }

  /// From the end of the text to its beginning, so that what is still to be changed stands where it stood.
  func replacedInLines(on page: TextPage) -> [UInt8]? {
    let replaced = min(leaving.count, coming.count)
    var page = page
    for part in leaving.dropFirst(replaced).reversed() {
      guard let bytes = page.removingLines(of: part.extent) else { return nil }
      page = TextPage(bytes)
    }
    for text in coming.dropFirst(replaced).reversed() {
      guard let above = leaving.last ?? before else { return nil }
      let line = page.indentation(of: above.extent) + "- " + plainOrQuoted(text)
      page = TextPage(page.insertingLine(line, below: above.extent.upperBound))
    }
    for (part, text) in zip(leaving, coming).reversed() {
      page = TextPage(page.replacing(part.extent, with: plainOrQuoted(text)))
    }
    return page.bytes
  }
}
