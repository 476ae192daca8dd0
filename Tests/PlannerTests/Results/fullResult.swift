import Testing

@testable import Planner

/// A result that has everything, with other values in some fields.
func fullResult(_ values: [Field: String] = [:]) throws -> OrderResult {
  let spec: [Field: String] = [
    .name: "bot-ord-1042", .description: "", .owner: "1", .memory: "1536MiB", .swap: "0MiB", .disk: "3GiB",
    .io: "500",
    .cpu: "150%", .threads: "all", .databases: "1", .backups: "3", .allocations: "0", .egg: "15",
    .image: "ghcr.io/parkervcp/yolks:nodejs_22", .command: "node index.js", .suspended: "no",
    .variable("TIER"): "pro", .variable("DISCORD_GUILD_ID"): "112233445566778899", .variable("MAX_GUILDS"): "3",
  ]
  let day = try #require(Day("2026-11-22"))
  return OrderResult(
    order: try #require(OrderID("ord-1042")), phase: .running, since: day,
    server: .init(
      id: ServerID(17), uuid: "6e2b7c1e-0000-4000-8000-000000000000", identifier: "6e2b7c1e", node: NodeID(1),
      address: "203.0.113.7:25565", installation: .done),
    applied: .init(
      revision: "4f2c1ab000000000000000000000000000000000",
      change: try #require(Digest("sha256:" + String(repeating: "0f", count: 32))),
      at: try #require(Instant("2026-11-22T12:00:00Z")), tier: TierName("pro"),
      addons: [AddonName("private-instance")],
      spec: FieldValues(spec.merging(values) { $1 })), terminatingSince: day,
    failure: .init(action: "create", code: "no-free-allocation", message: "node 1 has no free allocation: add one"))
}
