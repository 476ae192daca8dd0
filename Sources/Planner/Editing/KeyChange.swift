internal import YAML

/// One key of an order's document, as it was and as it is.
public struct KeyChange: Hashable, Sendable {
  /// As documents write it: `tier`.
  public let key: String
  /// Nil where the key was not there, or where what people wrote is left out.
  public let old: String?
  /// The same.
  public let new: String?
  /// Whether values are left out: names, notes, variables, the customer. Those stand in the documents.
  public let isLeftOut: Bool

  public init(key: String, old: String?, new: String?, isLeftOut: Bool = false) {
    self.key = key
    self.old = old
    self.new = new
    self.isLeftOut = isLeftOut
  }
}

/// What differs between two versions of an order's document, in the keys' order; nil where one of them is no document.
///
/// - Parameters:
///   - old: nil where there was none: then every key is new.
///   - all: whether values that people wrote are given as well, one line each.
public func keyChanges(from old: [UInt8]?, to new: [UInt8]?, showingAll all: Bool = false) -> [KeyChange]? {
  var (before, after): (Content?, Content?)
  if let old {
    guard let content = content(of: old) else { return nil }
    before = content
  }
  if let new {
    guard let content = content(of: new) else { return nil }
    after = content
  }
  return OrderKey.allCases.compactMap { key in
    let (was, now) = (before?[key.rawValue], after?[key.rawValue])
    guard was != now, key != .order else { return nil }
    guard all || shownKeys.contains(key) else {
      return KeyChange(key: key.rawValue, old: nil, new: nil, isLeftOut: true)
    }
    return KeyChange(key: key.rawValue, old: was.map(words), new: now.map(words))
  }
}

/// The tier and the customer that an order's document names, whatever else is wrong with it.
public func purchaser(in document: [UInt8]) -> (tier: String?, customer: String?) {
  guard let content = content(of: document) else { return (nil, nil) }
  let customer = content[OrderKey.customer.rawValue]
  return (content[OrderKey.tier.rawValue]?.text, customer?.text ?? customer?["id"]?.text)
}

/// The keys at the top of a document, and below `tiers` and `addons` each name, that differ: `tiers.pro`.
public func changedKeys(from old: [UInt8]?, to new: [UInt8]?) -> [String] {
  let (before, after) = (entries(of: old), entries(of: new))
  return Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }.sorted()
}

private func entries(of document: [UInt8]?) -> [String: Content] {
  guard let document, case .mapping(let top)? = content(of: document) else { return [:] }
  var entries: [String: Content] = [:]
  for (key, value) in top {
    guard case .mapping(let inner) = value, key == "tiers" || key == "addons" else {
      entries[key] = value
      continue
    }
    for (name, value) in inner { entries["\(key).\(name)"] = value }
  }
  return entries
}

private func words(_ content: Content) -> String {
  switch content {
  case .text(let text): escapedForDisplay(text, upTo: 200)
  case .list(let items): escapedForDisplay(items.map { $0.text ?? "…" }.joined(separator: ","), upTo: 200)
  case .mapping(let entries):
    // An address is nobody's business but the document's.
    escapedForDisplay(
      entries.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.key == "email" ? "…" : $0.value.text ?? "…")" }.joined(
        separator: ","),
      upTo: 200)
  }
}

/// Keys whose values are words of ours, and none that people make up.
let shownKeys: Set<OrderKey> = [
  .status, .payment, .tier, .addons, .guilds, .features, .state, .from, .until, .node, .protect,
]
