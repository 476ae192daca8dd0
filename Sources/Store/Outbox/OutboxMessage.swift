internal import GRDB

/// A message to be queued.
public struct NewMessage: Hashable, Sendable {
  /// The same for the same news to the same receiver.
  public let id: String
  /// Whose it is: a lane's messages wait for no other lane's.
  public let lane: String
  /// What it is about: a subject's messages go one after the other.
  public let subject: String
  /// What it says.
  public let content: String

  public init(id: String, lane: String, subject: String, content: String) {
    self.id = id
    self.lane = lane
    self.subject = subject
    self.content = content
  }
}

/// A message that waits for being sent.
public struct OutboxMessage: Hashable, Sendable {
  /// Grows with each that is queued.
  public let number: Int64
  public let id: String
  public let subject: String
  public let content: String
  /// In seconds since 1970.
  public let queuedAt: Int
  /// How often sending it failed.
  public let attempts: Int
}

extension OutboxMessage {
  init(_ row: Row) {
    number = row["number"]
    id = row["id"]
    subject = row["subject"]
    content = row["content"]
    queuedAt = row["queuedAt"]
    attempts = row["attempts"]
  }
}

/// What is known of a subject: the state that its receivers were told of last, or need not be told of.
public struct KnownState: Hashable, Sendable {
  public let state: String
  /// What brought it about.
  public let cause: String

  public init(state: String, cause: String) {
    self.state = state
    self.cause = cause
  }
}
