/// A change of one entry of a document's text.
public enum TextEdit: Hashable, Sendable {
  /// The entry at a path of one or two keys has this text; where it is new, it comes behind the last of these keys that is there.
  case set(path: [String], text: String, behind: [String] = [])
  /// The same with a number or a word that needs no quotes, whatever it looks like.
  case setPlain(key: String, text: String, behind: [String] = [])
  /// The entry under a key is a mapping of texts, one at least, on one line.
  case setEntries(key: String, entries: [Pair], behind: [String] = [])
  /// The list under a key has these items. A new entry follows the last of the keys in `behind` that exists.
  case setItems(key: String, items: [String], behind: [String] = [])
  /// There is no entry at a path of one or two keys.
  case remove(path: [String])

  /// A key and its text.
  public struct Pair: Hashable, Sendable {
    public let key: String
    public let value: String

    public init(_ key: String, _ value: String) {
      self.key = key
      self.value = value
    }
  }
}

/// The bytes of a document with one entry changed: everything else stays as people wrote it, comments and layout included, and a text that
/// is replaced keeps its kind of quotes.
///
/// What comes out was read again, and says what the document said, but for that entry. A comment on the line of what is taken out goes
/// with it, and so do those within a value that is replaced as a whole.
///
/// - Returns: nil where the text is laid out in a way that this cannot change.
public func edited(_ bytes: [UInt8], by edit: TextEdit) -> [UInt8]? {
  guard let wanted = content(of: bytes)?.edited(by: edit), let changed = spliced(bytes, by: edit),
    content(of: changed) == wanted
  else { return nil }
  return changed
}

private func spliced(_ bytes: [UInt8], by edit: TextEdit) -> [UInt8]? {
  guard let root = Outline(bytes)?.root, case .mapping = root.kind else { return nil }
  let page = TextPage(bytes)
  switch edit {
  case .set(let path, let text, let behind):
    guard let key = path.first else { return nil }
    guard path.count > 1 else { return set(key, to: .text(text), in: root, on: page, behind: behind) }
    guard let inner = root.entry(key)?.value else {
      return set(key, to: .mapping([.init(path[1], text)]), in: root, on: page, behind: behind)
    }
    return set(path[1], to: .text(text), in: inner, on: page, behind: [])
  case .setPlain(let key, let text, let behind): return set(key, to: .plain(text), in: root, on: page, behind: behind)
  case .setEntries(let key, let entries, let behind):
    return set(key, to: .mapping(entries), in: root, on: page, behind: behind)
  case .setItems(let key, let items, let behind):
    guard let list = root.entry(key) else {
      return items.isEmpty ? bytes : set(key, to: .items(items), in: root, on: page, behind: behind)
    }
    return items.isEmpty ? remove(key, from: root, on: page) : setItems(of: list.value, to: items, on: page)
  case .remove(let path):
    guard let key = path.first else { return nil }
    guard path.count > 1 else { return remove(key, from: root, on: page) }
    guard let inner = root.entry(key)?.value else { return bytes }
    return remove(path[1], from: inner, on: page)
  }
}

/// What follows a key.
private enum NewValue {
  case text(String)
  case plain(String)
  case mapping([TextEdit.Pair])
  case items([String])

  /// The value on one line, in quotes of the kind that the former one had.
  func written(in style: Outline.Style, like quotes: Quotes) -> String {
    switch self {
    case .text(let text): scalar(text, like: quotes, in: style)
    case .plain(let text): quotes == .none ? text : scalar(text, like: quotes, in: style)
    case .mapping(let entries): flowMapping(entries.map { ($0.key, $0.value) })
    case .items(let items): flowSequence(items)
    }
  }
}

private func set(
  _ key: String, to value: NewValue, in mapping: Outline.Part, on page: TextPage, behind: [String]
) -> [UInt8]? {
  guard case .mapping(let style) = mapping.kind else { return nil }
  let former = mapping.entry(key)
  let text = value.written(in: style, like: page.quotes(of: former?.value))
  if let entry = former { return page.replacing(entry.value, behind: entry.key.extent, with: text) }
  let entries = mapping.entries
  let earlier = entries.last { entry in behind.contains { entry.key.kind == .text($0) } } ?? entries.last
  let entry = "\(plainOrQuoted(key, in: style)): \(text)"
  switch (style, earlier) {
  case (.flow, nil): return page.filling(mapping.extent, with: " \(entry)", closing: " ")
  case (.flow, let earlier?): return page.inserting(", \(entry)", at: earlier.value.extent.upperBound)
  case (.block, let earlier?):
    return page.insertingLine(
      String(repeating: " ", count: mapping.column) + entry,
      below: max(earlier.key.extent.upperBound, earlier.value.extent.upperBound))
  case (.block, nil): return nil
  }
}

private func remove(_ key: String, from mapping: Outline.Part, on page: TextPage) -> [UInt8]? {
  guard case .mapping(let style) = mapping.kind else { return nil }
  let entries = mapping.entries
  guard let number = entries.firstIndex(where: { $0.key.kind == .text(key) }) else { return page.bytes }
  let extent =
    entries[number].key.extent
    .lowerBound..<max(
      entries[number].key.extent.upperBound, entries[number].value.extent.upperBound)
  switch style {
  case .block: return page.removingLines(of: extent)
  case .flow:
    return page.removingItem(extent, behind: number > 0 ? entries[number - 1].value.extent.upperBound : nil)
  }
}
