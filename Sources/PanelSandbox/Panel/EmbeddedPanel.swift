/// The panel as one value: what it knows, what it counts, and what it is waiting for.
///
/// Nothing here waits or touches a socket: a request goes in, an answer or a ticket comes out; time is handed in.
struct EmbeddedPanel: Sendable {
  var state: PanelState
  var limiter: RateLimiter
  private let routes = RouteTable.all

  /// Requests that wait for a daemon or for the panel's own work, by ticket.
  private var waiting: [Ticket: Waiting] = [:]
  private var lastTicket = 0
  private var answersDue = EventQueue<Ticket>()

  typealias Ticket = Int

  private struct Waiting: Sendable {
    let request: Request
    let headers: [(name: String, value: String)]
    let then: @Sendable (inout PanelState) throws(Refusal) -> Reply
  }

  enum Outcome: Sendable {
    case answer(Answer)
    /// The answer comes out of ``advance(to:)`` when it is due.
    case later(Ticket, due: Moment)
  }

  init(state: PanelState, limiter: RateLimiter) {
    self.state = state
    self.limiter = limiter
  }

  /// When something is due for which somebody waits.
  var nextDue: Moment? { answersDue.nextDue }

  /// Decides about a request at the time that ``advance(to:)`` was told last.
  mutating func respond(to request: Request) -> Outcome {
    lastTicket += 1
    var headers: [(name: String, value: String)] = []
    do {
      let reply = try reply(to: request, counted: &headers)
      return settle(lastTicket, reply, request, headers)
    } catch {
      return .answer(dressed(error.answer(to: request), headers))
    }
  }

  /// Refuses a request after everything that is checked before an endpoint sees it.
  mutating func refuse(_ request: Request, with refusal: Refusal) -> Answer {
    var headers: [(name: String, value: String)] = []
    do {
      _ = try reply(to: request, counted: &headers, refusedWith: refusal)
      return dressed(refusal.answer(to: request), headers)
    } catch {
      return dressed(error.answer(to: request), headers)
    }
  }

  /// Lets time pass: everything due happens in order. Returns the answers that have become ready.
  mutating func advance(to moment: Moment) -> [(ticket: Ticket, answer: Answer)] {
    var ready: [(ticket: Ticket, answer: Answer)] = []
    while let (due, ticket) = answersDue.takeNext(by: moment) {
      state.advance(to: due)
      guard let waited = waiting.removeValue(forKey: ticket) else { continue }
      if case .answer(let answer) = resume(ticket, waited) { ready.append((ticket, answer)) }
    }
    state.advance(to: moment)
    return ready
  }

  private mutating func reply(
    to request: Request, counted headers: inout [(name: String, value: String)], refusedWith refusal: Refusal? = nil
  ) throws(Refusal) -> Reply {
    switch routes.find(request.effectiveMethod, request.path) {
    case .nothing: throw .routeNotFound(request.path)
    case .otherMethods(let methods):
      if request.method == "OPTIONS" { return .answer(.options(methods, for: request)) }
      throw .methodNotAllowed(request, methods)
    case .found(let route, let texts):
      let door = try RequestGuard(request, route, state)
      let early: Call? = if state.series == .current { try door.identify(state, texts) } else { nil }
      let verdict = limiter.count(door.user.id, route.isApplication ? .application : .client, at: state.now)
      headers = verdict.headers
      if case .refused = verdict { throw .tooManyAttempts }
      if let refusal { throw refusal }
      let call = if let early { early } else { try door.identify(state, texts) }
      try door.permit(call, state)
      return try route.handle(call, &state)
    }
  }

  /// Follows a reply to its end, or to whatever takes its time.
  private mutating func settle(
    _ ticket: Ticket, _ reply: Reply, _ request: Request, _ headers: [(name: String, value: String)]
  ) -> Outcome {
    switch reply {
    case .answer(let answer): return .answer(dressed(answer, headers))
    case .ask(let question):
      let (delay, verdict) = state.daemon(ofNode: question.node).reaction(
        to: question.operation, patience: state.daemonTimeout)
      let waited = Waiting(request: request, headers: headers) { state throws(Refusal) in
        try question.then(verdict, &state)
      }
      return wait(ticket, waited, for: delay)
    case .work(let milliseconds, let then):
      return wait(ticket, Waiting(request: request, headers: headers, then: then), for: milliseconds)
    }
  }

  private mutating func wait(_ ticket: Ticket, _ waited: Waiting, for milliseconds: Int) -> Outcome {
    if milliseconds == 0 { return resume(ticket, waited) }
    waiting[ticket] = waited
    answersDue.add(ticket, due: state.now + milliseconds)
    return .later(ticket, due: state.now + milliseconds)
  }

  private mutating func resume(_ ticket: Ticket, _ waited: Waiting) -> Outcome {
    do {
      return settle(ticket, try waited.then(&state), waited.request, waited.headers)
    } catch {
      return .answer(dressed(error.answer(to: waited.request), waited.headers))
    }
  }

  private func dressed(_ answer: Answer, _ headers: [(name: String, value: String)]) -> Answer {
    var answer = answer
    answer.headers += headers
    return answer
  }
}
