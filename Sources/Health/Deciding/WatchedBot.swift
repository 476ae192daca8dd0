public import Planner

/// A server that is watched, with what git declares of it.
public struct WatchedBot: Hashable, Sendable {
  public let order: OrderID
  /// Its uuid.
  public let server: String
  public let node: NodeID
  public let tier: String?
  public let wish: Wish
  public let limits: Limits
  /// The variables that it signs in with, and what new servers have in them; empty where none is known.
  public let tokenVariables: [String: String]

  /// What its order declares.
  public enum Wish: String, Hashable, Sendable, CaseIterable {
    case running, suspended
    /// It waits for something, or ends.
    case other
  }

  /// What it may take; nil is no limit.
  public struct Limits: Hashable, Sendable {
    public let memoryBytes: Int?
    public let diskBytes: Int?
    /// Of one core.
    public let cpuPercent: Int?

    public init(memoryBytes: Int? = nil, diskBytes: Int? = nil, cpuPercent: Int? = nil) {
      (self.memoryBytes, self.diskBytes, self.cpuPercent) = (memoryBytes, diskBytes, cpuPercent)
    }
  }

  public init(
    order: OrderID, server: String, node: NodeID, tier: String? = nil, wish: Wish, limits: Limits = Limits(),
    tokenVariables: [String: String] = [:]
  ) {
    (self.order, self.server, self.node, self.tier) = (order, server, node, tier)
    (self.wish, self.limits, self.tokenVariables) = (wish, limits, tokenVariables)
  }
}

/// The servers of a fleet that are watched: those of all orders that have one.
///
/// - Parameter token: the variable that bots sign in with; nil for those that customers set and that have TOKEN in their name.
public func watchedBots(in fleet: FleetStatus, token: String? = nil) -> [WatchedBot] {
  fleet.orders.compactMap { status in
    guard let server = status.result?.livingServer else { return nil }
    return WatchedBot(
      order: status.id, server: server.uuid, node: server.node,
      tier: status.order?.tier.value.text ?? status.result?.applied?.tier?.text,
      wish: wish(of: status, under: fleet.policy), limits: .init(status.limits),
      tokenVariables: status.customersVariables.filter { name, _ in
        token.map { $0 == name } ?? name.contains("TOKEN")
      })
  }
}

private func wish(of status: OrderStatus, under policy: FleetSettings.Policy) -> WatchedBot.Wish {
  if status.keptSuspension(under: policy) != nil { return .suspended }
  return switch status.wish {
  case .running: .running
  case .suspended: .suspended
  case .waiting, .gone, .unknown: .other
  }
}

extension WatchedBot.Limits {
  fileprivate init(_ build: ServerSpec.Build?) {
    func bytes(_ size: Mebibytes?) -> Int? { size.flatMap { $0.count > 0 ? $0.count << 20 : nil } }
    self.init(
      memoryBytes: bytes(build?.memory), diskBytes: bytes(build?.disk),
      cpuPercent: build.flatMap { $0.cpu > 0 ? $0.cpu : nil })
  }
}
