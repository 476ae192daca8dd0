import Intake
import Notify

extension ReachedState {
  /// What intake knows of an order, as people are told it; nil where git says more.
  init?(_ standing: OrderStanding) {
    guard let state = standing.phase.state else { return nil }
    self.init(
      order: standing.order, customer: nil, state: state, cause: standing.delivery, at: standing.receivedAt)
  }
}

extension OrderStanding.Phase {
  fileprivate var state: CustomerState? {
    switch self {
    case .received: .received
    case .retrying: .waiting(.panel)
    case .committed(_, let word): word.map { .waiting($0.obstacle) }
    case .waiting(let word): .waiting(word.obstacle)
    case .pullRequest, .needsPerson: .waiting(.review)
    case .nothingToDo, .discarded: nil
    }
  }
}

extension WaitingWord {
  fileprivate var obstacle: CustomerState.Obstacle {
    switch kind {
    case .payment: .payment
    case .capacity: .capacity
    case .panel: .panel
    case .customer, .review, .safety, .other: .review
    }
  }
}
