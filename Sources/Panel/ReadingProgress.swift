/// How far a panel's servers are read, for people who wait for it.
public struct ReadingProgress: Hashable, Sendable {
  /// Servers that have come.
  public let servers: Int
  /// How many there are; nil until the panel's first answer says so.
  public let total: Int?
}
