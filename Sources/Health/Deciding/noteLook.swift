import Panel
import Planner

/// What follows from a look.
struct Noted: Sendable {
  /// The bots of which something changed that is to be remembered.
  var changed: Set<Int> = []
  var events: [HealthEvent] = []
  /// Whether the bot is to be started now. Its record says already that it was: who is killed now has tried.
  var starts = false
  /// Whether it is to be sent a start because it runs, which does nothing, to see whether the panel shows that.
  var probes = false

  init(changed: Set<Int> = [], events: [HealthEvent] = []) { (self.changed, self.events) = (changed, events) }
}

extension Watch {
  /// Takes in what a look at a bot came to, and gives the bot back.
  mutating func note(_ result: LookResult, of bot: Int, at now: Instant) -> Noted {
    var noted = Noted()
    let before = records[bot]
    let node = bots[bot].node
    switch result {
    case .seen(let look, let evidence):
      panel.answered()
      switch look {
      case .process(let process):
        let wasLost = nodes[node]?.isLost == true
        nodes[node]?.answered(at: now)
        if wasLost { hurry(node: node, at: now) }
        records[bot].seenAt = now
        see(process, evidence, of: bot, at: now, &noted)
      case .closed(let closure):
        records[bot].seenAt = now
        see(closure, of: bot, at: now)
      }
    case .notFound:
      panel.answered()
      records[bot].seenAt = now
      markUnknown(bot, .notFound, at: now)
    case .nodeSilent:
      panel.answered()
      markUnknown(bot, .nodeUnreachable, at: now)
      if nodes[node]?.failed(for: bot, at: now) == true { loseNode(node, at: now, &noted) }
    case .panelSilent: panel.failed(at: now)
    }
    noted.tell(before, records[bot], bots[bot], bot, at: now)
    giveBack(bot, at: now)
    // What got no answer is not put off by a whole round.
    if case .panelSilent = result { queue.hurry(bot, at: now.seconds + panel.pause) }
    return noted
  }

  private mutating func see(
    _ process: ProcessLook, _ evidence: Evidence, of bot: Int, at now: Instant, _ noted: inout Noted
  ) {
    records[bot].use = BotUse(process)
    switch process.power {
    case .running, .starting:
      let upSince = Instant(seconds: now.seconds - process.uptimeSeconds)
      let reason = reasonForUp(process, records[bot], upSince)
      records[bot].upSince = upSince
      records[bot].lastUpAt = now
      records[bot].downAt = nil
      // It runs with what it has by now.
      records[bot].token.askedAt = nil
      records[bot].restarts.nextAt = nil
      if process.uptimeSeconds >= rules.wellAfterSeconds { records[bot].restarts.inARow = 0 }
      records[bot].enter(process.power == .running ? .running : .starting, reason, at: now)
      noted.probes = decideProbe(of: bot, process, at: now)
    case .stopping:
      records[bot].upSince = nil
      records[bot].enter(.stopping, nil, at: now)
    case .offline: seeDown(evidence, of: bot, at: now, &noted)
    case .unfamiliar: markUnknown(bot, .unfamiliar, at: now)
    }
  }

  /// Nil where all is well.
  private func reasonForUp(_ process: ProcessLook, _ before: BotRecord, _ upSince: Instant) -> BotReason? {
    if process.power == .starting, process.uptimeSeconds == 0 { return .notUpYet }
    let isOurs = before.restarts.lastAt.map { $0.seconds + 60 >= upSince.seconds } ?? false
    // Panels remember what they say for a while: a few seconds tell nothing.
    guard before.state.isUp, let known = before.upSince, upSince.seconds > known.seconds + 30, !isOurs else {
      return nil
    }
    return .beganAnew
  }

