/// A line of a server's activity, as the panel's table has it.
struct Activity: Sendable, Equatable {
  let id: Int
  /// `server:power.start`
  let event: String
  let actor: Int
  let isAPI: Bool
  let ip: String
  let properties: JSONObject
  let at: Moment
  /// What somebody does on the panel's pages goes to the daemon, which tells the panel of it once a minute.
  let shownAt: Moment
}

extension PanelState {
  /// Somebody sends a signal on the panel's pages, which appears in the activity when so many milliseconds are over.
  mutating func click(_ signal: Power.Signal, _ server: Int, by user: Int, shownAfter delay: Int) {
    receive(signal, server)
    log("server:power.\(signal.rawValue)", server, by: user, isAPI: false, ip: "127.0.0.1", shownAt: now + delay)
  }

  /// Keeps what somebody did with a server.
  mutating func log(
    _ event: String, _ server: Int, by user: Int, isAPI: Bool, ip: String, properties: JSONObject = [:],
    shownAt: Moment
  ) {
    lastActivity += 1
    activities[server, default: []].append(
      Activity(
        id: lastActivity, event: event, actor: user, isAPI: isAPI, ip: ip, properties: properties, at: now,
        shownAt: shownAt))
  }

  /// What the panel shows of a server's activity: nothing of administrators to whom it does not belong, where it hides those
  /// (`APP_ACTIVITY_HIDE_ADMIN`).
  func shownActivities(of server: Server) -> [Activity] {
    (activities[server.id] ?? []).filter { entry in
      guard entry.shownAt <= now else { return false }
      return !hidesAdministrators || entry.actor == server.owner || users[entry.actor]?.isRootAdmin != true
    }
  }
}

extension PanelState {
  /// What a server's process does now.
  mutating func process(of server: Int) -> Power {
    var power = self.power[server] ?? newPower(server)
    power.advance(to: now)
    self.power[server] = power
    return power
  }

  /// The daemon does as it is asked.
  mutating func receive(_ signal: Power.Signal, _ server: Int) {
    var power = process(of: server)
    power.receive(signal, at: now)
    self.power[server] = power
  }

  /// Something happens to a server's process that nobody asked for.
  mutating func befall(_ server: Int, _ body: (inout Power, Moment) -> Void) {
    var power = process(of: server)
    body(&power, now)
    self.power[server] = power
  }

  private func newPower(_ server: Int) -> Power {
    var power = Power()
    guard let egg = servers[server].flatMap({ eggs[$0.egg] }) else { return power }
    power.hasDoneText = egg.hasDoneText
    return power
  }
}

extension Egg {
  /// Whether it says what a bot prints once it is up: a text, or several.
  fileprivate var hasDoneText: Bool {
    guard let done = config["startup"]?["done"] else { return false }
    if let items = done.items { return items.contains { $0.text?.isEmpty == false } }
    return done.text?.isEmpty == false
  }
}
