import HTTP
import Planner

/// Sends requests: within the panel's limit, again where that is safe, and with every answer except success as a
/// failure.
///
/// Copies for several runs share the transport, the request budget and the room for answers.
struct PanelConnection: Sendable {
  let url: PanelURL
  let key: Secret
  /// Which of the panel's two APIs is asked.
  let api: API
  let http: HTTPClient
  let budget: RequestBudget
  let time: Timekeeper
  /// How long the panel waits for a node's daemon before it answers.
  private let daemonTimeout: Duration
  /// The percentage of the panel's limit that is left to people.
  private let reservePercent: Int
  private let notice: LimitNotice
  private let log: RequestLog
  /// Answers that are arriving or waiting to be decoded. A page of 500 servers has about 600 KB.
  private let bodies: ByteRoom
  /// Answers that are being decoded, which takes several times the room of the text.
  private let decoding: ByteRoom

  /// The panel counts requests to each by itself.
  enum API: String, Sendable {
    case application, client
  }

  /// A panel waits 15 s for a daemon, unless its operator set `GUZZLE_TIMEOUT` (recording 32-012).
  static let usualDaemonTimeout = Duration.seconds(15)
  private static let longestClosure = Duration.seconds(120)
  /// A page of 500 servers has about 0.6 MB.
  private static let largestAnswer = 16 << 20

  /// A connection of its own; throws only where the machine has no thread or pipe left.
  init(
    to url: PanelURL, _ key: Secret, _ options: ConnectionOptions, _ run: RunOptions, api: API = .application,
    daemonTimeout: Duration
  ) throws(PanelFailure) {
    do throws(TransportFailure) {
      http = try HTTPClient(
        HTTPClient.Configuration(
          userAgent: options.userAgent, maxTransfers: options.maxRequests, maxResponseBytes: Self.largestAnswer,
          authoritiesFile: options.authoritiesFile))
    } catch {
      throw .noAnswer(.never, .exhaustion)
    }
    self.url = url
    self.key = key
    self.api = api
    time = options.time
    budget = RequestBudget(options.time)
    bodies = ByteRoom(64 << 20, expected: 2 << 20)
    decoding = ByteRoom(16 << 20)
    self.daemonTimeout = daemonTimeout
    reservePercent = run.reservePercent
    notice = LimitNotice(run.tellOfWait)
    log = RequestLog(log: run.log)
  }

  /// The same connection for another run.
  init(sharing other: PanelConnection, _ run: RunOptions, daemonTimeout: Duration) {
    (url, key, http, budget, time) = (other.url, other.key, other.http, other.budget, other.time)
    (bodies, decoding, api) = (other.bodies, other.decoding, other.api)
    self.daemonTimeout = daemonTimeout
    reservePercent = run.reservePercent
    notice = LimitNotice(run.tellOfWait)
    log = RequestLog(log: run.log)
  }

  /// The same connection to the panel's Client API, with a budget of its own.
  var onClientAPI: PanelConnection { PanelConnection(askingClientAPIOver: self) }

  private init(askingClientAPIOver other: PanelConnection) {
    (url, key, http, time, api) = (other.url, other.key, other.http, other.time, .client)
    (bodies, decoding) = (other.bodies, other.decoding)
    (daemonTimeout, reservePercent) = (other.daemonTimeout, other.reservePercent)
    (notice, log) = (other.notice, other.log)
    budget = RequestBudget(other.time)
  }

  /// The answer to a request, always with a 2xx status.
  func send(_ call: APIRequest) async throws(PanelFailure) -> HTTPResponse {
    let backoff = Backoff()
    var repetition = 0
    var isInDoubt = false
    while true {
      do throws(PanelFailure) {
        return try await sendUnlessThrottled(call)
      } catch {
        isInDoubt = isInDoubt || error.mayHaveTakenEffect
        guard isPassing(error), mayRepeat(call, after: error), repetition < backoff.repetitions(of: call, after: error)
        else {
          throw isInDoubt ? error.inDoubt : error
        }
        try await sleep(backoff.pause(before: repetition, chance: time.chance()))
        repetition += 1
      }
    }
  }

  /// The answer to a question, whatever its status, for whom a refusal is an answer too.
  func answer(to call: APIRequest) async throws(PanelFailure) -> HTTPResponse {
    while true {
      let response = try await sendOnce(call)
      // The budget says when that is of no use any more.
      guard response.status == 429 else { return response }
    }
  }

