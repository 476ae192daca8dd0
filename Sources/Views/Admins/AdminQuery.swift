public import Health
public import Planner

/// What an administrator wants to see of all orders. It stands in the page's address, and is written back there.
public struct AdminQuery: Hashable, Sendable {
  /// Words that all have to be found.
  public var search = ""
  public var phase: OrderStatus.Phase?
  public var seen: BotState?
  public var need: NeedFilter?
  public var tier: String?
  public var node: Int?
  public var sort = Sort.need
  public var isDescending = false
  /// From 1.
  public var page = 1

  public static let pageSize = 50

  public enum Sort: String, Hashable, Sendable, CaseIterable {
    case need, order, customer, tier, phase, seen, since, node
  }

  /// Orders that need somebody: for anything, or for one thing.
  public enum NeedFilter: Hashable, Sendable {
    case any
    case one(Need)
  }

  public init() {}

  /// Reads a query; what means nothing is left out.
  ///
  /// - Parameter values: by name.
  public init(_ values: [String: String]) {
    search = String((values["q"] ?? "").prefix(200))
    phase = values["declared"].flatMap(OrderStatus.Phase.init)
    seen = values["seen"].flatMap(BotState.init)
    need = values["needs"].flatMap { word in word == "any" ? .any : Need(word: word).map { .one($0) } }
    tier = values["tier"].flatMap { $0.isEmpty || $0.utf8.count > 100 ? nil : $0 }
    node = values["node"].flatMap { Int($0) }.flatMap { (1...1_000_000_000).contains($0) ? $0 : nil }
    sort = values["sort"].flatMap(Sort.init) ?? .need
    isDescending = values["way"] == "down"
    page = values["page"].flatMap { Int($0) }.map { min(max(1, $0), 1_000_000) } ?? 1
  }

  /// As it stands in an address, in a fixed order; what is usual is left out.
  public var items: [(name: String, value: String)] {
    var items: [(String, String)] = []
    if !search.isEmpty { items.append(("q", search)) }
    if let phase { items.append(("declared", phase.rawValue)) }
    if let seen { items.append(("seen", seen.rawValue)) }
    switch need {
    case .any?: items.append(("needs", "any"))
    case .one(let need)?: items.append(("needs", need.word))
    case nil: break
    }
    if let tier { items.append(("tier", tier)) }
    if let node { items.append(("node", "\(node)")) }
    if sort != .need { items.append(("sort", sort.rawValue)) }
    if isDescending { items.append(("way", "down")) }
    if page > 1 { items.append(("page", "\(page)")) }
    return items
  }

  /// The same with something else, from its first page on.
  public func with(_ change: (inout AdminQuery) -> Void) -> AdminQuery {
    var query = self
    query.page = 1
    change(&query)
    return query
  }

  /// Whether something is left out.
  public var isFiltered: Bool {
    !search.isEmpty || phase != nil || seen != nil || need != nil || tier != nil || node != nil
  }
}

extension Need {
  /// For addresses.
  public var word: String {
    switch self {
    case .failed: "failed"
    case .crashLoop: "crash-loop"
    case .crashed: "crashed"
    case .unreadable: "unreadable"
    case .room: "room"
    case .review: "review"
    case .orphan: "orphan"
    case .unseen: "unseen"
    }
  }

  init?(word: String) {
    guard let need = Need.allCases.first(where: { $0.word == word }) else { return nil }
    self = need
  }
}
