import HTTP
import Planner

/// Sends calls: within the panel's limit, again where that is safe, and with every answer but a success as a failure.
struct PanelConnection: Sendable {
  let url: PanelURL
  let key: Secret
  let http: HTTPClient
  let budget: RequestBudget
  let time: Timekeeper

  private static let longestClosure = Duration.seconds(120)

  /// The answer to a call, always of the 2xx kind.
  func send(_ call: Call) async throws(PanelFailure) -> HTTPResponse {
    let backoff = Backoff()
    var repetition = 0
    var isInDoubt = false
    while true {
      do throws(PanelFailure) {
        return try await sendUnlessThrottled(call)
      } catch {
        isInDoubt = isInDoubt || error.mayHaveTakenEffect
        guard call.repetition == .safe, isPassing(error), repetition < backoff.repetitions else {
          throw isInDoubt ? error.inDoubt : error
        }
        try await sleep(backoff.pause(before: repetition, chance: time.chance()))
        repetition += 1
      }
    }
  }

  func sleep(_ duration: Duration) async throws(PanelFailure) {
    do { try await time.sleep(duration) } catch { throw .cancelled(.never) }
  }

  /// A throttled request was not looked at, so that any may be sent again when the window is over.
  private func sendUnlessThrottled(_ call: Call) async throws(PanelFailure) -> HTTPResponse {
    for _ in 0..<5 {
      let response = try await sendOnce(call)
      guard (200..<300).contains(response.status) else {
        let failure = panelFailure(response, to: call)
        if failure == .throttled { continue }
        throw failure
      }
      return response
    }
    throw .throttled
  }

  private func sendOnce(_ call: Call) async throws(PanelFailure) -> HTTPResponse {
    let pass: RequestBudget.Pass
    do { pass = try await budget.enter() } catch { throw .cancelled(.never) }
    do throws(TransportFailure) {
      let response = try await http.send(request(for: call))
      await budget.leave(pass, reading(of: response))
      return response
    } catch {
      await budget.leave(pass, .noAnswer)
      throw panelFailure(error, to: call)
    }
  }

  private func request(for call: Call) -> HTTPRequest {
    let query = call.query.isEmpty ? "" : "?" + call.query.joined(separator: "&")
    // Without this `Accept` the panel redirects instead of telling what is wrong (recordings 10-002, 11-025).
    var headers: HTTPHeaders = ["Accept": "application/json", "Authorization": "Bearer \(key.revealed)"]
    if call.body != nil { headers.append("Content-Type", "application/json") }
    return HTTPRequest(
      call.method, "\(url)/api/application/\(call.path)\(query)", headers: headers,
      body: call.body.map { Array($0.canonical.utf8) }, timeouts: HTTPRequest.Timeouts(total: call.timeout))
  }

  private func reading(of response: HTTPResponse) -> RequestBudget.Reading {
    // Of a number from outside only so much is taken that nothing can overflow.
    func number(_ name: String) -> Int? { response.headers[name].flatMap(Int.init).map { min(max($0, 0), 1 << 20) } }
    if response.status == 429, let wait = number("retry-after"), response.isCounted,
      response.headers["x-ratelimit-remaining"] == "0"
    {
      return .spent(min(.seconds(wait + 1), Self.longestClosure))
    }
    if let left = number("x-ratelimit-remaining") { return .left(left) }
    return (200..<300).contains(response.status) ? .unlimited : .uncounted
  }
}

extension HTTPResponse {
  /// Whether the panel's own limiter saw the request: it got past route, key and address.
  var isCounted: Bool { headers["x-ratelimit-limit"] != nil }
}
