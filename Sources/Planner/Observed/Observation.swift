/// What the panel says now: what a plan is made from.
public struct Observation: Sendable {
  /// All servers, ours and foreign, or those that were looked at; sorted by id.
  public let servers: [ObservedServer]
  /// Nil where the key may not read nodes.
  public let nodes: [ObservedNode]?
  /// The free addresses of the nodes that were asked for; nil where the key may not read allocations.
  public let freeAllocations: [NodeID: [Allocation]]?
  /// By id; where the key may not read eggs, what the servers' own variables show.
  public let eggs: [EggID: Egg]
  /// Nil where they were not asked for, or the key may not read them.
  public let users: [PanelUser]?
  /// Users that were asked for one by one, and that the panel does not have.
  public let absentUsers: Set<UserID>
  /// What the key may not do.
  public let missingPermissions: Set<Permission>
  /// How many requests of one user the panel answers in a minute; nil where it does not tell.
  public let requestsPerMinute: Int?
  /// Nil where panel and machine agree about the time, or a day was given.
  public let clockGap: ClockGap?
  public let scope: ObservationScope

  public init(
    servers: [ObservedServer], nodes: [ObservedNode]?, freeAllocations: [NodeID: [Allocation]]?, eggs: [EggID: Egg],
    users: [PanelUser]?, absentUsers: Set<UserID> = [], missingPermissions: Set<Permission>,
    requestsPerMinute: Int? = nil, clockGap: ClockGap? = nil, scope: ObservationScope = .everything
  ) {
    self.servers = servers
    self.nodes = nodes
    self.freeAllocations = freeAllocations
    self.eggs = eggs
    self.users = users
    self.absentUsers = absentUsers
    self.missingPermissions = missingPermissions
    self.requestsPerMinute = requestsPerMinute
    self.clockGap = clockGap
    self.scope = scope
  }

  /// The same, seen by clocks that are so far apart.
  public func noting(_ gap: ClockGap?) -> Observation {
    Observation(
      servers: servers, nodes: nodes, freeAllocations: freeAllocations, eggs: eggs, users: users,
      absentUsers: absentUsers, missingPermissions: missingPermissions, requestsPerMinute: requestsPerMinute,
      clockGap: gap, scope: scope)
  }
}

/// A permission of an application key, as the panel's form calls it.
public enum Permission: String, Hashable, Sendable, CaseIterable {
  case servers = "read on servers"
  case nodes = "read on nodes"
  case allocations = "read on allocations"
  case users = "read on users"
  /// On what eggs are grouped in.
  case eggGroups = "read on nests"
  case eggs = "read on eggs"
  case writeServers = "write on servers"
  case writeUsers = "write on users"
}

extension Permission: Comparable {
  public static func < (left: Permission, right: Permission) -> Bool { left.rawValue < right.rawValue }
}

/// The clocks of this machine and of the panel, where they are too far apart for any day to be believed.
public struct ClockGap: Hashable, Sendable {
  public let machine: Instant
  public let panel: Instant

  /// More than a request and its answer take, and more than clocks drift that are set by the network.
  static let allowedSeconds = 300

  /// Nil where the clocks agree to a few minutes.
  public init?(machine: Instant, panel: Instant) {
    guard abs(machine.seconds - panel.seconds) > Self.allowedSeconds else { return nil }
    self.machine = machine
    self.panel = panel
  }
}

/// A value that this module needs and that nobody is to read: it stays out of every description, dump and mirror.
struct Undescribed<Value: Hashable & Sendable>: Hashable, Sendable {
  let value: Value

  init(_ value: Value) { self.value = value }
}

extension Undescribed: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  var description: String { "«hidden»" }
  var debugDescription: String { description }
  var customMirror: Mirror { Mirror(self, children: []) }
}
