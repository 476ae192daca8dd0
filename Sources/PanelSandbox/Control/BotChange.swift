/// What the control endpoint makes a bot do.
struct BotChange: Sendable, Equatable {
  /// Which one: the server's number.
  let server: Int
  let deed: Deed

  enum Deed: Sendable, Equatable {
    /// From now on, this once it is started.
    case live(Power.Life)
    /// Ends by itself once; its daemon starts it again.
    case crash
    /// Ends by itself, and again right after its daemon started it, which then gives up; it is well once it is started again.
    case fall
    /// Somebody sends a signal on the panel's pages.
    case click(Power.Signal, user: Int, shownAfter: Int)
    /// A schedule of the server sends one.
    case schedule(Power.Signal)
  }

  init(_ step: JSON) throws(ControlStep.Unknown) {
    guard let server = step["server"].flatMap(PHPNumber.integer) else {
      throw ControlStep.Unknown(description: "server: expected a server's number")
    }
    self.server = server
    let seconds = step["seconds"].flatMap(PHPNumber.number).map { Int($0 * 1000) }
    switch step["does"]?.text {
    case "run": deed = .live(.well)
    case "hang": deed = .live(.silent)
    case "loop": deed = .live(.ends(after: seconds ?? 2000))
    case "crash": deed = .crash
    case "fall": deed = .fall
    case let word:
      guard let signal = word.flatMap(Power.Signal.init(rawValue:)) else {
        throw ControlStep.Unknown(
          description: "does: expected run, hang, loop, crash, fall, start, stop, restart or kill")
      }
      if step["schedule"] == .bool(true) {
        deed = .schedule(signal)
        return
      }
      deed = .click(signal, user: step["user"].flatMap(PHPNumber.integer) ?? 2, shownAfter: seconds ?? 0)
    }
  }
}

extension PanelState {
  /// Something happens to a bot, or it is done to it.
  mutating func apply(_ change: BotChange) throws(ControlStep.Unknown) {
    guard servers[change.server] != nil else {
      throw ControlStep.Unknown(description: "server: there is none with this number")
    }
    switch change.deed {
    case .live(let life): befall(change.server) { $0.live(life, at: $1) }
    case .crash: befall(change.server) { $0.crash(at: $1) }
    case .fall:
      befall(change.server) { power, now in
        power.crash(at: now)
        power.crash(at: now)
      }
    case .schedule(let signal): runSchedule(signal, change.server)
    case .click(let signal, let user, let delay): click(signal, change.server, by: user, shownAfter: delay)
    }
  }

  /// A node's machine goes down and comes back: its daemon starts what ran.
  mutating func reboot(node: Int) {
    for id in servers.ofNode(node).ids { befall(id) { $0.reboot(at: $1) } }
  }
}