  /// What an answer says, once there is room for it.
  func value<Value>(
    of call: APIRequest, _ decode: (HTTPResponse) throws(PanelFailure) -> Value
  ) async throws(PanelFailure) -> Value {
    let kept = await bodies.enter()
    let value: Result<Value, PanelFailure>
    do throws(PanelFailure) {
      let response = try await send(call)
      await bodies.learn(response.body.count)
      await decoding.enter(response.body.count)
      do throws(PanelFailure) { value = .success(try decode(response)) } catch { value = .failure(error) }
      await decoding.leave(response.body.count)
    } catch {
      value = .failure(error)
    }
    await bodies.leave(kept)
    return try value.get()
  }

  func sleep(_ duration: Duration) async throws(PanelFailure) {
    log.pauses(duration)
    do { try await time.sleep(duration) } catch { throw .cancelled(.never) }
  }

  /// Nothing that could take effect twice is sent twice, unless the first try is known to have had no effect.
  private func mayRepeat(_ call: APIRequest, after failure: PanelFailure) -> Bool {
    switch call.repetition {
    case .safe: true
    case .never: !failure.mayHaveTakenEffect
    }
  }

  /// The panel did not look at a throttled request, so any request may be sent again when the window is over. The
  /// budget says when, and when that no longer helps.
  private func sendUnlessThrottled(_ call: APIRequest) async throws(PanelFailure) -> HTTPResponse {
    while true {
      let response = try await sendOnce(call)
      if (200..<300).contains(response.status) { return response }
      let failure = readFailure(of: response, to: call)
      guard failure == .throttled else { throw failure }
    }
  }

  private func sendOnce(_ call: APIRequest) async throws(PanelFailure) -> HTTPResponse {
    let asked = time.now()
    let pass = try await budget.enter(leaving: reservePercent, telling: notice)
    let sent = time.now()
    do throws(TransportFailure) {
      let response = try await http.send(request(for: call))
      if let date = response.headers["date"].flatMap(parseHTTPDate) { await budget.note(date) }
      let reading = reading(of: response)
      await budget.leave(pass, reading)
      await budget.count(response.status)
      log.answered(call, response, reading, after: time.now() - sent, waited: sent - asked)
      return response
    } catch {
      await budget.leave(pass, .doubtful)
      await budget.count(0)
      let failure = readFailure(of: error, to: call)
      log.unanswered(call, failure, after: time.now() - sent, waited: sent - asked)
      throw failure
    }
  }

  private func request(for call: APIRequest) -> HTTPRequest {
    let query = call.query.isEmpty ? "" : "?" + call.query.joined(separator: "&")
    // Without this `Accept` the panel redirects instead of saying what is wrong (recordings 10-002, 11-025).
    var headers: HTTPHeaders = ["Accept": "application/json"]
    headers.append("Authorization", "Bearer ", key)
    if call.body != nil { headers.append("Content-Type", "application/json") }
    return HTTPRequest(
      call.method, "\(url)/api/\(api.rawValue)/\(call.path)\(query)", headers: headers,
      body: call.body.map { Array($0.canonical.utf8) },
      timeouts: HTTPRequest.Timeouts(total: time.onClock(call.patience.timeout(daemon: daemonTimeout))))
  }

  private func reading(of response: HTTPResponse) -> RequestAllowance.Reading {
    // Numbers from outside are clamped, so that nothing can overflow.
    func number(_ name: String) -> Int? { response.headers[name].flatMap(Int.init).map { min(max($0, 0), 1 << 20) } }
    let left = number("x-ratelimit-remaining")
    // A 429 with requests left is about something else (backups); one without a count comes from whatever is in front
    // of the panel.
    if response.status == 429, left ?? 0 == 0 {
      return .spent(number("retry-after").map { min(.seconds($0 + 1), Self.longestClosure) })
    }
    if let left, let limit = number("x-ratelimit-limit") { return .left(left, of: limit) }
    return switch response.status {
    case 200..<300: .unlimited
    // The panel may have been at work behind a web server that gave up on it.
    case 500...: .doubtful
    default: .uncounted
    }
  }
}

extension HTTPResponse {
  /// Whether the panel's own limiter saw the request: it got past route, key and address.
  var isCounted: Bool { headers["x-ratelimit-limit"] != nil }
}
