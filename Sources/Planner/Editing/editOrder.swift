internal import YAML

/// The document of an order with some edits made; everything else stays byte for byte as people wrote it.
///
/// Whether the order then is one that the fleet can have is for whoever checks the fleet with it.
///
/// - Parameter bytes: a document that YAML's rules allow, whatever else is wrong with it.
public func editOrder(_ bytes: [UInt8], by edits: [OrderEdit]) throws(OrderEditFailure) -> [UInt8] {
  let before = content(of: bytes)
  var bytes = bytes
  for edit in edits {
    guard let now = content(of: bytes) else { throw OrderEditFailure("the document cannot be read; correct it first") }
    for step in try edit.steps(from: now) {
      guard let next = edited(bytes, by: step) else {
        throw OrderEditFailure("\(edit.name) is laid out in a way that cannot be edited here; edit the file by hand")
      }
      bytes = next
    }
  }
  if let order = content(of: bytes), isTerminated(order), order[OrderKey.protect.rawValue]?.text == "true",
    !isTerminated(before)
  {
    throw OrderEditFailure(
      "it is protected (protect: true), and not terminated while it is; if that is over, add: --unset protect")
  }
  return bytes
}

private func isTerminated(_ order: Content?) -> Bool {
  order?[OrderKey.state.rawValue]?.text == Order.State.terminated.rawValue
}

extension OrderEdit {
  /// What is done to the text.
  fileprivate func steps(from now: Content) throws(OrderEditFailure) -> [TextEdit] {
    switch self {
    case .set(let key, let inner?, let text): return setting(inner, of: key, to: text, from: now)
    case .set(let key, nil, let text):
      return [
        isWord(text) && !orderTexts.contains(key)
          ? .setPlain(key: key, text: text, behind: keys(before: key))
          : .set(path: [key], text: text, behind: keys(before: key))
      ]
    case .setItems(let key, let items): return [.setItems(key: key, items: items, behind: keys(before: key))]
    case .add(let key, let items):
      return [.setItems(key: key, items: try list(key, now) + items, behind: keys(before: key))]
    case .drop(let key, let items):
      var left = try list(key, now)
      for item in items {
        guard let place = left.lastIndex(of: item) else {
          let has = left.isEmpty ? "it is empty" : "it has \(left.map(quoted).joined(separator: ", "))"
          throw OrderEditFailure("\(key) has no \(quoted(item)): \(has)")
        }
        left.remove(at: place)
      }
      return [.setItems(key: key, items: left, behind: keys(before: key))]
    case .unset(let key, nil): return now[key] == nil ? [] : [.remove(path: [key])]
    case .unset(let key, let inner?):
      guard let value = now[key], value[inner] != nil else { return [] }
      if case .mapping(let entries) = value, entries.count == 1 { return [.remove(path: [key])] }
      return [.remove(path: [key, inner])]
    }
  }

  /// A customer who is named by the id alone gets a mapping, for more to be said.
  private func setting(_ inner: String, of key: String, to text: String, from now: Content) -> [TextEdit] {
    if key == OrderKey.customer.rawValue, let id = now[key]?.text {
      let entries: [TextEdit.Pair] = inner == "id" ? [.init("id", text)] : [.init("id", id), .init(inner, text)]
      return [.setEntries(key: key, entries: entries, behind: keys(before: key))]
    }
    return [.set(path: [key, inner], text: text, behind: keys(before: key))]
  }

  private func list(_ key: String, _ now: Content) throws(OrderEditFailure) -> [String] {
    guard let value = now[key] else { return [] }
    guard let items = value.texts else {
      throw OrderEditFailure("\(key) is not a list in this document; correct it first")
    }
    return items
  }
}

/// Keys whose values are texts: what looks like a number there is quoted.
private let orderTexts: Set<String> = Set(
  [OrderKey.customer, .tier, .name, .description, .note].map(\.rawValue))

private func keys(before key: String) -> [String] { OrderKey.allCases.map(\.rawValue).prefix { $0 != key }.map(\.self) }

/// Whether a text can stand without quotes where its reader knows what it is: a word, a number, a day.
private func isWord(_ text: String) -> Bool { !text.isEmpty && text.utf8.allSatisfy(isWordByte) && text.first != "-" }
