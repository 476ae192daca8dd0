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
///
/// It is changed from the end of the text to its beginning, so that what is still to be changed stands where it stood.
private struct Middle {
  let before: Outline.Part?
  let leaving: ArraySlice<Outline.Part>
  let coming: ArraySlice<String>
  let after: Outline.Part?

  private var replaced: Int { min(leaving.count, coming.count) }

  func replaced(inBracketsOf list: Outline.Part, on page: TextPage) -> [UInt8]? {
    var page = page
    let quotes = page.quotes(of: leaving.last ?? before ?? after)
    for index in leaving.indices.dropFirst(replaced).reversed() {
      let behind = index > leaving.startIndex ? leaving[index - 1] : before
      page = TextPage(page.removingItem(leaving[index].extent, behind: behind?.extent.upperBound))
    }
    let more = coming.dropFirst(replaced).map { scalar($0, like: quotes, in: .flow) }.joined(separator: ", ")
    if !more.isEmpty {
      if let above = leaving.last ?? before {
        page = TextPage(page.inserting(", " + more, at: above.extent.upperBound))
      } else if let after {
        page = TextPage(page.inserting(more + ", ", at: after.extent.lowerBound))
      } else {
        page = TextPage(page.filling(list.extent, with: more, closing: ""))
      }
    }
    for (part, text) in zip(leaving, coming).reversed() {
      page = TextPage(page.replacing(part.extent, with: scalar(text, like: page.quotes(of: part), in: .flow)))
    }
    return page.bytes
  }

  func replacedInLines(on page: TextPage) -> [UInt8]? {
    var page = page
    let quotes = page.quotes(of: leaving.last ?? before ?? after)
    for part in leaving.dropFirst(replaced).reversed() {
      guard let bytes = page.removingLines(of: part.extent) else { return nil }
      page = TextPage(bytes)
    }
    for text in coming.dropFirst(replaced).reversed() {
      if let above = leaving.last ?? before {
        let line = page.indentation(of: above.extent) + "- " + scalar(text, like: quotes, in: .block)
        page = TextPage(page.insertingLine(line, below: above.extent.upperBound))
      } else if let after {
        let line = page.indentation(of: after.extent) + "- " + scalar(text, like: quotes, in: .block)
        page = TextPage(page.insertingLine(line, above: after.extent.lowerBound))
      } else {
        return nil
      }
    }
    for (part, text) in zip(leaving, coming).reversed() {
      page = TextPage(page.replacing(part.extent, with: scalar(text, like: page.quotes(of: part), in: .block)))
    }
    return page.bytes
  }
}
