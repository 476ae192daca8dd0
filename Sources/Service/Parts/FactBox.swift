import Logging
import Mirror
import Planner
import Store

/// What was done to bots and is not in the shop's database yet: on the disk, so that a process that is killed loses none. Where there is no
/// store, or its disk is full, they are kept in memory.
actor FactBox {
  private let store: WaitingFacts?
  private let log: Logger
  private var inMemory: [WaitingFact] = []

  init(_ store: WaitingFacts?, log: Logger) { (self.store, self.log) = (store, log) }

  /// A fact with how it is kept.
  struct Kept: Sendable {
    let fact: ServerFact
    fileprivate let waiting: WaitingFact
  }

  func add(_ fact: ServerFact) async {
    let waiting = WaitingFact(fact)
    do throws(ServiceStoreFailure) {
      if let store { return try await store.add(waiting) }
    } catch {
      log.error("a fact is kept in memory only", metadata: ["why": "\(error)"])
    }
    inMemory.append(waiting)
    if inMemory.count > Self.most { inMemory.removeFirst(inMemory.count - Self.most) }
  }

  /// Some that wait, the oldest first.
  func first() async -> [Kept] {
    let stored = try? await store?.first(Self.page)
    let all = (stored ?? []) + inMemory.prefix(Self.page)
    // One of a newer version's kinds is left where it is.
    return all.compactMap { waiting in ServerFact(waiting).map { Kept(fact: $0, waiting: waiting) } }
  }

  /// The shop's database has these. False where they stay all the same.
  func remove(_ kept: [Kept]) async -> Bool {
    let done = kept.map(\.waiting)
    let ids = Set(done.map(\.id))
    inMemory.removeAll { ids.contains($0.id) }
    do throws(ServiceStoreFailure) { try await store?.remove(done) } catch {
      log.error("facts that are written cannot be forgotten", metadata: ["why": "\(error)"])
      return false
    }
    return true
  }

  private static let most = 1000
  private static let page = 500
}

extension WaitingFact {
  fileprivate init(_ fact: ServerFact) {
    self.init(
      id: fact.id, subject: fact.order.text, at: fact.at.seconds, kind: fact.kind.rawValue, actor: fact.actor,
      isCustomers: fact.isCustomers, detail: fact.detail)
  }
}

extension ServerFact {
  fileprivate init?(_ waiting: WaitingFact) {
    guard let order = OrderID(waiting.subject), let kind = Kind(rawValue: waiting.kind) else { return nil }
    self.init(
      id: waiting.id, order: order, at: Instant(seconds: waiting.at), kind, by: waiting.actor,
      isCustomers: waiting.isCustomers, detail: waiting.detail)
  }
}
