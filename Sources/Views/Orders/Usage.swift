public import Health
public import Planner

/// What a bot takes, beside what it may. A limit of nil is none.
public struct Usage: Hashable, Sendable {
  public let use: BotUse
  public let cpuLimit: Int?
  public let memoryLimit: Int?
  public let diskLimit: Int?

  init(_ use: BotUse, within limits: ServerSpec.Build?) {
    self.use = use
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
