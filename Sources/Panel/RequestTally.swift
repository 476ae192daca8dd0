/// Counts what others take of the panel's request limit, from what its answers say is left.
///
/// The panel counts in windows of a minute, and its answers come in any order. What a window lost beside our own answers, others took.
struct RequestTally: Sendable {
  private var limit = 0
  /// The fewest that were left in this window, and how many of ours were counted in it.
  private var lowest = Int.max
  private var ours = 0
  /// What others took in windows that are over.
  private var byOthersBefore = 0

  /// So many requests may be under way at once, and be answered out of turn.
  private static let outOfTurn = 16

  /// Notes an answer that was counted.
  mutating func note(left: Int, of limit: Int) {
    if lowest != .max, left > lowest + Self.outOfTurn || limit != self.limit {
      byOthersBefore += byOthersNow
      (lowest, ours) = (.max, 0)
    }
    self.limit = limit
    lowest = min(lowest, left)
    ours += 1
  }

  private var byOthersNow: Int { lowest == .max ? 0 : max(0, limit - lowest - ours) }

  /// Nil where no answer told of a limit.
  var use: RequestUse? { limit > 0 ? RequestUse(perMinute: limit, byOthers: byOthersBefore + byOthersNow) : nil }
}
