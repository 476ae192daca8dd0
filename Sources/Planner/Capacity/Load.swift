/// How much of one thing is taken, and by whom.
public struct Load: Hashable, Sendable {
  /// What may be promised at most, overallocation included; nil for no limit.
  public let limit: Int?
  /// By all servers that the panel has, foreign ones included.
  public let used: Int
  /// By what the next apply makes or enlarges.
  public let planned: Int
  /// By orders that wait to be accepted, paid or begun.
  public let promised: Int

  public init(limit: Int?, used: Int, planned: Int, promised: Int) {
    self.limit = limit
    self.used = used
    self.planned = planned
    self.promised = promised
  }

  /// What nobody has, nothing where too much is promised; nil for no limit.
  public var free: Int? { limit.map { max(0, $0 - used - planned - promised) } }
}
