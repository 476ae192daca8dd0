/// A plan that was saved for review. What it says is never performed: its digests pick changes out of a plan that is made afresh.
public struct SavedPlan: Sendable {
  public let fleet: String
  /// The fleet's folder: fleets of one repository may have the same name, panel and orders.
  public let folder: FleetFolder
  public let panel: String
  /// The commit that it was made from.
  public let revision: String?
  public let changes: [SavedChange]

  /// What is needed of a saved change to find it again, and to say what moved where it is not found.
  public struct SavedChange: Sendable {
    public let order: String
    public let kind: String
    public let digest: String
    public let server: Server?
    /// The number of the node that was chosen for a new server.
    public let node: Int?
    public let differences: [Difference]
    /// What new servers were to be, by the fields' paths: one of each create.
    public let specs: [[String: String]]

    /// The server as it was observed.
    public struct Server: Sendable {
      public let uuid: String
      public let status: String
      public let node: Int
      /// By the fields' paths; null where the value was kept from view.
      public let observed: [String: String?]

      public init(uuid: String, status: String, node: Int, observed: [String: String?]) {
        self.uuid = uuid
        self.status = status
        self.node = node
        self.observed = observed
      }
    }

    /// A field that was to be another.
    public struct Difference: Sendable {
      public let field: String
      public let new: String

      public init(field: String, new: String) {
        self.field = field
        self.new = new
      }
    }

    public init(
      order: String, kind: String, digest: String, server: Server?, node: Int?, differences: [Difference],
      specs: [[String: String]]
    ) {
      self.order = order
      self.kind = kind
      self.digest = digest
      self.server = server
      self.node = node
      self.differences = differences
      self.specs = specs
    }
  }

  public init(
    fleet: String, folder: FleetFolder = .usual, panel: String, revision: String?, changes: [SavedChange]
  ) {
    self.fleet = fleet
    self.folder = folder
    self.panel = panel
    self.revision = revision
    self.changes = changes
  }
}

/// Why a saved plan is not looked at.
public enum SavedPlanFailure: Error, Sendable {
  case notAPlan
  case unknownFormat(String)
  /// Its digests were made in another way than this version's, so that none could be found again.
  case otherDigests(String)
  /// It was made from a working tree that nobody else has.
  case dirty
  /// Its digest is not that of its changes.
  case tampered
  case otherFleet(saved: String, current: String)
  case otherFolder(saved: FleetFolder, current: FleetFolder)
  case otherPanel(saved: String, current: String)
}

extension SavedPlanFailure: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notAPlan: "the file is not a plan that `botfleet plan --out` wrote"
    case .unknownFormat(let format):
      "the saved plan has the format '\(escapedForDisplay(format, upTo: 60))', which this version does not know; \(sameVersion)"
    case .otherDigests(let format):
      "the saved plan's digests have the format '\(escapedForDisplay(format, upTo: 60))', and this version makes others; \(sameVersion)"
    case .dirty: "the saved plan contains uncommitted changes; commit them, and plan again"
    case .tampered: "the saved plan's digest does not match its changes: the file was altered"
    case .otherFleet(let saved, let current):
      "the saved plan is for the fleet '\(escapedForDisplay(saved, upTo: 60))', and this is '\(current)'"
    case .otherFolder(let saved, let current):
      "the saved plan is for the fleet in \(escapedForDisplay(saved.path, upTo: 200)), and this is the one in \(escapedForDisplay(current.path, upTo: 200)); choose it with --fleet"
    case .otherPanel(let saved, let current):
      "the saved plan is for the panel \(escapedForDisplay(saved, upTo: 200)), and this is \(current)"
    }
  }
}

private let sameVersion = "plan again with this version, or apply with the one that made the plan"
