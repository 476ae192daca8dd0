/// What the last apply left of an order: one file below `results/`.
public struct OrderResult: Hashable, Sendable {
  private let contents: Shared<Contents>

  private struct Contents: Hashable, Sendable {
    let order: OrderID
    let phase: Phase
    let since: Day
    let server: Server?
    let applied: Applied?
    /// Nil for nearly all: nothing of it is so.
    let exception: Shared<Exception>?
  }

  private struct Exception: Hashable, Sendable {
    let terminatingSince: Day?
    let orphanedSince: Day?
    let suspendedByHandSince: Day?
    let failure: Failure?

    static let none = Exception(
      terminatingSince: nil, orphanedSince: nil, suspendedByHandSince: nil, failure: nil)
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
  public var terminatingSince: Day? { exception?.terminatingSince }
  /// The first day on which an apply saw that the order has no file any more.
  public var orphanedSince: Day? { exception?.orphanedSince }
  /// The first day on which an apply saw that somebody had suspended the server by hand; nil where it is not so, or not any more.
  public var suspendedByHandSince: Day? { exception?.suspendedByHandSince }
  /// Only after a failed attempt.
  public var failure: Failure? { exception?.failure }

  private var exception: Exception? { contents.value.exception?.value }

  /// Where the order's server is in its life.
  public enum Phase: String, Hashable, Sendable, CaseIterable {
    case installing, running, suspended, terminated, failed
  }

  /// What only the panel decides.
  public struct Server: Hashable, Sendable {
    public let id: ServerID
    public var uuid: String { packedUUID.text }
    /// The same, to compare it.
    let packedUUID: PackedText
    public let identifier: String
    public let node: NodeID
    /// `203.0.113.7:25565`; nil where it is not known (an adopted server whose address was never read).
    public var address: String? { packedAddress?.text }
    let packedAddress: PackedText?
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
      self.init(
        id: id, packedUUID: PackedText(uuid), identifier: identifier, node: node,
        packedAddress: address.map { PackedText($0) }, installation: installation)
    }

    init(
      id: ServerID, packedUUID: PackedText, identifier: String, node: NodeID, packedAddress: PackedText?,
      installation: Installation
    ) {
      self.id = id
      self.packedUUID = packedUUID
      self.identifier = identifier
      self.node = node
      self.packedAddress = packedAddress
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
    let exception = Exception(
      terminatingSince: terminatingSince, orphanedSince: orphanedSince, suspendedByHandSince: suspendedByHandSince,
      failure: failure)
    self.init(
      Contents(
        order: order, phase: phase, since: since, server: server, applied: applied,
        exception: exception == .none ? nil : Shared(exception)))
  }

  private init(_ contents: Contents) { self.contents = Shared(contents) }

  /// The server, where one is recorded that was not terminated.
  public var livingServer: Server? { phase == .terminated ? nil : server }
}

extension OrderResult {
  /// The same, with what pools have of it.
  func sharing(_ pools: inout SpecPools) -> OrderResult {
    let own = contents.value
    guard let applied = own.applied else { return self }
    let shared = Applied(
      revision: pools.texts.sharedText(applied.revision), change: applied.change, at: applied.at, tier: applied.tier,
      addons: applied.addons, spec: applied.spec.sharing(&pools), asked: applied.asked.sharing(&pools))
    return OrderResult(
      Contents(
        order: own.order, phase: own.phase, since: own.since, server: own.server, applied: shared,
        exception: own.exception))
  }
}
