public import Git
public import Planner

/// Where an order stands on its way from the shop to git, as far as intake knows.
public struct OrderStanding: Hashable, Sendable {
  public let order: OrderID
  /// The delivery that tells of it last.
  public let delivery: String
  /// When that was accepted.
  public let receivedAt: Instant
  public let phase: Phase

  /// What became of a delivery so far.
  public enum Phase: Hashable, Sendable {
    /// It is on disk, and its turn comes.
    case received
    /// It failed for a reason that passes, and is tried again.
    case retrying(at: Instant, why: String)
    /// It is committed. `waiting` says why its server did not change at once when it was planned, such as for capacity.
    case committed(ObjectID, waiting: WaitingWord?)
    /// Its document says so already.
    case nothingToDo
    /// It cannot be committed before something else is so.
    case waiting(WaitingWord)
    /// People decide on it.
    case pullRequest(number: Int, url: String)
    /// Nothing comes of it without a person.
    case needsPerson(why: String)
    /// Somebody or a later delivery put an end to it.
    case discarded(why: String)
  }

  public init(order: OrderID, delivery: String, receivedAt: Instant, phase: Phase) {
    self.order = order
    self.delivery = delivery
    self.receivedAt = receivedAt
    self.phase = phase
  }
}

/// Why an order waits, in a word for machines and a sentence for people.
public struct WaitingWord: Hashable, Sendable {
  public let kind: Kind
  /// Without its full stop.
  public let words: String

  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case payment, capacity, customer, panel, review, safety, other
  }

  public init(_ kind: Kind, _ words: String) {
    self.kind = kind
    self.words = words
  }
}
