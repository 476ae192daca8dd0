internal import YAML

/// What somebody wants some keys of an order's document to say; what is nil is left as it is.
public struct OrderWish: Hashable, Sendable {
  /// The external id of a panel user.
  public var customer: String?
  public var quote: Order.Quote?
  public var payment: Order.Payment?
  public var tier: TierName?
  /// In whatever order.
  public var addons: [String]?
  /// The first one is the one that names and variables speak of.
  public var guilds: [String]?
  /// In whatever order.
  public var features: [String]?
  public var state: Order.State?
  public var until: Until?

  /// The last day of an order.
  public enum Until: Hashable, Sendable {
    case day(Day)
    /// None: the key is taken out.
    case endless
  }

  public init(
    customer: String? = nil, quote: Order.Quote? = nil, payment: Order.Payment? = nil, tier: TierName? = nil,
    addons: [String]? = nil, guilds: [String]? = nil, features: [String]? = nil, state: Order.State? = nil,
    until: Until? = nil
  ) {
    self.customer = customer
    self.quote = quote
    self.payment = payment
    self.tier = tier
    self.addons = addons
    self.guilds = guilds
    self.features = features
    self.state = state
    self.until = until
  }
}

/// One edit that whoever wishes made before.
public struct OrderStep: Hashable, Sendable {
  /// Nil where it made the document.
  public let before: [UInt8]?
  public let after: [UInt8]

  public init(before: [UInt8]?, after: [UInt8]) {
    self.before = before
    self.after = after
  }
}

/// A wish held against a document, and against what whoever wishes made of it before.
public struct OrderMerge: Hashable, Sendable {
  /// What makes the document say it; none where it says so already, as far as anything is asked for.
  public let edits: [OrderEdit]
  /// Keys that somebody else changed since, to something else than is wished now.
  public let contested: [String]
  public let changesCustomer: Bool
  /// Whether the order is terminated by it, or no longer.
  public let changesTermination: Bool
}

/// Compares three ways, key by key: what is wished, what stands there, and what stood there.
///
/// A key that is wished to be what it was is not asked for: whatever somebody made of it since stays, and nothing is said of it.
///
/// What stood there is what the last step that changed the key made of it: steps that were about other keys carried along what others had
/// written meanwhile.
///
/// - Parameter steps: what whoever wishes did to the document, the newest first, down to making it; none where that is not known: then all
///   that differs is asked for.
/// - Returns: nil where a document cannot be read.
public func mergeOrder(_ wish: OrderWish, into current: [UInt8], after steps: [OrderStep]) -> OrderMerge? {
  guard let now = content(of: current) else { return nil }
  let past = steps.map { step in (step.before.flatMap { content(of: $0) }, content(of: step.after)) }
  var edits: [OrderEdit] = []
  var contested: [String] = []
  var asked: Set<OrderKey> = []
  for wanted in wish.values {
    let present = wanted.normal(now[wanted.key.rawValue])
    guard wanted.value != present else { continue }
    if let before = wanted.left(by: past) {
      if wanted.value == before { continue }
      if present != before { contested.append(wanted.key.rawValue) }
    }
    asked.insert(wanted.key)
    edits.append(wanted.edit(of: now[wanted.key.rawValue]))
  }
  let isTerminated = now[OrderKey.state.rawValue]?.text == Order.State.terminated.rawValue
  return OrderMerge(
    edits: edits, contested: contested, changesCustomer: asked.contains(.customer),
    changesTermination: asked.contains(.state) && (isTerminated || wish.state == .terminated))
}

/// A key, and what it is to say.
private struct WantedValue {
  let key: OrderKey
  let value: Value

  enum Value: Hashable {
    case text(String)
    case items([String])
    case nothing
    /// Laid out in no way that says such a thing.
    case odd
  }

  private var isSorted: Bool { key == .addons || key == .features }

  init(_ key: OrderKey, _ text: String) {
    self.key = key
    value = .text(text)
  }

  init(_ key: OrderKey, _ items: [String]) {
    self.key = key
    value = .items(key == .guilds ? items : items.sorted())
  }

  init(nothingAt key: OrderKey) {
    self.key = key
    value = .nothing
  }

  /// What the last step that changed it left there; nil where there were no steps.
  func left(by steps: [(before: Content?, after: Content?)]) -> Value? {
    for step in steps {
      let after = normal(step.after?[key.rawValue])
      guard let before = step.before else { return after }
      if normal(before[key.rawValue]) != after { return after }
    }
    return steps.last.map { normal($0.after?[key.rawValue]) }
  }

  /// What a document says there, with what it means to say nothing.
  func normal(_ content: Content?) -> Value {
    switch (key, content) {
    case (.state, nil): return .text(Order.State.active.rawValue)
    case (.addons, nil), (.guilds, nil), (.features, nil): return .items([])
    case (_, nil): return .nothing
    case (.customer, let content?): return (content.text ?? content["id"]?.text).map { .text($0) } ?? .odd
    case (.addons, let content?), (.guilds, let content?), (.features, let content?):
      guard let items = content.texts else { return .odd }
      return .items(isSorted ? items.sorted() : items)
    case (_, let content?): return content.text.map { .text($0) } ?? .odd
    }
  }

  func edit(of content: Content?) -> OrderEdit {
    switch value {
    case .text(let text):
      let inner: String? = if key == .customer, case .mapping? = content { "id" } else { nil }
      return .set(key: key.rawValue, inner: inner, text: text)
    case .items(let items):
      return items.isEmpty ? .unset(key: key.rawValue, inner: nil) : .setItems(key: key.rawValue, items)
    case .nothing, .odd: return .unset(key: key.rawValue, inner: nil)
    }
  }
}

extension OrderWish {
  fileprivate var values: [WantedValue] {
    var values: [WantedValue] = []
    if let customer { values.append(WantedValue(.customer, customer)) }
    if let quote { values.append(WantedValue(.status, quote.rawValue)) }
    if let payment { values.append(WantedValue(.payment, payment.rawValue)) }
    if let tier { values.append(WantedValue(.tier, tier.text)) }
    if let addons { values.append(WantedValue(.addons, addons)) }
    if let guilds { values.append(WantedValue(.guilds, guilds)) }
    if let features { values.append(WantedValue(.features, features)) }
    if let state { values.append(WantedValue(.state, state.rawValue)) }
    switch until {
    case nil: break
    case .day(let day): values.append(WantedValue(.until, day.description))
    case .endless: values.append(WantedValue(nothingAt: .until))
    }
    return values
  }
}
