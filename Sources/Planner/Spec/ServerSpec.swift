/// What an order decides about a server, grouped as the panel updates it.
///
/// Desired and observed are both made of it, so that comparing them is `!=`. What is left to the customer is in neither:
/// a desired spec takes those values from the observed one before they are compared (`Desired.spec(over:)`).
public struct ServerSpec: Hashable, Sendable {
  public var details: Details
  public var build: Build
  public var startup: Startup
  public var isSuspended: Bool

  /// Who it belongs to and what it is called.
  public struct Details: Hashable, Sendable {
    public var name: String
    public var description: String
    public var owner: Owner

    public init(name: String, description: String, owner: Owner) {
      self.name = name
      self.description = description
      self.owner = owner
    }
  }

  /// How much it may use.
  public struct Build: Hashable, Sendable {
    public var memory: Mebibytes
    public var swap: Mebibytes
    public var disk: Mebibytes
    /// Disk priority, 10 to 1000.
    public var io: Int
    /// Percent of one core; 0 is no limit.
    public var cpu: Int
    /// As the panel writes them (`0-1,3`); nil for all.
    public var threads: String?
    /// Nil for as many as one likes, which the panel may say and no order can.
    public var databases: Int?
    public var backups: Int
    public var allocations: Int

    public init(
      memory: Mebibytes, swap: Mebibytes, disk: Mebibytes, io: Int, cpu: Int, threads: String?, databases: Int?,
      backups: Int, allocations: Int
    ) {
      self.memory = memory
      self.swap = swap
      self.disk = disk
      self.io = io
      self.cpu = cpu
      self.threads = threads
      self.databases = databases
      self.backups = backups
      self.allocations = allocations
    }
  }

  /// What it runs.
  public struct Startup: Hashable, Sendable {
    public var egg: EggID
    public var image: String
    public var command: String
    /// Only variables that the fleet declares; values trimmed, as the panel stores them.
    public var environment: Variables

    public init(egg: EggID, image: String, command: String, environment: Variables) {
      self.egg = egg
      self.image = image
      self.command = command
      self.environment = environment
    }
  }

  public init(details: Details, build: Build, startup: Startup, isSuspended: Bool) {
    self.details = details
    self.build = build
    self.startup = startup
    self.isSuspended = isSuspended
  }
}

/// The panel user that a server belongs to.
public enum Owner: Hashable, Sendable {
  case user(UserID)
  /// A user whom the same plan creates, by external id.
  case created(customer: String)

  /// Whether the panel does not have the user yet.
  var isNew: Bool {
    switch self {
    case .user: false
    case .created: true
    }
  }
}
