/// What the control endpoint says about daemons.
struct DaemonChange: Sendable, Equatable {
  /// nil: all nodes.
  var node: Int?
  /// nil: `mode`, `ops` and `delay` stay as they are.
  var behaviour: Behaviour?
  var install: Daemon.InstallEnding?

  struct Behaviour: Sendable, Equatable {
    var mode: Daemon.Mode
    var operations: Set<DaemonOperation>?
    /// Milliseconds.
    var delay: Int
  }

  init(_ step: JSON) throws(ControlStep.Unknown) {
    node = step["node"].flatMap(PHPNumber.integer)
    if let text = step["install"]?.text {
      guard let ending = Daemon.InstallEnding(rawValue: text) else {
        throw ControlStep.Unknown(description: "install: expected success, fail or hold")
      }
      install = ending
    }
    let names = ["mode", "ops", "delay"]
    guard install == nil || names.contains(where: { step[$0] != nil }) else { return }
    behaviour = Behaviour(
      mode: try Self.mode(step["mode"]), operations: try Self.operations(step["ops"]),
      delay: Int((PHPNumber.number(step["delay"] ?? 0) ?? 0) * 1000))
  }

  private static func mode(_ value: JSON?) throws(ControlStep.Unknown) -> Daemon.Mode {
    switch value.flatMap(PHPNumber.text) {
    case nil, "ok": return .well
    case "refuse": return .refuses
    case let text?:
      guard let status = Int(text), (400...599).contains(status) else {
        throw ControlStep.Unknown(description: "mode: expected ok, refuse or an error status")
      }
      return .answers(status)
    }
  }

  private static func operations(_ value: JSON?) throws(ControlStep.Unknown) -> Set<DaemonOperation>? {
    guard let items = value?.items else { return nil }
    var operations: Set<DaemonOperation> = []
    for item in items {
      guard let operation = item.text.flatMap(DaemonOperation.init(rawValue:)) else {
        throw ControlStep.Unknown(description: "ops: expected create, sync, reinstall or delete")
      }
      operations.insert(operation)
    }
    return operations
  }
}

extension PanelState {
  /// Changes how daemons answer from now on.
  mutating func apply(_ change: DaemonChange) {
    for id in change.node.map({ [$0] }) ?? nodes.ids.ids {
      var daemon = daemon(ofNode: id)
      if let behaviour = change.behaviour {
        daemon.mode = behaviour.mode
        daemon.operations = behaviour.operations
        daemon.delay = behaviour.delay
      }
      if let install = change.install { daemon.install = install }
      daemons[id] = daemon
    }
  }
}
