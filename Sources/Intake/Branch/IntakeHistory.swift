import Git
import Planner

/// What a branch's own commits say of intake: which deliveries it has, and what intake last left of each order.
struct IntakeHistory: Sendable {
  /// The tip up to which it was read; nil where nothing was.
  private(set) var tip: ObjectID?
  private var deliveries: [String: ObjectID] = [:]
  private var orders: [OrderID: Left] = [:]

  /// What intake left of an order.
  struct Left: Sendable {
    /// The commits that say that they are of this order, and where its document stands in each; the oldest first.
    var places: [Place]
    /// The highest that any of them says.
    var sequence: Int?
  }

  /// A document in a commit.
  struct Place: Sendable {
    let commit: ObjectID
    let parent: ObjectID?
    let path: String
  }

  /// The commit by which a delivery is on the branch.
  func commit(of delivery: String) -> ObjectID? { deliveries[delivery] }

  func left(of order: OrderID) -> Left? { orders[order] }

  /// Reads on to another tip; from the beginning where the branch was rewritten.
  ///
  /// - Parameter folder: the fleet's; another fleet of the repository may have orders of the same ids.
  mutating func follow(
    to tip: ObjectID, below folder: String, in repository: Repository, _ search: HistorySearch
  ) async throws(GitError) {
    if self.tip == tip { return }
    if let known = self.tip {
      let isHere = try await repository.has(known)
      let isBefore = isHere ? try await repository.isAncestor(known, of: tip) : false
      if !isBefore { self = IntakeHistory() }
    }
    for id in try await search.commits(saying: IntakeTrailers.intake + ": ", from: tip, without: self.tip).reversed() {
      let commit = try await repository.commit(id)
      guard let trailers = IntakeTrailers(commit.trailers), trailers.document.hasPrefix("\(folder)/") else { continue }
      add(trailers, of: commit)
    }
    self.tip = tip
  }

  private mutating func add(_ trailers: IntakeTrailers, of commit: Commit) {
    deliveries[trailers.delivery] = commit.id
    let place = Place(commit: commit.id, parent: commit.parents.first, path: trailers.document)
    guard var left = orders[trailers.order] else {
      orders[trailers.order] = Left(places: [place], sequence: trailers.sequence)
      return
    }
    left.places.append(place)
    left.sequence = [left.sequence, trailers.sequence].compactMap(\.self).max()
    orders[trailers.order] = left
  }
}
