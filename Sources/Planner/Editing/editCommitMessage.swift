internal import YAML

/// A document of an order, as it was and as an edit leaves it.
public struct OrderDocumentEdit: Hashable, Sendable {
  public let order: OrderID
  /// In the repository.
  public let path: String
  /// Nil where it is new.
  public let before: [UInt8]?
  public let after: [UInt8]

  public init(order: OrderID, path: String, before: [UInt8]?, after: [UInt8]) {
    self.order = order
    self.path = path
    self.before = before
    self.after = after
  }

  /// Whether the document says so already.
  public var isNeedless: Bool { before == after }

  /// Whether a document that was there names another customer than before, or none any more.
  public var changesCustomer: Bool {
    guard let before, let old = content(of: before), let new = content(of: after) else { return false }
    return customer(in: old) != customer(in: new)
  }

  private func customer(in document: Content) -> String? {
    let value = document[OrderKey.customer.rawValue]
    return value?.text ?? value?["id"]?.text
  }
}

/// What a commit of edited orders says: what was done to which order, and below it each key's old and new value.
///
/// Values of keys that hold what people wrote (names, notes, variables, the customer) are left out; those stand in the documents.
///
/// - Parameters:
///   - verb: `Suspend`.
///   - message: what somebody says instead of that, and why; nil for nothing.
public func editCommitMessage(_ edits: [OrderDocumentEdit], verb: String, message: String?) -> String {
  let named = edits.prefix(3).map(\.order.text).joined(separator: ", ")
  let more = edits.count > 3 ? " and \(edits.count - 3) more" : ""
  let subject = message.map { $0.trimmedEnd } ?? "\(verb) \(named)\(more)"
  let lines = edits.flatMap { edit in edit.changes.map { "\(edit.order): \($0)" } }
  return ([subject, ""] + lines).joined(separator: "\n") + "\n"
}

extension OrderDocumentEdit {
  /// `state active -> suspended`, a key each, in the keys' order.
  fileprivate var changes: [String] {
    guard let new = content(of: after) else { return [] }
    guard let before, let old = content(of: before) else {
      return ["new, \(OrderKey.tier.rawValue) \(escapedForDisplay(new[OrderKey.tier.rawValue]?.text ?? "", upTo: 80))"]
    }
    return OrderKey.allCases.compactMap { key in
      let (was, now) = (old[key.rawValue], new[key.rawValue])
      guard was != now else { return nil }
      guard shownKeys.contains(key) else { return "\(key.rawValue) changed" }
      return "\(key.rawValue) \(words(was)) -> \(words(now))"
    }
  }

  private func words(_ content: Content?) -> String {
    switch content {
    case nil: "none"
    case .text(let text): escapedForDisplay(text, upTo: 80)
    case .list(let items): escapedForDisplay(items.map { $0.text ?? "…" }.joined(separator: ","), upTo: 200)
    case .mapping: "…"
    }
  }
}

extension String {
  /// Without white space at the end.
  fileprivate var trimmedEnd: String {
    String(reversed().drop { $0.isWhitespace }.reversed())
  }
}
