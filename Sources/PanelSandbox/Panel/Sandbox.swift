/// The panel with a clock: answers requests when they are due, and takes orders from the control endpoint.
actor Sandbox {
  private let settings: SandboxSettings
  private var panel: EmbeddedPanel
  private var clock: SandboxClock
  private var continuations: [EmbeddedPanel.Ticket: CheckedContinuation<Answer, Never>] = [:]
  private var ready: [EmbeddedPanel.Ticket: Answer] = [:]

  init(_ settings: SandboxSettings) throws(FixtureError) {
    self.settings = settings
    clock = SandboxClock()
    panel = try makePanel(settings, at: clock.now)
  }

  /// The panel's time.
  var now: Moment { clock.now }

  /// Tokens by the kind of key.
  var keys: [(kind: String, token: String)] { panel.world.keys.map { ($0.kind, $0.token) } }

  /// Answers a request; a caller who gives up does not stop it.
  func answer(_ request: Request) async -> Answer {
    if request.path == "/control" { return await control(request) }
    if settings.latency > 0 { try? await Task.sleep(for: .milliseconds(settings.latency)) }
    catchUp()
    switch panel.respond(to: request) {
    case .answer(let answer): return answer
    case .later(let ticket, let due): return await answer(to: ticket, due: due)
    }
  }

  private func answer(to ticket: EmbeddedPanel.Ticket, due: Moment) async -> Answer {
    let wait = due.milliseconds - clock.now.milliseconds
    Task {
      try? await Task.sleep(for: .milliseconds(max(0, wait)))
      self.catchUp()
    }
    return await withCheckedContinuation { continuations[ticket] = $0 }
  }

  /// Brings the panel up to the clock, hands out the answers that have become ready, and looks after the next.
  private func catchUp() {
    for (ticket, answer) in panel.advance(to: clock.now) {
      continuations.removeValue(forKey: ticket)?.resume(returning: answer)
    }
    guard let due = panel.nextDue else { return }
    let wait = due.milliseconds - clock.now.milliseconds
    Task {
      try? await Task.sleep(for: .milliseconds(max(1, wait)))
      self.catchUp()
    }
  }

  /// Takes one control step.
  private func control(_ request: Request) async -> Answer {
    guard request.method == "POST", let step = try? JSONParser.parse(request.body) else {
      return .json(["error": "POST a JSON object with a \"do\""], status: 400)
    }
    do {
      return try await perform(try ControlStep(step))
    } catch {
      return .json(["error": .string(error.description)], status: 400)
    }
  }

  private func perform(_ step: ControlStep) async throws(ControlStep.Unknown) -> Answer {
    catchUp()
    switch step {
    case .reset:
      if let fresh = try? makePanel(settings, at: clock.now) { panel = fresh }
    case .wait(let milliseconds):
      clock.skip(milliseconds)
      catchUp()
    case .rateLimit(let application, let client):
      panel.limiter = RateLimiter(application: application, client: client)
    case .daemon(let change): panel.world.apply(change)
    case .finishInstall(let server, let successfully):
      panel.world.endInstallation(of: server, successfully: successfully)
    }
    return .noContent
  }
}
