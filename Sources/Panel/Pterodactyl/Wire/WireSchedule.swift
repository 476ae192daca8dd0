import Planner

/// A schedule of a server: at some time, it does some things one after the other. Its names and what it types are not read.
struct WireSchedule: WireItem {
  static let object = "server_schedule"

  struct Step: WireItem {
    static let object = "schedule_task"

    let number: Int
    let action: String
    /// For `power`, the signal.
    let payload: String?
    /// Whether it is to come yet in a run that goes on.
    let isQueued: Bool

    private enum CodingKeys: String, CodingKey {
      case action, payload
      case number = "sequence_id"
      case isQueued = "is_queued"
    }

    var violation: WireViolation? { WireViolation.inTexts(["action": action]) }

    fileprivate var deed: BotActivity.Deed? {
      guard action == "power", let payload else { return nil }
      return powerDeeds[payload]
    }
  }

  let isProcessing: Bool
  let lastRunAt: WireInstant?
  /// While it runs, when that began.
  let updatedAt: WireInstant
  let tasks: [Step]

  private enum CodingKeys: String, CodingKey {
    case relationships
    case isProcessing = "is_processing"
    case lastRunAt = "last_run_at"
    case updatedAt = "updated_at"
  }

  private struct Relationships: Decodable {
    struct Tasks: Decodable { let data: [Resource<Step>] }
    let tasks: Tasks
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    isProcessing = try container.decode(Bool.self, forKey: .isProcessing)
    lastRunAt = try container.decodeIfPresent(WireInstant.self, forKey: .lastRunAt)
    updatedAt = try container.decode(WireInstant.self, forKey: .updatedAt)
    tasks = try container.decode(Relationships.self, forKey: .relationships).tasks.data.map(\.attributes)
  }

  var number: Int { 0 }
  var violation: WireViolation? { tasks.lazy.compactMap(\.violation).first }

  /// The signal that it sent last; nil where it sent none.
  var activity: BotActivity? {
    let tasks = tasks.sorted { $0.number < $1.number }
    let done = isProcessing ? tasks.prefix { !$0.isQueued } : tasks[...]
    guard let at = isProcessing ? updatedAt : lastRunAt, let deed = done.lazy.reversed().compactMap(\.deed).first
    else { return nil }
    return BotActivity(deed, at: at.instant)
  }
}

private let powerDeeds: [String: BotActivity.Deed] = [
  "start": .start, "stop": .stop, "restart": .restart, "kill": .kill,
]

/// All schedules of a server: they are not paged.
struct WireSchedules: Decodable {
  let data: [Resource<WireSchedule>]
}
