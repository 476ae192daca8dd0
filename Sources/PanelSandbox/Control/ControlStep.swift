/// What the control endpoint is told to do.
enum ControlStep: Sendable, Equatable {
  /// Back to the first state, counters empty, daemons well.
  case reset
  /// Lets so many milliseconds of the panel's time pass at once.
  case wait(Int)
  case rateLimit(application: Int, client: Int)
  case daemon(DaemonChange)
  case finishInstall(server: Int, successfully: Bool)

  /// A step that cannot be understood.
  struct Unknown: Error, CustomStringConvertible {
    let description: String
  }

  init(_ step: JSON) throws(Unknown) {
    switch step["do"]?.text {
    case "reset": self = .reset
    case "wait": self = .wait(Int((PHPNumber.number(step["seconds"] ?? 0) ?? 0) * 1000))
    case "rate-limit":
      self = .rateLimit(
        application: try Self.integer(step, "application"), client: try Self.integer(step, "client"))
    case "daemon": self = .daemon(try DaemonChange(step))
    case "finish-install":
      self = .finishInstall(
        server: try Self.integer(step, "server"), successfully: PHPNumber.isOn(step["successful"]))
    case let other: throw Unknown(description: "unknown step \(other ?? "(none)")")
    }
  }

  static func integer(_ step: JSON, _ name: String) throws(Unknown) -> Int {
    guard let number = PHPNumber.integer(step[name] ?? .null) else {
      throw Unknown(description: "\(name): expected a whole number")
    }
    return number
  }
}
