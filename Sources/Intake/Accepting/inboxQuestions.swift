public import Planner
import Store

extension OrderIntake {
  /// Where an order stands; nil where intake knows nothing of it.
  nonisolated public func standing(of order: OrderID) async throws(IntakeFailure) -> OrderStanding? {
    try await storing { () throws(ServiceStoreFailure) in
      try await inbox.last(of: order.text).map { OrderStanding(order, $0) }
    }
  }

  /// Where orders stand whose last delivery waits for something or was committed, in the order in which those were accepted.
  nonisolated public func standings() async throws(IntakeFailure) -> [OrderStanding] {
    try await storing { () throws(ServiceStoreFailure) in try await inbox.latest().compactMap(OrderStanding.init) }
  }

  /// The deliveries that nothing comes of without a person, the oldest first.
  nonisolated public func needingPerson() async throws(IntakeFailure) -> [PersonsDelivery] {
    try await storing { () throws(ServiceStoreFailure) in
      try await inbox.deliveries(being: "needs-person").map { delivery in
        let why: String = if case .needsPerson(let why) = delivery.status { why } else { "" }
        return PersonsDelivery(
          delivery: delivery.id, order: delivery.subject, receivedAt: Instant(seconds: delivery.receivedAt), why: why,
          canBeRetried: delivery.body != nil)
      }
    }
  }

  /// Tries a delivery that needs a person once more; false where there is none of this id that can be tried.
  nonisolated public func retry(_ delivery: String) async throws(IntakeFailure) -> Bool {
    try await storing { () throws(ServiceStoreFailure) in try await inbox.retry(delivery) }
  }

  /// Gives a delivery up that has not come to an end; false where there is none.
  ///
  /// - Parameter by: who says so.
  nonisolated public func discard(_ delivery: String, by: String) async throws(IntakeFailure) -> Bool {
    let why = "discarded by \(escapedForDisplay(by, upTo: 200))"
    return try await storing { () throws(ServiceStoreFailure) in
      try await inbox.discard(delivery, because: why, at: now().seconds)
    }
  }

  /// How many deliveries there are, and the age of the oldest that has not come to an end.
  nonisolated public func counts() async throws(IntakeFailure) -> IntakeCounts {
    let counts = try await storing { () throws(ServiceStoreFailure) in try await inbox.counts() }
    return IntakeCounts(
      byStatus: counts.byStatus, oldestUnsettled: counts.oldest.map { max(0, now().seconds - $0) },
      late: counts.counters[lateCounter] ?? 0)
  }

  /// A failure of the store as one of intake.
  nonisolated func storing<Value>(
    _ body: () async throws(ServiceStoreFailure) -> Value
  ) async throws(IntakeFailure) -> Value {
    do { return try await body() } catch { throw .store(error.description) }
  }
}

/// What counts the orders that a sweep found late.
let lateCounter = "late"

/// A delivery that nothing comes of without a person.
public struct PersonsDelivery: Hashable, Sendable {
  public let delivery: String
  /// As it came: perhaps no order's id.
  public let order: String
  public let receivedAt: Instant
  /// What is wrong, and what to do.
  public let why: String
  /// Whether its body is there to be tried again; a row that was unreadable is read again by the sweep instead, once it is discarded.
  public let canBeRetried: Bool
}

/// How full the inbox is, for metrics.
public struct IntakeCounts: Hashable, Sendable {
  /// By the word of their status: `pending`, `retry`, `waiting`, `committed`, `pull-request`, `needs-person`, `discarded`, `nothing-to-do`.
  public let byStatus: [String: Int]
  /// In seconds; nil where nothing is unsettled.
  public let oldestUnsettled: Int?
  /// States of orders that a sweep found before any delivery told of them, and that came to a commit or a pull request, since the inbox was
  /// made.
  public let late: Int

  public init(byStatus: [String: Int], oldestUnsettled: Int?, late: Int) {
    self.byStatus = byStatus
    self.oldestUnsettled = oldestUnsettled
    self.late = late
  }
}
