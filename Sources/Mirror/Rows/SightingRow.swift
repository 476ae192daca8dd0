import Health
import Planner

/// What is seen of a bot, as it stands beside its order in `bot_deployments`.
struct SightingRow: Sendable {
  let sighting: BotSighting

  init(_ sighting: BotSighting) { self.sighting = sighting }
}

extension SightingRow {
  /// Which row it belongs to: the order's, where that has still the same server.
  static let keys: [Column<SightingRow>] = [
    .init("order_id", "text") { .string($0.sighting.order.text) },
    .init("server_uuid", "uuid") { .string($0.sighting.server) },
  ]

  static let columns: [Column<SightingRow>] = [
    .init("seen_state", "text") { .string($0.sighting.state.rawValue) },
    .init("seen_reason", "text") { .text($0.sighting.reason?.rawValue) },
    .init("seen_since", "timestamp with time zone") { .time($0.sighting.since) },
    .init("seen_at", "timestamp with time zone") { .time($0.sighting.seenAt) },
    .init("cpu_percent", "double precision") { .text(($0.sighting.use?.cpuPercent).map { "\($0)" }) },
    .init("memory_bytes", "bigint") { .number($0.sighting.use?.memoryBytes) },
    .init("disk_bytes", "bigint") { .number($0.sighting.use?.diskBytes) },
    .init("received_bytes", "bigint") { .number($0.sighting.use?.receivedBytes) },
    .init("sent_bytes", "bigint") { .number($0.sighting.use?.sentBytes) },
    .init("uptime_seconds", "bigint") { .number($0.sighting.use?.uptimeSeconds) },
    .init("restarts", "bigint") { .integer($0.sighting.restarts.total) },
  ]
}
