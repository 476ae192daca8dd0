/// The panel with a clock: answers requests when they are due, and takes orders from the control endpoint.
actor Sandbox {
  private let settings: SandboxSettings
  private let permanentFault: Fault?
  private var panel: EmbeddedPanel
  private var clock: SandboxClock
  private var latency: Int
  /// By how much the `Date` of answers is off, in milliseconds.
  private var dateOffset = 0
  private var faults = FaultPlan()
  private var log = RequestLog()
  /// Nil where all requests are answered at once.
  private var workers: Workers?
  /// Microseconds that each server in an answer takes.
  private var serverCost = 0
  private var continuations: [EmbeddedPanel.Ticket: CheckedContinuation<Answer, Never>] = [:]

  init(_ settings: SandboxSettings) throws(FixtureError) {
    self.settings = settings
    clock = SandboxClock(speed: settings.clockSpeed)
    latency = settings.latency
    permanentFault = settings.illness?.fault
    panel = try makePanel(settings, at: clock.now)
  }

  /// The panel's time.
  var now: Moment { clock.now }

  /// What answers say that the time is.
  var toldNow: Moment { clock.now + dateOffset }

  /// Returns when so many milliseconds of the panel's time are over.
  func sleep(_ milliseconds: Int) async throws { try await clock.sleep(milliseconds) }

  /// Tokens by the kind of key.
  var keys: [(kind: String, token: String)] { panel.state.keys.map { ($0.kind, $0.token) } }

  /// Answers a request; a caller who gives up does not stop it.
  func answer(_ request: Request) async -> Answer {
    if request.path == "/control" { return control(request) }
    guard let workers else { return await work(on: request) }
    return await workers.work { await self.work(on: request) }
  }

  private func work(on request: Request) async -> Answer {
    let answer = await madeAnswer(to: request)
    if serverCost > 0, request.path.hasPrefix("/api/application/servers") {
      try? await clock.sleep(answer.serverCount * serverCost / 1000)
    }
    return answer
  }

  private func madeAnswer(to request: Request) async -> Answer {
    if latency > 0 { try? await clock.sleep(latency) }
    let fault = permanentFault ?? faults.take(for: request)
    var answer: Answer?
    if fault?.kind == .pretended {
      let state = panel.state
      answer = await perform(request)
      panel.state = state
    } else if fault?.time != .before {
      answer = await perform(request)
    }
    // What the panel itself refuses is counted, and told so, as any other request is.
    if let fault, fault.time == .before, fault.isCounted, let refusal = fault.refusal {
      catchUp()
      let answer = panel.refuse(request, with: refusal)
      log.note(request, by: keyKind(of: request), answer.status, at: clock.now)
      return answer
    }
    if let fault {
      if case .slow(let milliseconds) = fault.kind { try? await clock.sleep(milliseconds) }
      answer = fault.spoiled(answer, to: request, at: clock.now)
    }
    guard let answer else { preconditionFailure("a request is performed, or a fault stands in for it") }
    log.note(request, by: keyKind(of: request), answer.status, at: clock.now)
    return answer
  }

  /// Whose request it was; nil where it had no key that is known.
  private func keyKind(of request: Request) -> String? {
    guard let header = request.headers["authorization"] else { return nil }
    return panel.state.keys.first { header.hasSuffix(" \($0.token)") }?.kind
  }

  private func perform(_ request: Request) async -> Answer {
    catchUp()
    switch panel.respond(to: request) {
    case .answer(let answer): return answer
    case .later(let ticket, let due):
      wake(at: due)
      return await withCheckedContinuation { continuations[ticket] = $0 }
    }
  }

  /// Brings the panel up to the clock, and hands out the answers that have become ready.
  private func catchUp() {
    for (ticket, answer) in panel.advance(to: clock.now) {
      continuations.removeValue(forKey: ticket)?.resume(returning: answer)
    }
    if !continuations.isEmpty, let due = panel.nextDue { wake(at: due) }
  }

  private func wake(at due: Moment) {
    let wait = max(1, due.milliseconds - clock.now.milliseconds)
    Task { [clock] in
      try? await clock.sleep(wait)
      self.catchUp()
    }
  }
}

extension Sandbox {
  /// Takes one step of the control endpoint.
  private func control(_ request: Request) -> Answer {
    guard request.method == "POST", let step = try? JSONParser.parse(request.body) else {
      return .json(["error": "POST a JSON object with a \"do\""], status: 400)
    }
    do {
      catchUp()
      return try perform(try ControlStep(step))
    } catch {
      return .json(["error": .string(error.description)], status: 400)
    }
  }

  private func perform(_ step: ControlStep) throws(ControlStep.Unknown) -> Answer {
    switch step {
    case .reset(let fixture): try reset(to: fixture)
    case .wait(let milliseconds):
      clock.skip(milliseconds)
      catchUp()
    case .rateLimit(let application, let client):
      panel.limiter = RateLimiter(application: application, client: client)
    case .daemon(let change): panel.state.apply(change)
    case .daemonTimeout(let milliseconds): panel.state.daemonTimeout = milliseconds
    case .finishInstall(let server, let successfully):
      panel.state.endInstallation(of: server, successfully: successfully)
    case .bot(let change): try panel.state.apply(change)
    case .reboot(let node): panel.state.reboot(node: node)
    case .hideAdministrators(let isHidden): panel.state.hidesAdministrators = isHidden
    case .latency(let milliseconds): latency = milliseconds
    case .workers(let count, let serverCost):
      workers = count > 0 ? Workers(count) : nil
      self.serverCost = serverCost
    case .date(let offset): dateOffset = offset
    case .servers(let count): panel.state.seedServers(count)
    case .fault(let fault): faults.add(fault)
    case .well:
      faults.forget()
      panel.state.daemons = [:]
    case .requests(let afterwards):
      let object = log.object
      if afterwards == .forgotten { log = RequestLog() }
      return .json(object)
    }
    return .noContent
  }

  /// Requests under way are answered as if the panel had gone down under them.
  private func reset(to fixture: JSON?) throws(ControlStep.Unknown) {
    var settings = settings
    if let fixture { settings.fixture = JSONWriter.encode(fixture) }
    do {
      panel = try makePanel(settings, at: clock.now)
    } catch {
      throw ControlStep.Unknown(description: error.description)
    }
    for continuation in continuations.values {
      continuation.resume(returning: .page(status: 502, title: "502 Bad Gateway"))
    }
    continuations = [:]
    faults = FaultPlan()
    log = RequestLog()
    latency = settings.latency
    (workers, serverCost) = (nil, 0)
  }
}

extension Answer {
  /// How many servers it shows.
  fileprivate var serverCount: Int {
    let sign = Array("\"object\":\"server\"".utf8)
    return body.ranges(of: sign).count
  }
}
