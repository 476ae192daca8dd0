import Foundation
import Guarding
import HTTP
import LogLines
import Loopback
import Notify
import Planner
import Store
import Testing
import Webhooks

let place = Place(path: "fleet/orders/bot.yaml", line: 1, column: 1)
let begin = Instant("2026-11-29T12:00:00Z")!.seconds

/// A moment that a test moves.
final class TestClock: Sendable {
  private let seconds = Guarded(begin)

  var now: @Sendable () -> Instant { { [seconds] in Instant(seconds: seconds.withLock(\.self)) } }
  func advance(_ by: Int) { seconds.withLock { $0 += by } }
}

/// A folder that goes with the test.
final class TestFolder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "notify-\(UUID().uuidString)").path()
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var store: ServiceStore { get throws { try ServiceStore(at: path + "/state.sqlite") } }

  /// What a process leaves that is killed now.
  func copy() throws -> TestFolder {
    let other = try TestFolder()
    for name in try FileManager.default.contentsOfDirectory(atPath: path) {
      try FileManager.default.copyItem(atPath: "\(path)/\(name)", toPath: "\(other.path)/\(name)")
    }
    return other
  }
}

/// Remembers what it is sent, and answers with what a test wants.
final class TestReceiver: Sendable {
  let listener: Listener
  private let requests: Guarded<[String]>

  /// - Parameter answer: to the request with that number, from 0: the status, and header lines.
  init(_ answer: @escaping @Sendable (Int) -> (status: Int, headers: String) = { _ in (200, "") }) throws {
    let requests = Guarded<[String]>([])
    self.requests = requests
    listener = try Listener { connection in
      while let request = connection.readRequest() {
        let number = requests.withLock { all in
          all.append(request)
          return all.count - 1
        }
        let (status, headers) = answer(number)
        connection.answer("", status: status, headers: headers)
      }
    }
  }

  var all: [String] { requests.withLock(\.self) }
  var bodies: [String] { all.map { String($0[$0.range(of: "\r\n\r\n")!.upperBound...]) } }
  func values(of header: String) -> [String] {
    all.compactMap { request in
      request.split(separator: "\r\n").first { $0.lowercased().hasPrefix("\(header):") }
        .map { String($0.drop { $0 != ":" }.dropFirst().drop { $0 == " " }) }
    }
  }
  var url: Secret { Secret(listener.url + "/hook/verysecret") }
}

var hookSecret: WebhookSecret { get throws { try WebhookSecret(parsing: "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD") } }

func hook(_ name: String, to audience: Audience = .customer, _ receiver: TestReceiver) throws -> Receiver {
  .webhook(name, to: audience, try WebhookReceiver(receiver.url, signedWith: [hookSecret]))
}

let allRules = [
  NotifyRule(to: .staff, about: Set(StateWord.allCases)), NotifyRule(to: .customer, about: Set(StateWord.allCases)),
]

func notifier(
  _ receivers: [Receiver], in folder: TestFolder, _ clock: TestClock = TestClock(), rules: [NotifyRule] = allRules,
  languages: [Language] = [.english], log: LogLines = LogLines()
) throws -> Notifier {
  try Notifier(
    fleet: "bots", rules: rules, receivers: receivers, staffTexts: MessageTexts(to: .staff, in: languages),
    customerTexts: MessageTexts(to: .customer, in: languages), store: folder.store,
    http: HTTPClient(HTTPClient.Configuration(userAgent: "tests/1", maxResponseBytes: 65536)),
    // The folder stays as long as the notifier does.
    now: { withExtendedLifetime(folder) { clock.now() } },
    chance: { 0.5 }, log: log.log)
}

func reached(
  _ order: String, _ state: CustomerState, cause: String = "msg_1", at: Int? = begin, customer: String? = "cus-1",
  name: String? = nil
) -> ReachedState {
  ReachedState(
    order: OrderID(order)!, customer: customer, state: state, cause: cause, at: at.map(Instant.init), tier: "basic",
    name: name)
}

/// An order of a fleet as git has it.
func declared(
  _ id: String, _ phase: OrderStatus.Phase, wish: OrderStatus.Wish = .running, failure: String? = nil,
  deletion: Day? = nil, byHand: Day? = nil, name: String? = nil
) -> OrderStatus {
  let order = Order(
    id: OrderID(id)!, path: "fleet/orders/\(id).yaml", customer: Located(Customer(id: "cus-1"), at: place),
    quote: .accepted, payment: .confirmed, tier: Located(TierName("basic"), at: place))
  var spec = FieldValues()
  spec[.name] = name
  let server = OrderResult.Server(
    id: ServerID(1), uuid: "u", identifier: "i", node: NodeID(1), address: nil, installation: .done)
  let result = OrderResult(
    order: order.id, phase: .running, since: Day("2026-11-01")!, server: server,
    applied: .init(
      revision: "c", change: Digest(of: .null), at: Instant(seconds: begin), tier: nil, addons: [], spec: spec),
    terminatingSince: nil, suspendedByHandSince: byHand,
    failure: failure.map { .init(action: "create", code: $0, message: "m") })
  return OrderStatus(
    id: order.id, order: order, result: phase == .new ? nil : result, phase: phase, wish: wish, differences: [],
    limits: nil, deletion: deletion)
}

func standing(_ orders: [OrderStatus], at commit: String = "c1", intake: [ReachedState] = []) -> Standing {
  Standing(
    fleet: FleetStatus(
      fleet: "bots", revision: .commit(commit), asOf: Day("2026-11-29")!, policy: .init(), orders: orders),
    intake: intake)
}
