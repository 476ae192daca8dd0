import Git
import Planner
import Store

extension OrderStanding {
  /// Nil where the delivery is of nothing that can be an order.
  init?(_ delivery: InboxDelivery) {
    guard let order = OrderID(delivery.subject) else { return nil }
    self.init(order, delivery)
  }

  init(_ order: OrderID, _ delivery: InboxDelivery) {
    self.init(
      order: order, delivery: delivery.id, receivedAt: Instant(seconds: delivery.receivedAt),
      phase: Phase(delivery.status))
  }
}

extension OrderStanding.Phase {
  init(_ status: InboxStatus) {
    switch status {
    case .pending: self = .received
    case .retry(let at, let why): self = .retrying(at: Instant(seconds: at), why: why)
    case .waiting(_, let word, let why): self = .waiting(WaitingWord(word, why))
    case .committed(let commit, let word, let why):
      // A commit that was recorded is one; the empty id would only be read back from a damaged file.
      guard let id = ObjectID(commit) else {
        self = .needsPerson(why: "the record of its commit is damaged")
        return
      }
      self = .committed(id, waiting: word.map { WaitingWord($0, why ?? "") })
    case .nothingToDo: self = .nothingToDo
    case .pullRequest(let number, let url): self = .pullRequest(number: number, url: url)
    case .needsPerson(let why): self = .needsPerson(why: why)
    case .discarded(let why): self = .discarded(why: why)
    }
  }
}

extension WaitingWord {
  init(_ word: String, _ why: String) { self.init(Kind(rawValue: word) ?? .other, why) }

  /// Why the server of an order does not become what its document says, as a plan has it.
  init(_ reason: Waiting.Reason) {
    let kind: Kind =
      switch reason {
      case .quotePending, .paymentPending, .overdue, .refunded: .payment
      case .nowhereToPlace, .upgradeDoesNotFit: .capacity
      case .noSuchUser, .userNotLinkable: .customer
      case .missingPermissions, .installing, .restoringBackup, .unfamiliarStatus: .panel
      case .suspendedInOrder, .notBegun, .ended, .tierRetired, .serverNotLinkable, .externalIDTaken, .eggChange,
        .eggRefusesValue:
        .other
      }
    self.init(kind, ([reason.words] + reason.facts).joined(separator: ": "))
  }
}
