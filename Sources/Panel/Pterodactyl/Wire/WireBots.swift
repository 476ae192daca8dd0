import Planner

/// A server as the Client API shows it (recording 60-019). Its startup command and its variables are not read: customers' values stand in them.
struct WireOwnServer: WireItem {
  static let object = "server"

  let status: String?
  let isSuspended: Bool?
  let isInstalling: Bool?
  let isTransferring: Bool
  let isNodeInMaintenance: Bool?

  private enum CodingKeys: String, CodingKey {
    case status
    case isSuspended = "is_suspended"
    case isInstalling = "is_installing"
    case isTransferring = "is_transferring"
    case isNodeInMaintenance = "is_node_under_maintenance"
  }

  var number: Int { 0 }
  var violation: WireViolation? { WireViolation.inTexts(["status": status]) }
}

/// What a daemon says of a server's process (recording 60-029).
struct WireResources: WireItem {
  static let object = "stats"

  struct Use: Decodable {
    /// Milliseconds.
    let uptime: Int
    let memory: Int
    /// Of one core.
    let cpu: Double
    let disk: Int
    let received: Int
    let sent: Int

    private enum CodingKeys: String, CodingKey {
      case uptime
      case memory = "memory_bytes"
      case cpu = "cpu_absolute"
      case disk = "disk_bytes"
      case received = "network_rx_bytes"
      case sent = "network_tx_bytes"
    }
  }

  let state: String
  let isSuspended: Bool
  let resources: Use

  private enum CodingKeys: String, CodingKey {
    case resources
    case state = "current_state"
    case isSuspended = "is_suspended"
  }

  var number: Int { 0 }
  var violation: WireViolation? { WireViolation.inTexts(["current_state": state]) }

  /// Numbers that no machine has are taken for none.
  var look: ProcessLook {
    func sane(_ number: Int) -> Int { (0..<(1 << 53)).contains(number) ? number : 0 }
    return ProcessLook(
      power: ServerCondition.Power(state),
      cpuPercent: (0..<1_000_000).contains(resources.cpu) ? resources.cpu : 0, memoryBytes: sane(resources.memory),
      diskBytes: sane(resources.disk), receivedBytes: sane(resources.received), sentBytes: sane(resources.sent),
      uptimeSeconds: sane(resources.uptime) / 1000)
  }
}

/// A line of a server's activity (recording 60-075). What was typed, by whom and from where is not read.
struct WireActivity: WireItem {
  static let object = "activity_log"

  let event: String
  let timestamp: WireInstant

  var number: Int { 0 }
  var violation: WireViolation? { WireViolation.inTexts(["event": event]) }

  /// Nil for what does not concern its process.
  var activity: BotActivity? { deeds[event].map { BotActivity($0, at: timestamp.instant) } }
}

/// The panel's names of what is done to a process.
private let deeds: [String: BotActivity.Deed] = [
  "server:power.start": .start, "server:power.stop": .stop, "server:power.restart": .restart,
  "server:power.kill": .kill, "server:console.command": .command, "server:reinstall": .reinstall,
  "server:backup.restore": .restore,
]

extension WireActivity {
  /// What a request for them asks for; each is found within the names.
  static let wantedEvents = ["server:power.", "server:console.command", "server:reinstall", "server:backup.restore"]
}

/// The variables of a server that its owner may see (recording 60-039).
struct WireOwnVariables: Decodable {
  struct Variable: WireItem {
    static let object = "egg_variable"

    let name: String
    let value: String?

    private enum CodingKeys: String, CodingKey {
      case name = "env_variable"
      case value = "server_value"
    }

    var number: Int { 0 }
    var violation: WireViolation? { nil }
  }

  let data: [Resource<Variable>]
}
