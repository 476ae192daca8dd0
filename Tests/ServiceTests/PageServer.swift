import Foundation
import Guarding
import HTTP
import Intake
import Logging
import Pages
import Planner
import SightFixtures
import SignIn
import Views

@testable import Applier
@testable import Service

/// Pages on a free port of loopback, over a fleet of values.
final class PageServer: Sendable {
  let desk = StandInDesk()
  let changes = StandInChanges()
  /// Power signals that were sent: `restart <uuid>`.
  let sent = Guarded([String]())
  let accepted = Guarded([String]())
  let sessions = SealingKey(Array("a-secret-of-sessions-in-tests".utf8))
  let links = SealingKey(Array("a-secret-of-links-in-tests!!".utf8))
  let elapsed = Guarded(Duration.zero)
  let port: Int
  /// `GET /bots/:order`
  let routes: [String]
  private let task: Task<Void, any Error>

  static let now = SightFixture.now.seconds
  static let publicURL = "https://bots.example.com"

  /// - Parameter renewals: what keeps administrators signed in.
  init(_ sight: Sight? = SightFixture.sight(), renewals: SessionRenewals? = nil) async throws {
    let keys = Keys(hooks: [], admins: ["ada": ListeningServer.admin])
    let (sent, accepted, elapsed) = (sent, accepted, elapsed)
    let board = StatusBoard(
      version: "1", now: { SightFixture.now }, log: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() })
    let site = Site(
      desk: { [desk] in desk }, keys: keys,
      bells: Bells(delivered: {}, called: { _ in }, pushed: {}), board: board, limits: ListenLimits(), now: { Date() })
    let log = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }
    let pages = PageSite(
      door: Doorkeeper(
        sessions: sessions, links: links, tokens: nil, mail: nil, renewals: renewals, keys: keys,
        customers: CustomerDirectory(shop: nil, elapsed: { .zero }), publicURL: Self.publicURL, now: { Self.now },
        nonce: { "nonce" }),
      sight: { sight },
      material: { order, wish in
        var material = SightFixture.material(of: order.text)
        if wish.path == nil { material.document = nil }
        return material
      },
      power: PowerDesk(
        send: { signal, server in sent.withLock { $0.append("\(signal.rawValue) \(server)") } },
        elapsed: { elapsed.withLock(\.self) }, now: { SightFixture.now }, log: log, sent: { _ in }),
      changes: changes, streams: StreamPlaces(most: 2), mailPace: MailPace(elapsed: { .zero }), assets: PageAssets(),
      sleep: { _ in }, now: { SightFixture.now },
      accept: { digest, why in
        accepted.withLock { $0.append(why) }
        return true
      }, pushed: {})
    let clock = ContinuousClock()
    let start = clock.now
    let door = FrontDoor(
      rate: RequestRate(ListenLimits(), elapsed: { start.duration(to: clock.now) }), proxies: [], tally: RequestTally())
    let (ports, running) = AsyncStream<Int>.makeStream()
    let router = makeRouter(site, door, pages: pages)
    routes = router.routes.map(\.description)
    let application = makeListener(
      router, at: ListenAddress(host: "127.0.0.1", port: 0), ListenLimits(), log: log,
      running: { running.yield($0) })
    task = Task { try await application.run() }
    var iterator = ports.makeAsyncIterator()
    port = await iterator.next() ?? 0
  }

  deinit { task.cancel() }

  enum Role: CaseIterable {
    case admin, ada, bert, stranger, nobody

    var who: SignedIn? {
      switch self {
      case .admin: .admin(name: "Ada Admin", email: "ada@example.com")
      case .ada: .customer("cus-ada")
      case .bert: .customer("cus-bert")
      case .stranger: .user(id: "7f0c", email: "someone@example.com", isAdmin: false)
      case .nobody: nil
      }
    }
  }

  /// The cookie of somebody who signed in.
  func cookie(_ role: Role) -> [String: String] {
    guard let who = role.who else { return [:] }
    let session = Session(of: who, until: Self.now + 600, now: Self.now, nonce: "n")
    return ["Cookie": String(session.setCookie(sessions, now: Self.now).prefix { $0 != ";" })]
  }

  struct Answer: Sendable {
    let status: Int
    let body: String
    let headers: HTTPHeaders
  }

  func get(_ path: String, as role: Role, _ headers: [String: String] = [:]) async throws -> Answer {
    try await send(.get, path, nil, cookie(role).merging(headers) { $1 })
  }

  func post(
    _ path: String, _ form: [String: String] = [:], as role: Role,
    _ headers: [String: String] = ["Sec-Fetch-Site": "same-origin"]
  ) async throws -> Answer {
    let body = form.map { "\($0.key)=\(encoded($0.value))" }.joined(separator: "&")
    return try await send(.post, path, body, cookie(role).merging(headers) { $1 })
  }

  func send(_ method: HTTPMethod, _ path: String, _ body: String?, _ headers: [String: String]) async throws -> Answer {
    let http = try HTTPClient(HTTPClient.Configuration(userAgent: "tests/1"))
    var sent = HTTPHeaders()
    for (name, value) in headers { sent.append(name, value) }
    if body != nil { sent.append("Content-Type", "application/x-www-form-urlencoded") }
    let answer = try await http.send(
      HTTPRequest(method, "http://127.0.0.1:\(port)\(path)", headers: sent, body: body.map { Array($0.utf8) }))
    return Answer(status: answer.status, body: String(decoding: answer.body, as: UTF8.self), headers: answer.headers)
  }

  func encoded(_ text: String) -> String {
    text.utf8.map { $0.isPlain ? String(UnicodeScalar($0)) : "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }
      .joined()
  }
}

extension UInt8 {
  fileprivate var isPlain: Bool {
    (0x30...0x39).contains(self) || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self)
  }
}

/// Changes of values: what was asked for, and an answer.
final class StandInChanges: Changes {
  let proposed = Guarded([String]())
  let committed = Guarded([String]())

  var goesThroughReview: Bool { false }

  func propose(_ change: OrderEditRequest.Change, by author: Administrator) async throws -> EditProposal {
    proposed.withLock { $0.append("\(change) by \(author.name)") }
    let order = SightFixture.id("ord-1")
    let edit = OrderDocumentEdit(
      order: order, path: "fleet/orders/ord-1.yaml", before: Array("order: ord-1\n".utf8),
      after: Array("order: ord-1\nstate: suspended\n".utf8))
    return EditProposal(tip: .emptyTree, edits: [edit], problems: [], status: nil, plan: .blind("the panel is away"))
  }

  func commit(
    _ change: OrderEditRequest.Change, of order: OrderID, shown: String, because why: String?, by author: Administrator
  ) async throws -> ChangeEnd {
    committed.withLock { $0.append("\(order) because \(why ?? "-") by \(author.name)") }
    return .committed(.emptyTree)
  }
}
