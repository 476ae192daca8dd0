import Planner
import Store

/// What the deliveries of a round come to, before anything of it is done.
struct RoundDraft: Sendable {
  /// Those that need no commit.
  var settled: [(delivery: InboxDelivery, status: InboxStatus)] = []
  /// In the order in which they are committed.
  var direct: [DraftedEdit] = []
  /// One of an order at most: the latest.
  var reviews: [OrderID: DraftedEdit] = [:]

  mutating func settle(_ delivery: InboxDelivery, _ status: InboxStatus) { settled.append((delivery, status)) }

  /// A later delivery of the same order takes the place of one that was to be reviewed.
  mutating func dropReview(of order: OrderID, for later: String) {
    guard let earlier = reviews.removeValue(forKey: order) else { return }
    settle(earlier.delivery, .discarded(why: "a later delivery took its place: \(later)"))
  }
}

/// A delivery, and the edit that it comes to.
struct DraftedEdit: Sendable {
  let delivery: InboxDelivery
  let edit: OrderDocumentEdit
  let verb: String
  let sequence: Int?
  /// Why people are to decide; nil where intake may.
  let reason: String?
}

extension DraftedEdit {
  /// What the commit says.
  func message(from source: String) -> String {
    let trailers = IntakeTrailers(
      source: source, delivery: delivery.id, order: edit.order, document: edit.path, sequence: sequence,
      confirmedBy: delivery.askedBy)
    return editCommitMessage([edit], verb: verb, message: nil) + "\n" + trailers.written
  }
}
