import HTTP
import Logging

/// Sends requests to a forge: within its limits, again where that is safe, and with every answer except success as a failure.
struct ForgeConnection: Sendable {
  /// The API's root, without a slash at its end.
  let root: String
  /// What every request carries, the token included.
  let headers: HTTPHeaders
  let http: HTTPClient
  let time: Timekeeper
  /// Seconds since 1970, as forges give the moment when a limit ends.
  let now: @Sendable () -> Int
  let log: Logger
  let memory: ConnectionMemory
  /// What an answer without success means on this kind of forge, beside what it means on all.
  let readFailure: @Sendable (HTTPResponse, ForgeRequest) -> ForgeFailure?

  /// A forge that fails for a minute is waited for.
  private static let pauses: [Double] = [1, 2, 4, 8, 16, 30, 30]
  /// How long limits are waited for in all, for one request.
  private static let longestWait = Duration.seconds(600)

  /// The answer to a request, always with a 2xx status.
  func send(_ request: ForgeRequest) async throws(ForgeFailure) -> HTTPResponse {
    var repetition = 0
    while true {
      do throws(ForgeFailure) {
        return try await sendWithinLimit(request)
      } catch {
        let isPassing =
          switch error {
          case .noAnswer, .failing: true
          default: false
          }
        guard isPassing, request.mayRepeat || !error.mayHaveTakenEffect, repetition < Self.pauses.count else {
          throw error
        }
        try await sleep(.seconds(Self.pauses[repetition] * (0.8 + 0.2 * time.chance())))
        repetition += 1
      }
    }
  }

  /// What an answer says.
  func value<Value: Decodable>(
    _ type: Value.Type, of request: ForgeRequest
  ) async throws(ForgeFailure) -> Value {
    try decode(type, from: try await send(request), to: request)
  }

  /// What an answer says; nil where the forge has no such thing.
  func valueIfThere<Value: Decodable>(
    _ type: Value.Type, of request: ForgeRequest
  ) async throws(ForgeFailure) -> Value? {
    do throws(ForgeFailure) {
      return try await value(type, of: request)
    } catch .notFound {
      return nil
    } catch {
      throw error
    }
  }

  /// All pages of a list, by the links that the forge gives.
  func pages<Item: Decodable>(_ type: Item.Type, of first: ForgeRequest) async throws(ForgeFailure) -> [Item] {
    var items: [Item] = []
    var next: ForgeRequest? = first
    for _ in 0..<Self.mostPages {
      guard let request = next else { return items }
      let response = try await send(request)
      items += try decode([Item].self, from: response, to: request)
      next = nextPage(response, after: request)
    }
    throw .unreadable(call: first.name, problem: "it has more than \(Self.mostPages) pages")
  }

  private static let mostPages = 200

  /// Only a page of the same API is followed: the token goes nowhere else.
  private func nextPage(_ response: HTTPResponse, after request: ForgeRequest) -> ForgeRequest? {
    for link in response.headers["link"]?.split(separator: ",") ?? [] where link.contains("rel=\"next\"") {
      guard let start = link.firstIndex(of: "<"), let end = link.firstIndex(of: ">") else { continue }
      let url = link[link.index(after: start)..<end]
      guard url.hasPrefix(root + "/") else { continue }
      return .get(String(url.dropFirst(root.count + 1)), request.subject, needs: request.permission)
    }
    return nil
  }

  private func sendWithinLimit(_ request: ForgeRequest) async throws(ForgeFailure) -> HTTPResponse {
    var waited = Duration.zero
    var strikes = 0
    while true {
      let response = try await sendOnce(request)
      guard let limit = readLimit(of: response) else {
        if let failure = failure(response, request) { throw failure }
        return response
      }
      // Without a word of how long, a minute is the least that is of use, and it may take more.
      let pause = limit.map { Duration.seconds($0 + 1) } ?? .seconds(60 << min(strikes, 3))
      guard waited + pause <= Self.longestWait else { throw .limited(seconds: limit) }
      log.debug("forge: the request limit is used up; asking again in \(pause.components.seconds) s")
      try await sleep(pause)
      waited += pause
      strikes += 1
    }
  }

