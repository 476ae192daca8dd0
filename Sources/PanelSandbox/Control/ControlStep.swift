/// What the control endpoint is told to do; `docs/sandbox.md` describes the steps.
enum ControlStep: Sendable, Equatable {
  /// Back to the first state, or to that of a fixture; counters and faults empty, daemons well.
  case reset(fixture: JSON?)
  /// Lets so many milliseconds of the panel's time pass at once.
  case wait(Int)
  case rateLimit(application: Int, client: Int)
  case daemon(DaemonChange)
  /// The panel waits so many milliseconds for a daemon.
  case daemonTimeout(Int)
  case finishInstall(server: Int, successfully: Bool)
  case bot(BotChange)
  /// A node's machine goes down and comes back at once.
  case reboot(node: Int)
  /// Whether activities of administrators are hidden.
  case hideAdministrators(Bool)
  /// Every answer takes so many milliseconds longer.
  case latency(Int)
  /// So many requests are answered at a time, 0 for all; each server in an answer takes its worker so many microseconds.
  case workers(Int, serverCost: Int)
  /// The `Date` of answers is so many milliseconds off the panel's own time.
  case date(Int)
  /// So many more servers.
  case servers(Int)
  case fault(Fault)
  /// No more faults, and all daemons well.
  case well
  /// Tells which requests came, and may forget them.
  case requests(RequestsAfterwards)

  enum RequestsAfterwards: Sendable, Equatable {
    case kept, forgotten
  }

  /// A step that cannot be understood.
  struct Unknown: Error, CustomStringConvertible {
    let description: String
  }

  init(_ step: JSON) throws(Unknown) {
    switch step["do"]?.text {
    case "reset": self = .reset(fixture: step["fixture"])
    case "wait": self = .wait(Int((PHPNumber.number(step["seconds"] ?? 0) ?? 0) * 1000))
    case "rate-limit":
      self = .rateLimit(
        application: try Self.integer(step, "application"), client: try Self.integer(step, "client"))
    case "daemon": self = .daemon(try DaemonChange(step))
    case "daemon-timeout": self = .daemonTimeout(try Self.integer(step, "seconds") * 1000)
    case "finish-install":
      self = .finishInstall(
        server: try Self.integer(step, "server"), successfully: PHPNumber.isOn(step["successful"]))
    case "bot": self = .bot(try BotChange(step))
    case "reboot": self = .reboot(node: try Self.integer(step, "node"))
    case "activity": self = .hideAdministrators(PHPNumber.isOn(step["hide-administrators"]))
    case "latency": self = .latency(try Self.integer(step, "milliseconds"))
    case "workers":
      self = .workers(try Self.integer(step, "count"), serverCost: try Self.integer(step, "microseconds"))
    case "date": self = .date(try Self.integer(step, "seconds") * 1000)
    case "servers": self = .servers(try Self.integer(step, "count"))
    case "fault": self = .fault(try Self.fault(step))
    case "well": self = .well
    case "requests": self = .requests(PHPNumber.isOn(step["forget"]) ? .forgotten : .kept)
    case let other: throw Unknown(description: "unknown step \(other ?? "(none)")")
    }
  }

  private static func integer(_ step: JSON, _ name: String) throws(Unknown) -> Int {
    guard let number = PHPNumber.integer(step[name] ?? .null) else {
      throw Unknown(description: "\(name): expected a whole number")
    }
    return number
  }

  private static func fault(_ step: JSON) throws(Unknown) -> Fault {
    guard let name = step["kind"]?.text, let kind = FaultKind(name: name, step) else {
      throw Unknown(description: "kind: no such fault")
    }
    let time = step["when"]?.text.flatMap(Fault.Time.init(rawValue:)) ?? (kind.needsAnswer ? .after : .before)
    return Fault(
      kind: kind, time: time, method: step["method"]?.text?.uppercased(), path: step["path"]?.text,
      skips: step["skip"].flatMap(PHPNumber.integer) ?? 0, times: step["times"].flatMap(PHPNumber.integer) ?? 1)
  }
}
