/// What comes in is limited by. All of it is so generous that no shop notices, and small enough that nobody fills memory or takes all places.
public struct ListenLimits: Sendable, Hashable {
  /// The largest body, in bytes.
  public var body = 64 << 10
  /// The largest line of a head, and all lines together, in bytes.
  public var head = 16 << 10
  public var headers = 64
  /// Seconds for a head, from when the connection is there or the last answer was sent.
  public var headSeconds = 10.0
  /// Seconds for a body, from its head.
  public var bodySeconds = 15.0
  /// Seconds for an answer to be made, and to be taken.
  public var answerSeconds = 30.0
  /// Connections at a time.
  public var connections = 2000
  public var connectionsBySource = 100
  /// Requests in a minute.
  public var requests = 60_000
  public var requestsBySource = 30_000
  /// Requests in a minute that were refused because of who sent them, before that source is told to wait.
  public var refusalsBySource = 60

  public init() {}
}
