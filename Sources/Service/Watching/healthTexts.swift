import FoundationEssentials
import Health
import Planner

extension HealthSeen {
  /// A line a bot, what needs somebody first.
  public var text: String {
    let bots = state.bots.sorted { ($0.sighting.state.weight, $0.bot.order) < ($1.sighting.state.weight, $1.bot.order) }
    return aligned(bots.map(row)) + summary
  }

  private func row(_ bot: HealthState.Bot) -> [String] {
    let sighting = bot.sighting
    let reason = sighting.reason.map { " (\($0.rawValue))" } ?? ""
    let declared = bot.bot.wish == .running ? "" : "declared \(bot.bot.wish.rawValue)"
    let known = ["\(bot.bot.order)", sighting.state.rawValue + reason, declared]
    guard let use = sighting.use else { return known + ["", "", "", ""] }
    return known + [
      "\(Int(use.cpuPercent.rounded())) % cpu", "\(of(use.memoryBytes, bot.bot.limits.memoryBytes)) memory",
      "\(of(use.diskBytes, bot.bot.limits.diskBytes)) disk",
      use.uptimeSeconds > 0 ? "up \(span(use.uptimeSeconds))" : "",
    ]
  }

  private var summary: String {
    let counts = BotState.allCases.compactMap { word -> String? in
      let count = state.bots.count { $0.sighting.state == word }
      return count > 0 ? "\(count) \(word.rawValue)" : nil
    }
    let lost = state.nodes.filter { $0.isUp == false }.map { "node \($0.id) does not answer" }
    return ([counts.isEmpty ? "no bots" : counts.joined(separator: ", ")] + lost).joined(separator: "; ") + "\n"
  }

  /// All of it, for programs: `schemas/health.schema.json`.
  public var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // Our own values of texts and numbers can always be written.
    let data = (try? encoder.encode(HealthShown(self))) ?? Data("{}".utf8)
    return String(decoding: data, as: UTF8.self) + "\n"
  }
}

/// What was seen, as it is written for programs.
private struct HealthShown: Encodable {
  let version = 1
  let fleet: String
  let at: String
  let bots: [Bot]
  let nodes: [Node]
  let hindrance: String?

  struct Bot: Encodable {
    let order: String
    let server: String
    let node: Int
    let tier: String?
    let declared: String
    let state: String
    let reason: String?
    let since: String
    let seenAt: String?
    let use: UsageShown?
    let limits: Limits
    let starts: Starts
  }

  struct Limits: Encodable {
    let cpuPercent: Int?
    let memoryBytes: Int?
    let diskBytes: Int?
  }

  struct Starts: Encodable {
    let inARow: Int
    let total: Int
    let lastAt: String?
    let nextAt: String?
  }

  struct Node: Encodable {
    let node: Int
    let bots: Int
    let up: Bool?
  }

  init(_ seen: HealthSeen) {
    fleet = seen.fleet
    at = "\(seen.at)"
    hindrance = seen.hindrance
    nodes = seen.state.nodes.map { Node(node: $0.id.number, bots: $0.bots, up: $0.isUp) }
    bots = seen.state.bots.map { bot in
      let (sighting, restarts) = (bot.sighting, bot.sighting.restarts)
      return Bot(
        order: bot.bot.order.text, server: bot.bot.server, node: bot.bot.node.number, tier: bot.bot.tier,
        declared: bot.bot.wish.rawValue, state: sighting.state.rawValue, reason: sighting.reason?.rawValue,
        since: "\(sighting.since)", seenAt: sighting.seenAt.map { "\($0)" },
        use: sighting.use.map(UsageShown.init),
        limits: Limits(
          cpuPercent: bot.bot.limits.cpuPercent, memoryBytes: bot.bot.limits.memoryBytes,
          diskBytes: bot.bot.limits.diskBytes),
        starts: Starts(
          inARow: restarts.inARow, total: restarts.total, lastAt: restarts.lastAt.map { "\($0)" },
          nextAt: restarts.nextAt.map { "\($0)" }))
    }
  }
}

extension BotState {
  /// What needs somebody comes first.
  fileprivate var weight: Int {
    switch self {
    case .crashLoop: 0
    case .crashed: 1
    case .unknown: 2
    case .needsToken: 3
    case .installing: 4
    case .offline: 5
    case .stopping: 6
    case .suspended: 7
    case .starting: 8
    case .running: 9
    }
  }
}

private func of(_ bytes: Int, _ limit: Int?) -> String {
  let mebibytes = (bytes + (1 << 19)) >> 20
  return limit.map { "\(mebibytes) of \($0 >> 20) MiB" } ?? "\(mebibytes) MiB"
}

private func span(_ seconds: Int) -> String {
  switch seconds {
  case ..<120: "\(seconds) s"
  case ..<7200: "\(seconds / 60) min"
  case ..<172_800: "\(seconds / 3600) h"
  default: "\(seconds / 86_400) days"
  }
}

/// Columns as wide as what is in them; those that are empty everywhere are left out.
private func aligned(_ rows: [[String]]) -> String {
  let columns = (rows.first?.indices ?? 0..<0).filter { column in rows.contains { !$0[column].isEmpty } }
  let widths = columns.map { column in rows.map { $0[column].count }.max() ?? 0 }
  return rows.map { row in
    let cells = zip(columns, widths).map { column, width in
      row[column] + String(repeating: " ", count: width - row[column].count)
    }
    let line = cells.joined(separator: "  ")
    return String(line.reversed().drop { $0 == " " }.reversed()) + "\n"
  }.joined()
}
