import Planner

/// The last points of each server's chart, kept small: there may be ten thousand of them.
struct UseHistory: Sendable {
  private struct Point: Sendable {
    let at: UInt32
    let cpuPercent: Float
    let memoryKibibytes: UInt32
    let diskKibibytes: UInt32
    let receivedKibibytes: UInt32
    let sentKibibytes: UInt32
    let upSince: UInt32
    let state: UInt8
  }

  private var points: [String: [Point]] = [:]
  private var most = 120
  private static let apart = 300
  private static let mostOfAll = 600_000

  /// Keeps those of these servers, and room for all.
  mutating func follow(_ servers: Set<String>) {
    points = points.filter { servers.contains($0.key) }
    most = min(120, max(24, Self.mostOfAll / max(1, servers.count)))
  }

  /// Adds a point, unless there was one just now.
  mutating func note(_ use: BotUse, _ state: BotState, of server: String, at now: Instant) {
    var list = points[server] ?? []
    if let last = list.last, now.seconds - Int(last.at) < Self.apart { return }
    if list.count >= most { list.removeFirst(list.count - most + 1) }
    func kibibytes(_ bytes: Int) -> UInt32 { UInt32(clamping: bytes >> 10) }
    list.append(
      Point(
        at: UInt32(clamping: now.seconds), cpuPercent: Float(use.cpuPercent),
        memoryKibibytes: kibibytes(use.memoryBytes), diskKibibytes: kibibytes(use.diskBytes),
        receivedKibibytes: kibibytes(use.receivedBytes), sentKibibytes: kibibytes(use.sentBytes),
        upSince: UInt32(clamping: now.seconds - use.uptimeSeconds),
        state: UInt8(BotState.allCases.firstIndex(of: state) ?? 0)))
    points[server] = list
  }

  /// Oldest first.
  func points(of server: String) -> [BotUsePoint] {
    (points[server] ?? []).map { point in
      BotUsePoint(
        at: Instant(seconds: Int(point.at)), state: BotState.allCases[Int(point.state)],
        use: BotUse(
          cpuPercent: Double(point.cpuPercent), memoryBytes: Int(point.memoryKibibytes) << 10,
          diskBytes: Int(point.diskKibibytes) << 10, receivedBytes: Int(point.receivedKibibytes) << 10,
          sentBytes: Int(point.sentKibibytes) << 10, uptimeSeconds: Int(point.at) - Int(point.upSince)))
    }
  }
}
