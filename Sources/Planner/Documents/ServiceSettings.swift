/// What `botfleet-server` does for the fleet: `service.yaml`. A part that is left out does not run.
public struct ServiceSettings: Hashable, Sendable {
  public let intake: IntakeRules?
  public let reconcile: ReconcileRules?
  public let mirror: MirrorRules?
  public let health: HealthRules?
  public let notify: [Notification]
  /// Texts in the place of the usual ones.
  public let templates: [TextTemplate]

  /// How paid orders become commits.
  public struct IntakeRules: Hashable, Sendable {
    /// Seconds between two looks at the shop's database.
    public let sweepSeconds: Int
    public let commit: Commit

    /// Where commits go.
    public enum Commit: String, Hashable, Sendable, CaseIterable {
      /// To the branch, as far as intake may decide alone.
      case direct
      case pullRequest = "pull-request"
    }

    public init(sweepSeconds: Int = 300, commit: Commit = .direct) {
      (self.sweepSeconds, self.commit) = (sweepSeconds, commit)
    }
  }

  /// How often the server applies.
  public struct ReconcileRules: Hashable, Sendable {
    /// Seconds between two looks at the branch.
    public let everySeconds: Int
    /// Seconds between two looks at everything.
    public let sweepSeconds: Int

    public init(everySeconds: Int = 30, sweepSeconds: Int = 3600) {
      (self.everySeconds, self.sweepSeconds) = (everySeconds, sweepSeconds)
    }
  }

  /// That git is mirrored; where to, the machine's own file says.
  public struct MirrorRules: Hashable, Sendable {
    /// For how many days facts are kept in the mirror's log; nil keeps them for good. Git has them all the same.
    public let logDays: Int?

    public init(logDays: Int? = nil) { self.logDays = logDays }
  }

  /// How bots are watched, and what is done about those that went down.
  public struct HealthRules: Hashable, Sendable {
    public let restart: Restart
    /// Seconds between two looks at a bot, where the panel's limit allows that many.
    public let everySeconds: Int
    /// The variable that bots sign in with; nil for those of the customers' own that have TOKEN in their name.
    public let token: String?
    public let hiddenStops: HiddenStops
    public let detail: Detail

    public enum Restart: String, Hashable, Sendable, CaseIterable {
      case never
      case onFailure = "on-failure"
    }

    /// Whether bots are started again where the panel hides what administrators do, so that their stop looks like a crash.
    public enum HiddenStops: String, Hashable, Sendable, CaseIterable {
      case refused, accepted
    }

    /// Whether each server has lines of its own in metrics.
    public enum Detail: String, Hashable, Sendable, CaseIterable {
      case servers, nodes
      /// Up to a thousand servers.
      case auto
    }

    public init(
      restart: Restart = .never, everySeconds: Int = 60, token: String? = nil, hiddenStops: HiddenStops = .refused,
      detail: Detail = .auto
    ) {
      (self.restart, self.everySeconds, self.token) = (restart, everySeconds, token)
      (self.hiddenStops, self.detail) = (hiddenStops, detail)
    }
  }

  /// Who is told of what.
  public struct Notification: Hashable, Sendable {
    public let recipient: Recipient
    public let topics: [Topic]
    /// Nil where the recipient's own language counts, and English where that is not known.
    public let language: Language?

    public enum Recipient: String, Hashable, Sendable, CaseIterable {
      case staff, customer
    }

    public init(to recipient: Recipient, about topics: [Topic], language: Language? = nil) {
      (self.recipient, self.topics, self.language) = (recipient, topics, language)
    }
  }

  /// What there is to tell.
  public enum Topic: String, Hashable, Sendable, CaseIterable {
    case received, waiting, deploying, running, suspended, ending, ended, failed
    case crashLoop = "crash-loop"
    case needsToken = "needs-token"
    case drift

    /// Whether a customer may be told.
    public var isForCustomers: Bool { self != .drift }
  }

  /// A language that texts are in.
  public enum Language: String, Hashable, Sendable, CaseIterable {
    case dutch = "nl"
    case english = "en"
  }

  /// A text in the place of a usual one; the words in braces are for whoever sends it to know.
  public struct TextTemplate: Hashable, Sendable {
    public let topic: Topic
    public let language: Language
    public let text: Located<String>

    public init(_ text: Located<String>, of topic: Topic, in language: Language) {
      (self.topic, self.language, self.text) = (topic, language, text)
    }
  }

  public init(
    intake: IntakeRules? = nil, reconcile: ReconcileRules? = nil, mirror: MirrorRules? = nil,
    health: HealthRules? = nil,
    notify: [Notification] = [], templates: [TextTemplate] = []
  ) {
    (self.intake, self.reconcile, self.mirror, self.health) = (intake, reconcile, mirror, health)
    (self.notify, self.templates) = (notify, templates)
  }
}
