import Guarding
import Planner
import Service

@testable import Intake

/// An intake of values: what it is to answer, and what it was given.
final class StandInDesk: OrderDesk {
  private let state = Guarded(State())

  private struct State {
    var taken: [ArrivedDelivery] = []
    var answer: (@Sendable (ArrivedDelivery) throws(IntakeFailure) -> IntakeAnswer)?
    var retried: [String] = []
    var discarded: [String] = []
  }

  /// The deliveries that it was given, in their order.
  var taken: [ArrivedDelivery] { state.withLock(\.taken) }
  var retried: [String] { state.withLock(\.retried) }
  var discarded: [String] { state.withLock(\.discarded) }

  func answer(with answer: @escaping @Sendable (ArrivedDelivery) throws(IntakeFailure) -> IntakeAnswer) {
    state.withLock { $0.answer = answer }
  }

  func accept(_ delivery: ArrivedDelivery) async throws(IntakeFailure) -> IntakeAnswer {
    let answer = state.withLock { state in
      state.taken.append(delivery)
      return state.answer
    }
    return try answer?(delivery) ?? .begun(standing(delivery.order.order, delivery.id ?? "own"))
  }

  private func standing(_ order: OrderID, _ delivery: String) -> OrderStanding {
    OrderStanding(order: order, delivery: delivery, receivedAt: Instant(seconds: 1_795_348_800), phase: .received)
  }

  func standing(of order: OrderID) async throws(IntakeFailure) -> OrderStanding? {
    taken.last { $0.order.order == order }.map { standing(order, $0.id ?? "own") }
  }

  func needingPerson() async throws(IntakeFailure) -> [PersonsDelivery] { [] }

  func retry(_ delivery: String) async throws(IntakeFailure) -> Bool {
    state.withLock { $0.retried.append(delivery) }
    return delivery == "msg_1"
  }

  func discard(_ delivery: String, by: String) async throws(IntakeFailure) -> Bool {
    state.withLock { $0.discarded.append("\(delivery) by \(by)") }
    return delivery == "msg_1"
  }

  func counts() async throws(IntakeFailure) -> IntakeCounts {
    IntakeCounts(byStatus: ["pending": taken.count], oldestUnsettled: nil, late: 2)
  }
}
