/// What a proof says: at that moment the panel had what this commit declares and records.
///
/// Its form is a Statement of in-toto (version 1): subjects are the fleet's tree and the commit, and the rest is the predicate.
public struct ProofStatement: Hashable, Sendable {
  /// The fleet's name and its folder.
  public let fleet: String
  public let folder: FleetFolder
  /// The commit's id, 40 hexadecimal digits.
  public let commit: String
  /// The id of the tree of the fleet's folder there, documents and results.
  public let tree: String
  /// The panel's address; no key is in it.
  public let panel: String
  /// Which releases of a panel behave as this one does: `1.12 or later`; nil where nothing tells.
  public let series: String?
  /// When the panel was read, by the clock of the machine that read it.
  public let at: Instant
  /// The digest of the live state, which is that of what is recorded at the commit.
  public let live: Digest
  public let counts: Counts
  /// Where the panel has something else than the documents ask for, and a rule of the fleet or of an order says that it may; sorted.
  public let exceptions: [ProofException]
  /// The program that says so: `botfleet 1.4.0`.
  public let tool: String

  /// How many of what there are.
  public struct Counts: Hashable, Sendable {
    /// Orders with a document.
    public let orders: Int
    /// Orders that are not to have a server yet, or not any more: neither accepted nor paid nor begun, say.
    public let waiting: Int
    /// Servers of the fleet's orders.
    public let servers: Int
    /// Servers on the panel that are not this fleet's.
    public let foreign: Int
    /// The fleet's servers by phase, without phases that none is in.
    public let phases: [OrderResult.Phase: Int]

    public init(orders: Int, waiting: Int, servers: Int, foreign: Int, phases: [OrderResult.Phase: Int]) {
      (self.orders, self.waiting, self.servers, self.foreign) = (orders, waiting, servers, foreign)
      self.phases = phases.filter { $0.value != 0 }
    }
  }

  public init(
    fleet: String, folder: FleetFolder, commit: String, tree: String, panel: String, series: String?, at: Instant,
    live: Digest, counts: Counts, exceptions: [ProofException], tool: String
  ) {
    (self.fleet, self.folder, self.commit, self.tree) = (fleet, folder, commit, tree)
    (self.panel, self.series, self.at, self.live) = (panel, series, at, live)
    (self.counts, self.tool) = (counts, tool)
    self.exceptions = exceptions.sorted()
  }

  /// What an envelope calls such a message.
  public static let payloadType = "application/vnd.in-toto+json"
  /// The form of in-toto's statements.
  public static let type = "https://in-toto.io/Statement/v1"
  /// The form of the predicate. It names nobody's host: nothing is to be fetched there.
  public static let predicateType = "botfleet://proof/v1"
  /// The namespace of the ssh signature: one that git never uses, so that no proof passes for a commit's signature, nor the reverse.
  public static let namespace = "botfleet-proof"
}

/// Something that the panel has otherwise than the documents ask for, and may.
public struct ProofException: Hashable, Sendable {
  public let order: OrderID
  public let kind: Kind
  /// The field that it is about: `build.memory`; nil where it is about the server.
  public let field: String?

  public init(_ kind: Kind, of order: OrderID, field: String? = nil) {
    (self.order, self.kind, self.field) = (order, kind, field)
  }

  /// Why it may.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The order ignores the field.
    case ignored
    /// Somebody suspended the server on the panel, and the fleet lets that stay.
    case suspendedByHand = "suspended-by-hand"
    /// The order is terminated, and its grace period is not over.
    case terminating
    /// The order is terminated and protected.
    case protected
    /// The order's document is gone, and its server is never deleted for that.
    case removed
    case installFailed = "install-failed"
    case reinstallFailed = "reinstall-failed"
    case installOverdue = "install-overdue"
  }
}

extension ProofException: Comparable {
  public static func < (left: ProofException, right: ProofException) -> Bool {
    (left.order, left.kind.rawValue, left.field ?? "") < (right.order, right.kind.rawValue, right.field ?? "")
  }
}

extension FleetFolder {
  /// The reference under which git's notes hold the fleet's proofs.
  public var proofsRef: String {
    self == .usual ? "refs/notes/botfleet/proofs" : "refs/notes/botfleet/proofs-\(referenceName)"
  }
}
