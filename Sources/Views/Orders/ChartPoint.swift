import Health
public import Planner

/// A point of a chart: parts of what it may take, from 0 to 1, or of the most that was measured where there is no limit.
public struct ChartPoint: Hashable, Sendable {
  public let at: Instant
  public let cpu: Double
  public let memory: Double
}

/// Points of a chart as parts of what a server may take.
func chartPoints(_ points: [BotUsePoint], within limits: ServerSpec.Build?) -> [ChartPoint] {
  let memory = Double(limits.map { $0.memory.count << 20 } ?? 0)
  let cpu = Double(limits?.cpu ?? 0)
  let mostMemory = memory > 0 ? memory : Double(points.map(\.use.memoryBytes).max() ?? 0)
  let mostCPU = cpu > 0 ? cpu : points.map(\.use.cpuPercent).max() ?? 0
  return points.map { point in
    ChartPoint(
      at: point.at, cpu: part(point.use.cpuPercent, of: mostCPU),
      memory: part(Double(point.use.memoryBytes), of: mostMemory))
  }
}

private func part(_ value: Double, of most: Double) -> Double { most > 0 ? min(1, max(0, value / most)) : 0 }
