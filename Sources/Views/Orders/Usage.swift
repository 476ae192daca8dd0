import Health
public import Planner

/// What a bot takes, beside what it may. A limit of nil is none.
public struct Usage: Hashable, Sendable {
  public let cpuPercent: Double
  public let cpuLimit: Int?
  public let memoryBytes: Int
  public let memoryLimit: Int?
  public let diskBytes: Int
  public let diskLimit: Int?
  public let uptimeSeconds: Int
  public let receivedBytes: Int
  public let sentBytes: Int

  init(_ use: BotUse, within limits: ServerSpec.Build?) {
    (cpuPercent, memoryBytes, diskBytes) = (use.cpuPercent, use.memoryBytes, use.diskBytes)
    (uptimeSeconds, receivedBytes, sentBytes) = (use.uptimeSeconds, use.receivedBytes, use.sentBytes)
    cpuLimit = limits.flatMap { $0.cpu > 0 ? $0.cpu : nil }
    memoryLimit = limits.flatMap { $0.memory.count > 0 ? $0.memory.count << 20 : nil }
    diskLimit = limits.flatMap { $0.disk.count > 0 ? $0.disk.count << 20 : nil }
  }
}

/// What a server may take.
public struct Limits: Hashable, Sendable {
  public let memory: Mebibytes
  public let disk: Mebibytes
  /// Percent of one core; 0 is no limit.
  public let cpu: Int
  public let databases: Int?
  public let backups: Int

  init(_ build: ServerSpec.Build) {
    (memory, disk, cpu, databases, backups) = (build.memory, build.disk, build.cpu, build.databases, build.backups)
  }
}