  private mutating func seeDown(_ evidence: Evidence, of bot: Int, at now: Instant, _ noted: inout Noted) {
    records[bot].upSince = nil
    if records[bot].downAt == nil { records[bot].downAt = now }
    records[bot].note(evidence.token, at: now)
    let isEarly = !isDownLongEnough(records[bot], at: now)
    guard let activity = evidence.activity else {
      if isUnjudged(records[bot]) || records[bot].state == .needsToken && records[bot].token.isGiven == true {
        records[bot].judgedAt = nil
        records[bot].enter(.offline, .justDown, at: now)
      }
      return
    }
    var (state, reason) = judgeDown(records[bot], evidence, at: now)
    records[bot].judgedAt = now
    // What may be a crash is none before it has been down for a while: its daemon may be starting it.
    if state == .crashed, isEarly { (state, reason) = (.offline, .justDown) }
    if state == .crashed {
      if isTakenInHand(records[bot], activity) { records[bot].restarts.inARow = 0 }
      if records[bot].restarts.inARow >= rules.mostInARow { (state, reason) = (.crashLoop, .endsAfterEveryStart) }
    }
    learn(from: activity, of: bot, at: now)
    records[bot].enter(state, reason, at: now)
    noted.starts = decideStart(of: bot, at: now)
    if noted.starts {
      let kind = HealthEvent.Kind.started(inARow: records[bot].restarts.inARow)
      noted.events.append(HealthEvent(order: bots[bot].order, server: bots[bot].server, at: now, kind: kind))
    }
  }

  /// Whether it was up, closed or unknown when it was looked at last.
  private func isUnjudged(_ record: BotRecord) -> Bool {
    switch record.state {
    case .running, .starting, .stopping, .suspended, .installing, .unknown: true
    case .offline, .crashed, .crashLoop, .needsToken: false
    }
  }

  private mutating func see(_ closure: ServerLook.Closure, of bot: Int, at now: Instant) {
    records[bot].use = nil
    let (state, reason): (BotState, BotReason?) =
      switch closure {
      case .suspended: (.suspended, nil)
      case .installing: (.installing, nil)
      case .installFailed: (.installing, .installFailed)
      case .restoring: (.installing, .restoring)
      case .moving: (.installing, .moving)
      case .nodeInMaintenance: (.unknown, .nodeInMaintenance)
      case .unfamiliar: (.unknown, .unfamiliar)
      }
    if state != .unknown {
      records[bot].closedAt = now
      records[bot].downAt = nil
      records[bot].restarts.nextAt = nil
      records[bot].restarts.inARow = 0
    }
    records[bot].enter(state, reason, at: now)
  }

  private mutating func loseNode(_ node: NodeID, at now: Instant, _ noted: inout Noted) {
    for bot in bots.indices where bots[bot].node == node && records[bot].state.isOfProcess {
      markUnknown(bot, .nodeUnreachable, at: now)
      noted.changed.insert(bot)
    }
  }
}

extension Noted {
  /// What is news about a bot.
  fileprivate mutating func tell(
    _ before: BotRecord, _ after: BotRecord, _ bot: WatchedBot, _ number: Int, at now: Instant
  ) {
    guard before.state != after.state || before.reason != after.reason || before.restarts != after.restarts else {
      return
    }
    changed.insert(number)
    guard before.state != after.state else { return }
    events.append(
      HealthEvent(
        order: bot.order, server: bot.server, at: now,
        kind: .changed(from: before.state, to: after.state, after.reason)))
  }
}

extension BotState {
  /// Whether a daemon told it: with the daemon it is lost.
  fileprivate var isOfProcess: Bool {
    switch self {
    case .running, .starting, .stopping, .offline, .crashed, .crashLoop, .needsToken: true
    case .suspended, .installing, .unknown: false
    }
  }
}

extension BotUse {
  init(_ look: ProcessLook) {
    self.init(
      cpuPercent: look.cpuPercent, memoryBytes: look.memoryBytes, diskBytes: look.diskBytes,
      receivedBytes: look.receivedBytes, sentBytes: look.sentBytes, uptimeSeconds: look.uptimeSeconds)
  }
}
