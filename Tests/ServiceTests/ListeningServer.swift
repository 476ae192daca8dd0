import Foundation
import Glibc
import Guarding
import HTTP
import Logging
import Planner
import Webhooks

@testable import Service

/// The listener on a free port of loopback, with a desk of values behind it.
final class ListeningServer: Sendable {
  let desk = StandInDesk()
  let port: Int
  /// The bells that rang: `delivered`, `called ord-1`, `pushed`.
  let rung = Guarded([String]())
  /// What was accepted over a limit, with why. Only ``waiting`` waits.
  let accepted = Guarded([String]())
  static let waiting = Digest(of: "a plan".utf8)
  private let task: Task<Void, any Error>

  static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
  static let oldSecret = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"
  static let call = "a-secret-of-wake-up-calls"
  static let forge = "a-secret-of-a-forge's-hooks"
  static let admin = "the-token-of-ada-the-admin"

  init(_ limits: ListenLimits = ListenLimits(), proxies: Set<String> = []) async throws {
    let (rung, accepted) = (rung, accepted)
    let keys = Keys(
      hooks: [try WebhookSecret(parsing: Self.secret), try WebhookSecret(parsing: Self.oldSecret)], calls: [Self.call],
      forge: [Self.forge], admins: ["ada": Self.admin])
    let site = Site(
      desk: { [desk] in desk }, keys: keys,
      bells: Bells(
        delivered: { rung.withLock { $0.append("delivered") } },
        called: { order in rung.withLock { $0.append("called \(order?.text ?? "all")") } },
        pushed: { rung.withLock { $0.append("pushed") } }),
      accept: { digest, because in
        guard digest == Self.waiting else { return false }
        accepted.withLock { $0.append(because) }
        return true
      },
      board: StatusBoard(version: "1", now: { .init(seconds: 1_795_348_800) }, log: Logger(label: "tests")),
      limits: limits, now: { Date() })
    let clock = ContinuousClock()
    let start = clock.now
    let door = FrontDoor(
      rate: RequestRate(limits, elapsed: { start.duration(to: clock.now) }), proxies: proxies, tally: RequestTally())
    let (ports, running) = AsyncStream<Int>.makeStream()
    let application = makeListener(
      makeRouter(site, door), at: ListenAddress(host: "127.0.0.1", port: 0), limits,
      log: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }, running: { running.yield($0) })
    task = Task { try await application.run() }
    var iterator = ports.makeAsyncIterator()
    port = await iterator.next() ?? 0
  }

  deinit { task.cancel() }

  /// The headers of a signed delivery.
  func signed(
    _ body: String, id: String = "msg_\(UUID().uuidString.prefix(8))", secret: String = ListeningServer.secret,
    at date: Date = Date()
  ) throws -> [String: String] {
    let headers = try sign(body.utf8, id: id, now: date, with: [try WebhookSecret(parsing: secret)])
    return Dictionary(headers.fields.map { ($0.name, $0.value) }) { first, _ in first }
  }

  struct Answer: Sendable {
    let status: Int
    let body: String
    let headers: HTTPHeaders

    /// `error.code` of the body.
    var code: String? {
      struct Told: Decodable {
        struct Problem: Decodable { let code: String }
        let error: Problem
      }
      return (try? JSONDecoder().decode(Told.self, from: Data(body.utf8)))?.error.code
    }
  }

  func send(
    _ method: HTTPMethod, _ path: String, _ body: String = "", _ headers: [String: String] = [:]
  ) async throws -> Answer {
    let http = try HTTPClient(HTTPClient.Configuration(userAgent: "tests/1"))
    var sent = HTTPHeaders()
    for (name, value) in headers { sent.append(name, value) }
    let answer = try await http.send(
      HTTPRequest(method, "http://127.0.0.1:\(port)\(path)", headers: sent, body: Array(body.utf8)))
    return Answer(status: answer.status, body: String(decoding: answer.body, as: UTF8.self), headers: answer.headers)
  }

  /// Opens a connection of bytes.
  func connect() throws -> RawConnection { try RawConnection(port: port) }
}

/// A client's side of a connection, byte by byte.
final class RawConnection: Sendable {
  private let socket: Int32

  struct Refused: Error {}

  init(port: Int) throws {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    var wait = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { Glibc.connect(socket, $0, size) }
    }
    guard result == 0 else { throw Refused() }
  }

  deinit { close(socket) }

  func write(_ text: String) {
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
  }

  /// All that comes until the other side closes, or twenty seconds pass without a byte.
  ///
  /// It waits on a thread of its own: the few that tasks share are those that the listener and everybody else work on.
  func readAll() async -> String {
    await withCheckedContinuation { done in
      Thread.detachNewThread { done.resume(returning: self.readBlocking()) }
    }
  }

  private func readBlocking() -> String {
    var all: [UInt8] = []
    var bytes = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(socket, &bytes, bytes.count)
      if count <= 0 { return String(decoding: all, as: UTF8.self) }
      all += bytes[..<count]
    }
  }
}
