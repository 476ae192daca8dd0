/// What the last apply left of an order: one file below `results/`.
public struct OrderResult: Hashable, Sendable {
  private let contents: Shared<Contents>

  private struct Contents: Hashable, Sendable {
    let order: OrderID
    let phase: Phase
    let since: Day
    let server: Server?
    let applied: Applied?
    let terminatingSince: Day?
    let orphanedSince: Day?
    let suspendedByHandSince: Day?
    let failure: Failure?
  }

  public var order: OrderID { contents.value.order }
  public var phase: Phase { contents.value.phase }
  /// The day the phase began.
  public var since: Day { contents.value.since }
  /// Absent where no server was made.
  public var server: Server? { contents.value.server }
  /// Absent where nothing was applied yet.
  public var applied: Applied? { contents.value.applied }
  /// The first day on which an apply saw `state: terminated`.
  public var terminatingSince: Day? { contents.value.terminatingSince }
  /// The first day on which an apply saw that the order has no file any more.
  public var orphanedSince: Day? { contents.value.orphanedSince }
  /// The first day on which an apply saw that somebody had suspended the server by hand; nil where it is not so, or not any more.
  public var suspendedByHandSince: Day? { contents.value.suspendedByHandSince }
  /// Only after a failed attempt.
  public var failure: Failure? { contents.value.failure }

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
    contents = Shared(
      Contents(
        order: order, phase: phase, since: since, server: server, applied: applied, terminatingSince: terminatingSince,
        orphanedSince: orphanedSince, suspendedByHandSince: suspendedByHandSince, failure: failure))
  }

  /// The server, where one is recorded that was not terminated.
  public var livingServer: Server? { phase == .terminated ? nil : server }
}

extension OrderResult {
  /// The same, with what pools have of it.
  func sharing(_ texts: inout Pool<String>, _ lists: inout Pool<[Field]>) -> OrderResult {
    guard let applied else { return self }
    return OrderResult(
      order: order, phase: phase, since: since, server: server,
      applied: Applied(
        revision: texts.sharedText(applied.revision), change: applied.change, at: applied.at, tier: applied.tier,
        addons: applied.addons, spec: applied.spec.sharing(&texts, &lists), asked: applied.asked.sharing(&texts, &lists)
      ),
      terminatingSince: terminatingSince, orphanedSince: orphanedSince, suspendedByHandSince: suspendedByHandSince,
      failure: failure)
  }
}
