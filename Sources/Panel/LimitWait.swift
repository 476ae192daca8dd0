/// Requests wait for the panel's limit: for people, who would wonder why nothing happens.
public struct LimitWait: Hashable, Sendable {
  public let duration: Duration

  public init(duration: Duration) { self.duration = duration }

  /// What is shorter is told to nobody.
  static let shortest = Duration.seconds(3)
  /// Between two that are told, unless the later one is long.
  static let pause = Duration.seconds(15)
}
