internal import YAML

/// A change of one key of an order's document, as somebody asks for it: `tier=pro`, `addons+=private-instance`.
public enum OrderEdit: Hashable, Sendable {
  /// The value of a key, or of a variable (`environment.LOG_LEVEL`), or of a part of the customer (`customer.email`).
  case set(key: String, inner: String?, text: String)
  case setItems(key: String, [String])
  case add(key: String, [String])
  case drop(key: String, [String])
  case unset(key: String, inner: String?)
}

/// Why an edit cannot be made, and what to do.
public struct OrderEditFailure: Error, Hashable, Sendable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) { self.description = description }
}

extension OrderEdit {
  /// Reads `KEY=VALUE`, `KEY+=ITEM,…` or `KEY-=ITEM,…`.
  public init(parsing text: String) throws(OrderEditFailure) {
    guard let sign = text.firstIndex(of: "="), sign > text.startIndex else {
      throw OrderEditFailure("\(quoted(text)) is not an edit; write it like tier=pro or addons+=private-instance")
    }
    let value = String(text[text.index(after: sign)...])
    let mark = text[text.index(before: sign)]
    let hasMark = mark == "+" || mark == "-"
    let path = try Path(String(text[..<(hasMark ? text.index(before: sign) : sign)]))
    let items = value.split(separator: ",").map { stripped(String($0)) }.filter { !$0.isEmpty }
    switch (hasMark, path.key.isList) {
    case (true, true):
      guard !items.isEmpty else { throw OrderEditFailure("\(quoted(text)) names no item") }
      self = mark == "+" ? .add(key: path.key.rawValue, items) : .drop(key: path.key.rawValue, items)
    case (true, false):
      throw OrderEditFailure(
        "\(quoted(path.key.rawValue)) is not a list; write \(path.key.rawValue)=VALUE, or --unset \(path.key.rawValue)")
    case (false, true): self = .setItems(key: path.key.rawValue, items)
    case (false, false):
      guard path.key != .environment || path.inner != nil else {
        throw OrderEditFailure("name the variable: environment.LOG_LEVEL=debug")
      }
      self = .set(key: path.key.rawValue, inner: path.inner, text: value)
    }
  }

  /// Reads what is to be taken out: `KEY`, or `environment.NAME`.
  public init(unsetting text: String) throws(OrderEditFailure) {
    let path = try Path(text)
    guard ![.order, .status, .payment, .tier].contains(path.key) else {
      throw OrderEditFailure("an order must have the key \(quoted(path.key.rawValue)); set it to another value")
    }
    self = .unset(key: path.key.rawValue, inner: path.inner)
  }

  /// The key that it changes, as people name it.
  public var name: String {
    switch self {
    case .set(let key, let inner, _), .unset(let key, let inner): inner.map { "\(key).\($0)" } ?? key
    case .setItems(let key, _), .add(let key, _), .drop(let key, _): key
    }
  }
}

/// A key, and what is named within its mapping.
private struct Path {
  let key: OrderKey
  let inner: String?

  init(_ text: String) throws(OrderEditFailure) {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let keys = OrderKey.allCases.map(\.rawValue)
    guard let word = parts.first, let key = OrderKey(rawValue: word) else {
      let hint = hint(for: parts.first ?? text, among: keys).map { "; \($0.replacing("`", with: ""))" } ?? ""
      throw OrderEditFailure("an order has no key \(quoted(text))\(hint)")
    }
    guard key != .order else {
      throw OrderEditFailure("an order keeps its id: it ties the server to the order; write a new order instead")
    }
    guard parts.count == 1 || key == .environment || key == .customer else {
      throw OrderEditFailure("\(quoted(key.rawValue)) has no parts; write \(key.rawValue)=VALUE")
    }
    guard parts.count == 1 || (!parts[1].isEmpty && !parts[1].hasPrefix(".")) else {
      throw OrderEditFailure("\(quoted(text)) names no part; write customer.email=VALUE or environment.NAME=VALUE")
    }
    self.key = key
    inner = parts.count == 2 ? parts[1] : nil
  }
}

private func stripped(_ text: String) -> String {
  let tail = text.drop { $0 == " " }
  return String(tail.prefix(tail.count - tail.reversed().prefix { $0 == " " }.count))
}

extension OrderKey {
  /// Whether its value is a list of texts.
  var isList: Bool { [.addons, .guilds, .features, .ignore].contains(self) }
}
