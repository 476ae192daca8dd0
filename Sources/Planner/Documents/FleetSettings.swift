/// Which panel, what every server gets, placement, safety and policy: `fleet.yaml`, completed from the environment.
public struct FleetSettings: Hashable, Sendable {
  /// The fleet's name.
  public let name: String
  /// Nil where neither the document nor the environment names one: enough to validate a fleet, not to plan it.
  public let panel: PanelAddress?
  public let server: ServerDefaults
  public let placement: PlacementRule
  public let policy: Policy
  public let safety: Safety
  /// The author of the commits that hold results.
  public let author: Author
  /// Where some of it stands.
  public let places: SettingsPlaces

  /// The panel's kind and base URL, without a slash at its end.
  public struct PanelAddress: Hashable, Sendable {
    public let kind: PanelKind
    public let url: String
    /// Percent of the panel's request limit that runs leave to people.
    public let reservePercent: Int

    /// How many seconds the panel waits for a node's daemon; nil where nobody says.
    public let daemonTimeoutSeconds: Int?

    /// What is left to people where nothing is said.
    public static let usualReserve = 20

    public init(
      kind: PanelKind = .pterodactyl, url: String, reservePercent: Int = Self.usualReserve,
      daemonTimeoutSeconds: Int? = nil
    ) {
      self.kind = kind
      self.url = url
      self.reservePercent = reservePercent
      self.daemonTimeoutSeconds = daemonTimeoutSeconds
    }
  }

  /// What every server gets.
  public struct ServerDefaults: Hashable, Sendable {
    public let egg: EggReference
    /// The owner where an order names no customer.
    public let owner: UserID
    public let image: Located<Setting>
    /// The startup command.
    public let startup: String
    public let name: Setting
    public let description: Setting
    public let environment: [String: Located<Setting>]

    public init(
      egg: EggReference, owner: UserID, image: Located<Setting>, startup: String, name: Setting,
      description: Setting, environment: [String: Located<Setting>]
    ) {
      self.egg = egg
      self.owner = owner
      self.image = image
      self.startup = startup
      self.name = name
      self.description = description
      self.environment = environment
    }
  }

  /// Where new servers go.
  public struct PlacementRule: Hashable, Sendable {
    public let candidates: Candidates
    public let strategy: Strategy
    /// Percent of a node's memory and disk; a plan that leaves less says so.
    public let reservePercent: Int

    /// The nodes among which one is chosen.
    public enum Candidates: Hashable, Sendable {
      case nodes(Set<NodeID>)
      case locations(Set<LocationID>)
    }

    /// Fill one node before the next, or keep all equally used.
    public enum Strategy: String, Hashable, Sendable, CaseIterable {
      case pack, spread
    }

    public init(candidates: Candidates, strategy: Strategy = .pack, reservePercent: Int = 0) {
      self.candidates = candidates
      self.strategy = strategy
      self.reservePercent = reservePercent
    }
  }

  /// What happens to servers whose order is overdue, refunded, removed or terminated.
  public struct Policy: Hashable, Sendable {
    public let overdue: Consequence
    public let refunded: Consequence
    /// For servers whose order has no file any more.
    public let removed: Consequence
    /// For servers that somebody suspended on the panel, and whose order wants them to run.
    public let suspendedByHand: HandSuspension
    /// Days between the apply that first saw `terminated` and the deletion.
    public let terminateAfterDays: Int
    /// Seconds, from a server's creation, that a suspension waits for its installation.
    public let installWithinSeconds: Int
    /// The short name of the only branch that is applied; nil where any may be.
    public let branch: String?
    /// Which changes a run of continuous integration performs.
    public let apply: Apply

    /// No policy deletes.
    public enum Consequence: String, Hashable, Sendable, CaseIterable {
      case suspend, keep
    }

    /// Whether a suspension that no document asked for stays.
    public enum HandSuspension: String, Hashable, Sendable, CaseIterable {
      case keep, resume
    }

    /// Which changes a run of continuous integration performs: everything that the branch declares, or of what pull requests declare only
    /// what was shown on them exactly as it is.
    public enum Apply: String, Hashable, Sendable, CaseIterable {
      case merged, reviewed
    }

    public init(
      overdue: Consequence = .suspend, refunded: Consequence = .suspend, removed: Consequence = .keep,
      suspendedByHand: HandSuspension = .keep, terminateAfterDays: Int = 7, installWithinSeconds: Int = 3600,
      branch: String? = nil, apply: Apply = .merged
    ) {
      self.overdue = overdue
      self.refunded = refunded
      self.removed = removed
      self.suspendedByHand = suspendedByHand
      self.terminateAfterDays = terminateAfterDays
      self.installWithinSeconds = installWithinSeconds
      self.branch = branch
      self.apply = apply
    }
  }

  /// How much one plan may do.
  public struct Safety: Hashable, Sendable {
    /// Servers that one plan may delete, and that may have vanished before nothing is applied at all.
    public let maxTerminations: Int
    /// Percent of the recorded servers that one plan may change, creates left out.
    public let maxChangedPercent: Int
    /// So many changed servers are allowed whatever share they are: a small fleet has to be able to change.
    public let always: Int
    /// Servers that one plan may create.
    public let maxCreates: Allowance
    /// Panel users that one plan may create; the panel mails each of them.
    public let maxUsers: Allowance

    public init(
      maxTerminations: Int = 3, maxChangedPercent: Int = 30, always: Int = 5, maxCreates: Allowance = .standard,
      maxUsers: Allowance = .standard
    ) {
      self.maxTerminations = maxTerminations
      self.maxChangedPercent = maxChangedPercent
      self.always = always
      self.maxCreates = maxCreates
      self.maxUsers = maxUsers
    }
  }

  /// A name and an address, as git has them.
  public struct Author: Hashable, Sendable, CustomStringConvertible {
    public let name: String
    public let email: String

    public init(name: String = "botfleet", email: String = "botfleet@localhost") {
      self.name = name
      self.email = email
    }

    public var description: String { "\(name) <\(email)>" }
  }

  public init(
    name: String, panel: PanelAddress?, server: ServerDefaults, placement: PlacementRule, policy: Policy = Policy(),
    safety: Safety = Safety(), author: Author = Author(), places: SettingsPlaces = SettingsPlaces()
  ) {
    self.name = name
    self.panel = panel
    self.server = server
    self.placement = placement
    self.policy = policy
    self.safety = safety
    self.author = author
    self.places = places
  }
}
