/// What a document says, without how it says it: quotes, styles, comments and the order of keys.
public enum Content: Hashable, Sendable {
  case text(String)
  case list([Content])
  case mapping([String: Content])

  /// What stands in a mapping under a key; nil where there is no such key, or no mapping.
  public subscript(key: String) -> Content? {
    if case .mapping(let entries) = self { entries[key] } else { nil }
  }

  /// The text of a scalar; nil for anything else.
  public var text: String? { if case .text(let text) = self { text } else { nil } }

  /// The texts of a list of scalars; nil for anything else.
  public var texts: [String]? {
    guard case .list(let items) = self else { return nil }
    let texts = items.compactMap(\.text)
    return texts.count == items.count ? texts : nil
  }
}

/// What a text says; nil where it is no plain YAML document.
public func content(of bytes: [UInt8], limits: Limits = Limits()) -> Content? {
  let parsed = parse(bytes, limits: limits)
  guard parsed.problems.isEmpty, let document = parsed.document else { return nil }
  return content(of: document.root, in: document)
}

private func content(of node: Node, in document: Document) -> Content {
  switch document.kind(of: node) {
  case .plain, .quoted, .block, .refused: .text(document.text(of: node))
  case .sequence: .list(document.items(of: node).map { content(of: $0, in: document) })
  case .mapping:
    .mapping(
      Dictionary(
        document.entries(of: node).map { (document.text(of: $0.key), content(of: $0.value, in: document)) }
      ) { first, _ in first })
  }
}

extension Content {
  /// What a document says once an edit is made; nil where the edit is none for it.
  func edited(by edit: TextEdit) -> Content? {
    guard case .mapping(var entries) = self else { return nil }
    switch edit {
    case .set(let path, let text, _):
      guard let key = path.first, path.count <= 2 else { return nil }
      guard path.count == 2 else {
        entries[key] = .text(text)
        break
      }
      guard case .mapping(var inner) = entries[key] ?? .mapping([:]) else { return nil }
      inner[path[1]] = .text(text)
      entries[key] = .mapping(inner)
    case .setPlain(let key, let text, _): entries[key] = .text(text)
    case .setEntries(let key, let pairs, _):
      entries[key] = .mapping(Dictionary(pairs.map { ($0.key, .text($0.value)) }) { first, _ in first })
    case .setItems(let key, let items, _): entries[key] = items.isEmpty ? nil : .list(items.map { .text($0) })
    case .remove(let path):
      guard let key = path.first, path.count <= 2 else { return nil }
      if path.count == 1 {
        entries[key] = nil
      } else if case .mapping(var inner)? = entries[key] {
        inner[path[1]] = nil
        entries[key] = .mapping(inner)
      }
    }
    return .mapping(entries)
  }
}
