import Health
import Notify
import Planner
import Views

/// A customer's bot as the API has it in a list. What is nil is left out.
struct BotRowShown: Encodable {
  let order: String
  let name: String?
  let tier: String?
  let state: String
  /// Why it is in that state: for `waiting`, `offline`, `suspended`, `failed` and `unknown`.
  let why: String?
  /// For `ending`, and for a `suspended` whose period is over.
  let day: String?
  let since: String?

  init(_ row: CustomerRow) {
    (order, name, tier) = (row.order.text, row.name, row.tier)
    (state, why, day) = (row.condition.word, row.condition.why, row.condition.day.map { "\($0)" })
    since = row.since.map { "\($0.instant)" }
  }
}

struct BotListShown: Encodable {
  let bots: [BotRowShown]
}

/// A customer's bot with all that its customer may know.
struct BotShown: Encodable {
  let bot: BotRowShown
  let addons: [String]
  let features: [String]
  let guilds: [String]
  let limits: LimitsShown?
  let usage: UsageShown?
  let chart: [PointShown]
  let seenAt: String?
  let server: Server?
  let guide: [Step]
  let firstDay: String?
  let lastDay: String?
  /// What it can be asked for now.
  let power: String
  let hasFailedChange: Bool
  let retries: Retries?
  let log: [Entry]

  struct Server: Encodable {
    let identifier: String
    let address: String?
    let page: String?
    let files: Files?
  }

  struct Files: Encodable {
    let host: String
    let port: Int
    let user: String
  }

  struct Step: Encodable {
    let step: String
    let done: Bool
  }

  struct Retries: Encodable {
    let count: Int
    let nextAt: String?
  }

  struct Entry: Encodable {
    let at: String
    let kind: String
    let changes: [Change]
  }

  struct Change: Encodable {
    let field: String
    let old: String?
    let new: String?
  }

  init(_ bot: CustomerBot) {
    self.bot = BotRowShown(bot.row)
    (addons, features, guilds) = (bot.addons, bot.features, bot.guilds)
    (limits, usage) = (bot.limits.map(LimitsShown.init), (bot.usage?.use).map(UsageShown.init))
    chart = bot.chart.map(PointShown.init)
    seenAt = bot.seenAt.map { "\($0)" }
    server = bot.server.map { server in
      Server(
        identifier: server.identifier, address: server.address, page: server.page,
        files: server.files.map { Files(host: $0.host, port: $0.port, user: $0.user) })
    }
    guide = bot.guide.map { Step(step: $0.kind.rawValue, done: $0.isDone) }
    (firstDay, lastDay) = (bot.firstDay.map { "\($0)" }, bot.lastDay.map { "\($0)" })
    (power, hasFailedChange) = (bot.restart.word, bot.hasFailedChange)
    retries = bot.retries.map { Retries(count: $0.count, nextAt: $0.nextAt.map { "\($0)" }) }
    log = bot.log.map { entry in
      Entry(
        at: "\(entry.at)", kind: entry.kind.rawValue,
        changes: entry.changes.map { Change(field: $0.field, old: $0.old, new: $0.new) })
    }
  }
}

struct LimitsShown: Encodable {
  let memoryMiB: Int
  let diskMiB: Int
  /// Percent of one core; 0 is no limit.
  let cpu: Int
  /// Left out where there is no limit.
  let databases: Int?
  let backups: Int

  init(_ limits: Limits) {
    (memoryMiB, diskMiB, cpu) = (limits.memory.count, limits.disk.count, limits.cpu)
    (databases, backups) = (limits.databases, limits.backups)
  }
}

struct PointShown: Encodable {
  let at: String
  let cpu: Double
  let memory: Double

  init(_ point: ChartPoint) { (at, cpu, memory) = ("\(point.at)", point.cpu, point.memory) }
}

extension PowerOffer {
  var word: String {
    switch self {
    case .restart: "restart"
    case .start: "start"
    case .none: "none"
    }
  }
}

extension BotCondition {
  var word: String {
    switch self {
    case .received: "received"
    case .waiting: "waiting"
    case .deploying: "deploying"
    case .installing: "installing"
    case .running: "running"
    case .starting: "starting"
    case .stopping: "stopping"
    case .offline: "offline"
    case .crashed: "crashed"
    case .crashLoop: "crash-loop"
    case .needsToken: "needs-token"
    case .suspended: "suspended"
    case .ending: "ending"
    case .ended: "ended"
    case .failed: "failed"
    case .unknown: "unknown"
    }
  }

  var why: String? {
    switch self {
    case .waiting(let obstacle): obstacle.rawValue
    case .offline(.new): "never-started"
    case .offline(.stopped): "stopped"
    case .offline(.justDown): "just-down"
    case .suspended(let why):
      switch why {
      case .overdue: "overdue"
      case .refunded: "refunded"
      case .cancelled: "cancelled"
      case .inOrder: "in-order"
      case .byHand: "by-hand"
      case .periodOver: "period-over"
      }
    case .failed(.itself): "tried-again"
    case .failed(.staff): "staff-acts"
    case .unknown(.unreachable): "unreachable"
    case .unknown(.notLooked): "not-looked"
    case .unknown(.unwatched): "unwatched"
    case .received, .deploying, .installing, .running, .starting, .stopping, .crashed, .crashLoop, .needsToken, .ending,
      .ended:
      nil
    }
  }

  var day: Day? {
    switch self {
    case .ending(let day), .suspended(.periodOver(let day)): day
    default: nil
    }
  }
}
