@testable import Planner

// The states that an order, its server and its record can be in, each by itself; the suite tries them all together.

/// An order in git: a file, a file with errors, or none.
enum OrderState: Sendable {
  case file(Order)
  case unreadable
  case none

  /// Every state of the orders `ord-1` to `ord-7`.
  static let all = (1...7).map { all("ord-\($0)", number: $0) }

  private static func all(_ id: String, number: Int) -> [OrderState] {
    let linked = Customer(id: "cus-linked", user: UserID(3))
    let known = Customer(id: "cus-known")
    let new = Customer(id: "cus-new", contact: .init(email: "new@example.com", name: "New Customer"))
    return [
      .file(anOrder(id)), .file(anOrder(id, tier: "pro", addons: ["private-instance"], features: ["music"])),
      .file(anOrder(id, tier: "classic")), .file(anOrder(id, tier: "immense")), .file(anOrder(id, quote: .pending)),
      .file(anOrder(id, tier: "pro", payment: .pending)), .file(anOrder(id, payment: .overdue)),
      .file(anOrder(id, tier: "pro", payment: .refunded)), .file(anOrder(id, tier: "pro", quote: .cancelled)),
      .file(anOrder(id, state: .suspended)), .file(anOrder(id, tier: "pro", state: .terminated)),
      .file(anOrder(id, state: .terminated, isProtected: true)), .file(anOrder(id, customer: known)),
      .file(anOrder(id, tier: "pro", name: declared("A"), ignored: [.name, .memory, .owner, .variable("TIER")])),
      .file(anOrder(id, tier: "pro", from: "2026-12-01")), .file(anOrder(id, tier: "pro", until: "2026-11-21")),
      .file(anOrder(id, customer: new)), .file(anOrder(id, customer: Customer(id: "cus-nobody"))),
      .file(anOrder(id, name: declared("Bot of \(id)"), node: 2, environment: ["EXTRA": declared(" padded ")])),
      .file(anOrder(id, environment: ["TIER": customers("mine"), "UNKNOWN": customers("x")])), .unreadable, .none,
      .file(anOrder(id, customer: linked)), .file(anOrder(id, server: anUUID(number))),
      .file(anOrder(id, tier: "pro", state: .suspended, customer: linked, server: anUUID(number))),
      .file(anOrder(id, server: anUUID(number + 50))), .file(anOrder(id, payment: .overdue, server: anUUID(90))),
    ]
  }
}

/// A server on the panel, or none.
enum PanelState: CaseIterable {
  case none, starter, pro, immense, suspended, installing, installFailed, restoring, unfamiliar, drifted, owned,
    strayed,
    stranger

  /// The server of the order `id`, with the number that its record has.
  func server(of id: String, number: Int) -> PretendPanel.Server? {
    guard self != .none else { return nil }
    let order = anOrder(id, tier: self == .pro ? "pro" : "starter")
    var server = PretendPanel.Server(
      aServer(of: order, id: number, uuid: self == .stranger ? anUUID(number + 50) : nil, status: status))
    server.startup.environment["DISCORD_TOKEN"] = "the token of \(id)"
    server.details.name = "renamed by the customer"
    switch self {
    case .drifted:
      server.build.memory = Mebibytes(300)
      server.startup.environment["TIER"] = "moved"
      server.startup.command = "node other.js"
    case .immense: server.build.memory = PretendPanel.largest
    case .owned: server.details.owner = .user(UserID(2))
    case .strayed: server.externalID = nil
    case .none, .starter, .pro, .suspended, .installing, .installFailed, .restoring, .unfamiliar, .stranger: break
    }
    return server
  }

  private var status: ServerStatus {
    switch self {
    case .suspended: .suspended
    case .installing: .installing
    case .installFailed: .installFailed
    case .restoring: .restoringBackup
    case .unfamiliar: .unfamiliar("transferring")
    case .none, .starter, .pro, .immense, .drifted, .owned, .strayed, .stranger: .ready
    }
  }
}

/// What the last apply recorded, or nothing.
enum RecordState: CaseIterable {
  case none, running, pro, suspended, byHand, installing, terminating, terminated, failed, lost, orphaned, clamped

  func result(of id: String, number: Int) -> OrderResult? {
    let order = anOrder(id, tier: self == .pro ? "pro" : "starter")
    let server = aServer(
      of: order, id: number, status: self == .suspended || self == .terminating ? .suspended : .ready)
    let base = aResult(of: order, server)
    let lost = OrderResult.Failure(action: "create", code: "answer-lost", message: "the answer was lost")
    switch self {
    case .none: return nil
    case .running, .pro, .suspended: return base
    case .byHand: return base.with(phase: .suspended, suspendedByHandSince: day("2026-11-01"))
    case .installing: return base.with(phase: .installing)
    case .terminating: return base.with(phase: .suspended, terminatingSince: day("2026-11-01"))
    case .terminated: return base.with(phase: .terminated, terminatingSince: day("2026-01-01"))
    case .failed: return base.with(phase: .failed, server: .some(nil), applied: .some(nil), failure: lost)
    case .lost: return base.with(phase: .installing, applied: .some(nil), failure: lost)
    case .orphaned: return base.with(phase: .running, orphanedSince: day("2026-11-01"))
    case .clamped:
      guard let applied = base.applied else { return base }
      var spec = applied.spec
      spec[.memory] = PretendPanel.largest.description
      return base.with(
        phase: .running,
        applied: .init(
          revision: applied.revision, change: applied.change, at: applied.at, tier: TierName("immense"), addons: [],
          spec: spec, asked: FieldValues([.memory: "5000000000MiB"])))
    }
  }
}

extension OrderResult {
  fileprivate func with(
    phase: Phase, server: Server?? = nil, applied: Applied?? = nil, terminatingSince: Day? = nil,
    orphanedSince: Day? = nil, suspendedByHandSince: Day? = nil, failure: Failure? = nil
  ) -> OrderResult {
    OrderResult(
      order: order, phase: phase, since: since, server: server ?? self.server, applied: applied ?? self.applied,
      terminatingSince: terminatingSince, orphanedSince: orphanedSince,
      suspendedByHandSince: suspendedByHandSince, failure: failure)
  }
}

extension World {
  /// Adds an order, a server and a record for each of these: `ord-1`, `ord-2` and so on.
  mutating func add(_ states: [(OrderState, PanelState, RecordState)]) {
    for (index, state) in states.enumerated() {
      let (id, number) = ("ord-\(index + 1)", index + 1)
      switch state.0 {
      case .file(let order): orders.append(order)
      case .unreadable: unreadable.insert(orderID(id))
      case .none: break
      }
      if let server = state.1.server(of: id, number: number) { panel.servers.append(server) }
      results[orderID(id)] = state.2.result(of: id, number: number)
    }
  }
}
