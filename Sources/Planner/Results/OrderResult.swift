/// What the last apply left of an order: one file below `results/`.
public struct OrderResult: Hashable, Sendable {
  public let order: OrderID
  public let phase: Phase
  /// The day the phase began.
  public let since: Day
  /// Absent where no server was made.
  public let server: Server?
  /// Absent where nothing was applied yet.
  public let applied: Applied?
  /// The first day on which an apply saw `state: terminated`.
  public let terminatingSince: Day?
  /// The first day on which an apply saw that the order has no file any more.
  public let orphanedSince: Day?
  /// The first day on which an apply saw that somebody had suspended the server by hand; nil where it is not so, or not any more.
  public let suspendedByHandSince: Day?
  /// Only after a failed attempt.
  public let failure: Failure?

  /// Where the order's server is in its life.
  public enum Phase: String, Hashable, Sendable, CaseIterable {
    case installing, running, suspended, terminated, failed
  }

  /// What only the panel decides.
  public struct Server: Hashable, Sendable {
    public let id: ServerID
    public let uuid: String
    public let identifier: String
    public let node: NodeID
    /// `203.0.113.7:25565`; nil where it is not known (an adopted server whose address was never read).
    public let address: String?
    public let installation: Installation

    /// How the installation went.
    public enum Installation: String, Hashable, Sendable, CaseIterable {
      case done = "yes"
      case running = "no"
      case failed
    }

    public init(
      id: ServerID, uuid: String, identifier: String, node: NodeID, address: String?, installation: Installation
    ) {
      self.id = id
      self.uuid = uuid
      self.identifier = identifier
      self.node = node
      self.address = address
      self.installation = installation
    }
  }

  /// The last change that was carried out, and what the panel had after it.
  public struct Applied: Hashable, Sendable {
    /// The commit whose order was applied.
    public let revision: String
    public let change: Digest
    public let at: Instant
    public let tier: TierName?
    public let addons: [AddonName]
    /// As the panel left it, without what customers decide.
    public let spec: FieldValues
    /// What was asked, where the panel left something else; empty as a rule.
    public let asked: FieldValues

    public init(
      revision: String, change: Digest, at: Instant, tier: TierName?, addons: [AddonName], spec: FieldValues,
      asked: FieldValues = FieldValues()
    ) {
      self.revision = revision
      self.change = change
      self.at = at
      self.tier = tier
      self.addons = addons
      self.spec = spec
      self.asked = asked
    }
  }

  /// Why the last attempt failed, in our own words: the panel's carry request ids.
  public struct Failure: Hashable, Sendable {
    /// The action's word: `create`.
    public let action: String
    /// A stable word, `no-free-allocation`: that of a `FailureKind`, or of another version of botfleet.
    public let code: String
    public let message: String

    public init(action: String, code: String, message: String) {
      self.action = action
      self.code = code
      self.message = message
    }

    /// Whether both are one and the same trouble; only the look after a run shows that the panel left undone what it failed at.
    public func isSame(as other: Failure) -> Bool {
      action == other.action && Self.trouble(code) == Self.trouble(other.code)
    }

    private static func trouble(_ code: String) -> String {
      code == FailureKind.leftUndone.rawValue ? FailureKind.panelFailing.rawValue : code
    }
  }

  public init(
    order: OrderID, phase: Phase, since: Day, server: Server?, applied: Applied?, terminatingSince: Day?,
    orphanedSince: Day? = nil, suspendedByHandSince: Day? = nil, failure: Failure?
  ) {
    self.order = order
    self.phase = phase
    self.since = since
    self.server = server
    self.applied = applied
    self.terminatingSince = terminatingSince
    self.orphanedSince = orphanedSince
    self.suspendedByHandSince = suspendedByHandSince
    self.failure = failure
  }

  /// The server, where one is recorded that was not terminated.
  public var livingServer: Server? { phase == .terminated ? nil : server }
}
