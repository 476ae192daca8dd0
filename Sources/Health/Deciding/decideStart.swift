import Panel
import Planner

extension Watch {
  /// Whether a bot is started now. If so, its record says that it was.
  mutating func decideStart(of bot: Int, at now: Instant) -> Bool {
    records[bot].restarts.nextAt = nil
    guard rules.isOn, !isHeldByHiding, bots[bot].wish == .running, records[bot].state == .crashed,
      let downAt = records[bot].downAt, let due = rules.nextStart(records[bot].restarts, downAt: downAt)
    else { return false }
    // A probe is over before the start is due.
    if due > now { _ = waitsForProbe(at: now) }
    if let later = max(due, earliestStart(of: bot, at: now)), later > now {
      records[bot].restarts.nextAt = later
      return false
    }
    records[bot].noteStart(at: now)
    nodes[bots[bot].node]?.started(at: now)
    if showsAdministrators == nil { probe = (bot, now) }
    return true
  }

  /// Whether nothing is started because nobody would see that an administrator stopped something.
  var isHeldByHiding: Bool { showsAdministrators == false && !acceptsHidden }

  /// What the node, and what is not known of the panel, make it wait for.
  private mutating func earliestStart(of bot: Int, at now: Instant) -> Instant? {
    let node = bots[bot].node
    guard let wellSince = nodes[node]?.wellSince else { return Instant(seconds: now.seconds + 60) }
    let wellAt = Instant(seconds: wellSince.seconds + rules.nodeWellSeconds)
    if wellAt > now { return wellAt }
    let starting = nodes[node]?.starting(at: now, within: rules.startSeconds) ?? 0
    if starting >= rules.mostStarting(of: nodes[node]?.bots ?? 0) { return Instant(seconds: now.seconds + 30) }
    return waitsForProbe(at: now) ? Instant(seconds: now.seconds + 60) : nil
  }

  /// For how long a bot that runs is looked for.
  private static var probeSeconds: Int { 300 }

  /// Whether it is to be known first whether administrators' doings are shown. A start of a bot that runs tells, and
  /// does nothing; where none runs, the first start of one that is down has to.
  private mutating func waitsForProbe(at now: Instant) -> Bool {
    guard showsAdministrators == nil, !acceptsHidden else { return false }
    if let probe { return now.seconds - probe.at.seconds < 1800 }
    let since = probeWantedSince ?? now
    guard now.seconds - since.seconds < Self.probeSeconds, records.contains(where: { $0.state == .running }) else {
      return false
    }
    probeWantedSince = since
    return true
  }

  /// Whether a bot that was just seen running is started, to see whether that is shown.
  mutating func decideProbe(of bot: Int, _ process: ProcessLook, at now: Instant) -> Bool {
    guard let since = probeWantedSince, now.seconds - since.seconds < Self.probeSeconds, showsAdministrators == nil,
      probe == nil, process.power == .running, process.uptimeSeconds >= rules.startSeconds
    else { return false }
    probe = (bot, now)
    return true
  }

  /// The panel accepted a start, or did not.
  mutating func noteStarted(_ bot: Int, isAccepted: Bool, at now: Instant) {
    if isAccepted { records[bot].restarts.acceptedAt = now } else if probe?.bot == bot { probe = nil }
  }

  /// Whether the panel shows what administrators do: our own start is in the activity, or it is not.
  mutating func learn(from activity: [BotActivity], of bot: Int, at now: Instant) {
    guard let started = records[bot].restarts.acceptedAt, now.seconds - started.seconds >= 60 else { return }
    if activity.contains(where: { $0.deed == .start && abs($0.at.seconds - started.seconds) <= 120 }) {
      showsAdministrators = true
      return
    }
    // A long list may have lost it.
    let reachesBack = activity.count < 100 || activity.contains { $0.at < started }
    if reachesBack, now.seconds - started.seconds < 86_400 { showsAdministrators = false }
  }
}

extension BotRecord {
  fileprivate mutating func noteStart(at now: Instant) {
    restarts.inARow += 1
    restarts.total += 1
    restarts.times.removeAll { now.seconds - $0.seconds >= 86_400 }
    restarts.times.append(now)
    // Whether it stays up is judged anew.
    downAt = nil
  }
}

private func max(_ due: Instant, _ other: Instant?) -> Instant? { other.map { $0 > due ? $0 : due } ?? due }
