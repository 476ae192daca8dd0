/// What can be bought: `catalog.yaml`.
public struct Catalog: Hashable, Sendable {
  public let tiers: [TierName: Tier]
  public let addons: [AddonName: Addon]

  public init(tiers: [TierName: Tier], addons: [AddonName: Addon]) {
    self.tiers = tiers
    self.addons = addons
  }

  /// The tiers that new orders may have, the smallest first.
  var offeredTiers: [(name: TierName, resources: Resources)] {
    tiers.filter { $0.value.availability == .offered }.map { (name: $0.key, resources: $0.value.resources) }
      .sorted {
        ($0.resources.memory, $0.resources.disk, $0.name.text) < ($1.resources.memory, $1.resources.disk, $1.name.text)
      }
  }
}

/// The name of a tier.
public struct TierName: Hashable, Sendable, CustomStringConvertible {
  public let text: String
  public init(_ text: String) { self.text = text }
  public var description: String { text }
}

/// The name of an add-on.
public struct AddonName: Hashable, Sendable, CustomStringConvertible {
  public let text: String
  public init(_ text: String) { self.text = text }
  public var description: String { text }
}

/// One thing that can be bought.
public struct Tier: Hashable, Sendable {
  public let resources: Resources
  /// How many Discord guilds the bot may serve.
  public let guilds: Int
  /// CPU threads that the server is pinned to, as the panel writes them (`0-1,3`); nil for all.
  public let threads: String?
  /// Disk priority, 10 to 1000.
  public let io: Int
  /// The egg of its servers; nil for the fleet's.
  public let egg: Located<EggReference>?
  /// Nil for the fleet's.
  public let image: Located<Setting>?
  /// The startup command; nil for the fleet's.
  public let startup: String?
  /// Laid over the fleet's variables, name by name, whichever egg it has.
  public let environment: [String: Located<Setting>]
  public let availability: Availability

  /// Whether new orders may have it.
  public enum Availability: Hashable, Sendable {
    case offered
    /// `retired: true`: keeps serving its orders, and an order without a server and without a result waits.
    case retired
  }

  public init(
    resources: Resources, guilds: Int, threads: String? = nil, io: Int = 500, egg: Located<EggReference>? = nil,
    image: Located<Setting>? = nil, startup: String? = nil, environment: [String: Located<Setting>] = [:],
    availability: Availability = .offered
  ) {
    self.resources = resources
    self.guilds = guilds
    self.threads = threads
    self.io = io
    self.egg = egg
    self.image = image
    self.startup = startup
    self.environment = environment
    self.availability = availability
  }
}

/// What can be put on top of a tier.
public struct Addon: Hashable, Sendable {
  /// Added to the tier's.
  public let resources: Resources
  /// Added to the tier's number of guilds.
  public let guilds: Int
  /// Added to the tier's disk priority.
  public let io: Int
  public let environment: [String: Located<Setting>]
  /// The tiers that it goes with; nil for all.
  public let tiers: Set<TierName>?
  public let repetition: Repetition

  /// How often one order may list it.
  public enum Repetition: Hashable, Sendable {
    case once
    case repeatable
  }

  public init(
    resources: Resources, guilds: Int = 0, io: Int = 0, environment: [String: Located<Setting>] = [:],
    tiers: Set<TierName>? = nil, repetition: Repetition = .once
  ) {
    self.resources = resources
    self.guilds = guilds
    self.io = io
    self.environment = environment
    self.tiers = tiers
    self.repetition = repetition
  }
}

/// The amounts that tiers give and add-ons add to.
public struct Resources: Hashable, Sendable {
  public let memory: Mebibytes
  public let swap: Mebibytes
  public let disk: Mebibytes
  /// Percent of one core.
  public let cpu: Int
  public let databases: Int
  public let backups: Int
  public let allocations: Int

  public init(
    memory: Mebibytes = Mebibytes(0), swap: Mebibytes = Mebibytes(0), disk: Mebibytes = Mebibytes(0), cpu: Int = 0,
    databases: Int = 0, backups: Int = 0, allocations: Int = 0
  ) {
    self.memory = memory
    self.swap = swap
    self.disk = disk
    self.cpu = cpu
    self.databases = databases
    self.backups = backups
    self.allocations = allocations
  }

  /// With what an add-on adds. Memory, disk and CPU of 0 are no limit to the panel, and stay so: nobody pays for less.
  func raised(by more: Resources) -> Resources {
    Resources(
      memory: memory.count == 0 ? memory : memory + more.memory, swap: swap + more.swap,
      disk: disk.count == 0 ? disk : disk + more.disk, cpu: cpu == 0 ? cpu : cpu + more.cpu,
      databases: databases + more.databases, backups: backups + more.backups,
      allocations: allocations + more.allocations)
  }
}
