import Logging
import Panel
import Planner
import Store

extension BotWatch {
  /// One look at a server, and what follows from it.
  func look(at server: String, with client: any BotClient) async {
    defer { inFlight -= 1 }
    counts.looks += 1
    guard let result = await ask(about: server, with: client) else {
      // The task was cancelled, and nothing is known.
      if let bot = watch.numbers[server] { watch.giveBack(bot, at: clock.now()) }
      return
    }
    // The fleet may be another by now.
    guard let bot = watch.numbers[server] else { return }
    let now = clock.now()
    let noted = watch.note(result, of: bot, at: now)
    pace.rest(watch.panel.pause, at: clock.elapsed())
    let record = watch.records[bot]
    if let use = record.use, record.seenAt == now { history.note(use, record.state, of: server, at: now) }
    if record.reason == .beganAnew, record.seenAt == now { beganAnew[server, default: 0] += 1 }
    note(seen: server)
    do throws(ServiceStoreFailure) { try await keep(noted) } catch {
      // What is not on disk is not done.
      trouble = .init(why: error.description, advice: "see the state folder and its disk")
      return
    }
    if noted.starts { await start(bot, server, with: client) }
    if noted.probes { await probe(bot, server, with: client) }
  }

  private func ask(about server: String, with client: any BotClient) async -> LookResult? {
    do throws(PanelFailure) {
      let look = try await client.look(at: server)
      var evidence = Evidence.none
      switch look {
      case .closed: await spend(1)
      case .process(let process):
        guard process.power == .offline, let bot = watch.numbers[server] else { break }
        let questions = watch.questions(about: bot, at: clock.now())
        if questions.contains(.activity) {
          await spend(1)
          evidence.activity = try await client.activity(of: server)
        }
        if questions.contains(.token) {
          await spend(1)
          evidence.token = try await client.token(of: server, in: watch.bots[bot].tokenVariables)
        }
        if watch.isCrash(bot, evidence, at: clock.now()) {
          await spend(1)
          evidence.scheduled = try await client.schedules(of: server)
        }
      }
      trouble = nil
      return .seen(look, evidence)
    } catch {
      return result(of: error)
    }
  }

  private func result(of failure: PanelFailure) -> LookResult? {
    switch failure.root {
    case .cancelled: return nil
    case .daemonFailed:
      trouble = nil
      return .nodeSilent
    case .notFound, .notAPanel(404): return .notFound
    case .throttled:
      // A new run tries the limit again.
      client = nil
      noteTrouble(
        failure, "the panel's limit for this key's user is spent by others; give this server a user of its own")
    case .access: noteTrouble(failure, Self.keyAdvice)
    default: noteTrouble(failure, "see that the panel answers")
    }
    return .panelSilent
  }

  private func noteTrouble(_ failure: PanelFailure, _ advice: String) {
    trouble = .init(why: "\(failure)", advice: advice)
  }

  private func start(_ bot: Int, _ server: String, with client: any BotClient) async {
    await spend(1)
    let order = watch.bots[bot].order
    do throws(PanelFailure) {
      try await client.send(.start, to: server)
      counts.starts += 1
      watch.noteStarted(bot, isAccepted: true, at: clock.now())
      try? await keep(Noted(changed: [bot]))
    } catch {
      counts.failedStarts += 1
      guard watch.numbers[server] == bot else { return }
      watch.noteStarted(bot, isAccepted: error.mayHaveTakenEffect, at: clock.now())
      let event = HealthEvent(order: order, server: server, at: clock.now(), kind: .startFailed("\(error)"))
      try? await keep(Noted(events: [event]))
    }
  }

  /// Starts what runs already.
  private func probe(_ bot: Int, _ server: String, with client: any BotClient) async {
    await spend(1)
    let facts: Logger.Metadata = ["order": "\(watch.bots[bot].order)", "server": "\(server)"]
    log.info("bot that runs is sent a start, to see whether the panel shows that", metadata: facts)
    var isAccepted = true
    do throws(PanelFailure) { try await client.send(.start, to: server) } catch { isAccepted = false }
    guard watch.numbers[server] == bot else { return }
    watch.noteStarted(bot, isAccepted: isAccepted, at: clock.now())
  }

  /// Reads the activity of a server that was started, to see whether the panel shows that.
  func learn(from server: String, with client: any BotClient) async {
    defer { inFlight -= 1 }
    var activity: [BotActivity]?
    do throws(PanelFailure) { activity = try await client.activity(of: server) } catch { _ = result(of: error) }
    guard let bot = watch.numbers[server] else { return }
    watch.noteLearned(activity, of: bot, at: clock.now())
    try? await keepLearned()
  }
}

extension BotWatch {
  public func sighting(of server: String) -> BotSighting? { watch.numbers[server].map { watch.sighting(of: $0) } }

  public func sightings() -> [String: BotSighting] {
    Dictionary(watch.bots.indices.map { (watch.bots[$0].server, watch.sighting(of: $0)) }) { first, _ in first }
  }

  public func history(of server: String) -> [BotUsePoint] { history.points(of: server) }

  /// Everything, for metrics and people.
  public func state() async -> HealthState {
    let bots = watch.bots.indices.map { number in
      HealthState.Bot(
        bot: watch.bots[number], sighting: watch.sighting(of: number),
        beganAnew: beganAnew[watch.bots[number].server] ?? 0)
    }
    let watched = Set(watch.bots.map(\.node))
    let nodes = watched.sorted().map { id in
      let node = watch.nodes[id]
      return HealthState.Node(
        id: id, bots: node?.bots ?? 0, isUp: node?.isLost == true ? false : node?.wellSince == nil ? nil : true)
    }
    return HealthState(
      bots: bots, nodes: nodes, counts: counts, requests: await client?.requestCounts, hindrance: hindrance)
  }

  /// What keeps it from doing what it is to do.
  public var hindrance: HealthState.Hindrance? {
    if let trouble { return trouble }
    guard watch.rules.isOn, watch.isHeldByHiding else { return nil }
    return .init(
      why:
        "the panel does not show what administrators do to servers, so that nobody can tell a crash from their stop: nothing is started again",
      advice:
        "set APP_ACTIVITY_HIDE_ADMIN=false on the panel, or `hiddenStops: accepted` below `health` in service.yaml; clocks two minutes apart look the same"
    )
  }

  /// A person did something with a server through this process: its earlier starts do not count any more, and it is looked at soon.
  public func noteHand(_ server: String) {
    if let bot = watch.numbers[server] { watch.noteHand(bot, at: clock.now()) }
  }
}
