public import Planner

/// What a bot takes, as its node measured it. A server that is down takes nothing but disk.
public struct BotUse: Hashable, Sendable, Codable {
  /// Of one core: 200 is two cores.
  public let cpuPercent: Double
  public let memoryBytes: Int
  public let diskBytes: Int
  /// Since the process began.
  public let receivedBytes: Int
  /// Since the process began.
  public let sentBytes: Int
  /// For how long the process has been there; 0 where there is none.
  public let uptimeSeconds: Int

  public init(
    cpuPercent: Double, memoryBytes: Int, diskBytes: Int, receivedBytes: Int, sentBytes: Int, uptimeSeconds: Int
  ) {
    (self.cpuPercent, self.memoryBytes, self.diskBytes) = (cpuPercent, memoryBytes, diskBytes)
    (self.receivedBytes, self.sentBytes, self.uptimeSeconds) = (receivedBytes, sentBytes, uptimeSeconds)
  }
}

/// A point of a chart.
public struct BotUsePoint: Hashable, Sendable {
  public let at: Instant
  public let state: BotState
  public let use: BotUse

  public init(at: Instant, state: BotState, use: BotUse) { (self.at, self.state, self.use) = (at, state, use) }
}