  private func sendOnce(_ request: ForgeRequest) async throws(ForgeFailure) -> HTTPResponse {
    if request.method != .get, let pause = await memory.pauseBeforeWrite(at: time.now()) { try await sleep(pause) }
    var headers = headers
    let known = request.method == .get ? await memory.answer(to: request.path) : nil
    if let tag = known?.headers["etag"] { headers.append("If-None-Match", tag) }
    if request.body != nil { headers.append("Content-Type", "application/json") }
    let sent = time.now()
    do throws(TransportFailure) {
      let response = try await http.send(
        HTTPRequest(request.method, "\(root)/\(request.path)", headers: headers, body: request.body))
      log.debug(
        "forge: \(request.name): \(response.status) after \(Int((time.now() - sent) / .milliseconds(1))) ms\(left(response))"
      )
      if response.status == 304, let known { return known }
      if request.method == .get, response.status == 200 { await memory.keep(response, for: request.path) }
      return response
    } catch .cancelled {
      throw .cancelled
    } catch {
      log.debug("forge: \(request.name): \(error)")
      throw .noAnswer(
        .init(error), mayHaveTakenEffect: request.method != .get && error.mayHaveReachedServer)
    }
  }

  /// Nil where an answer is not about a limit; else the seconds until it ends, where that is said.
  private func readLimit(of response: HTTPResponse) -> Int?? {
    let left = response.headers["x-ratelimit-remaining"] ?? response.headers["ratelimit-remaining"]
    let isSecondary = response.status == 403 && message(of: response).lowercased().contains("secondary rate limit")
    guard response.status == 429 || isSecondary || response.status == 403 && left == "0" else { return .none }
    if let seconds = response.headers["retry-after"].flatMap(Int.init) { return .some(max(0, min(seconds, 1 << 20))) }
    guard left == "0", let reset = response.headers["x-ratelimit-reset"] ?? response.headers["ratelimit-reset"],
      let moment = Int(reset)
    else { return .some(nil) }
    return .some(max(0, min(moment - now(), 1 << 20)))
  }

  private func failure(_ response: HTTPResponse, _ request: ForgeRequest) -> ForgeFailure? {
    if (200..<300).contains(response.status) { return nil }
    if let failure = readFailure(response, request) { return failure }
    return switch response.status {
    case 401: .unauthorized
    case 403: .permissionMissing(request.permission)
    case 404: .notFound(request.subject)
    case 409, 412: .stale
    case 413: .tooLong
    case 423: .archived
    case 500...: .failing(status: response.status, mayHaveTakenEffect: request.method != .get)
    default: .refused(status: response.status, message: message(of: response))
    }
  }

  private func left(_ response: HTTPResponse) -> String {
    (response.headers["x-ratelimit-remaining"] ?? response.headers["ratelimit-remaining"]).flatMap(Int.init)
      .map { ", \($0) requests left" } ?? ""
  }

  private func sleep(_ duration: Duration) async throws(ForgeFailure) {
    do { try await time.sleep(duration) } catch { throw .cancelled }
  }
}

/// What a connection remembers between its requests.
actor ConnectionMemory {
  private let betweenWrites: Duration
  private var nextWrite = Duration.zero
  private var answers: [String: HTTPResponse] = [:]

  /// - Parameter betweenWrites: the least time from one write to the next; forges take quick ones for abuse.
  init(betweenWrites: Duration) { self.betweenWrites = betweenWrites }

  /// How long to wait before a write that is about to be sent; it counts as sent.
  func pauseBeforeWrite(at now: Duration) -> Duration? {
    let moment = max(now, nextWrite)
    nextWrite = moment + betweenWrites
    return moment > now ? moment - now : nil
  }

  /// The last answer that the forge may confirm at no cost.
  func answer(to path: String) -> HTTPResponse? { answers[path] }

  /// Keeps an answer that the forge gave a tag.
  func keep(_ response: HTTPResponse, for path: String) {
    guard response.headers["etag"] != nil else { return }
    answers[path] = response
  }
}
