/// How many requests an apply of a plan needs, and how long they take where the panel's limit is all that holds them up.
///
/// The panel counts requests by user and minute, and tells its limit with each answer: 240 in 1.11, 256 from 1.12.1 on, or what its
/// operator set.
public struct Forecast: Hashable, Sendable {
  /// Requests that perform the changes.
  public let performing: Int
  /// Requests that read the panel again afterwards.
  public let observing: Int
  public let limit: Limit

  /// What bounds the speed.
  public struct Limit: Hashable, Sendable {
    /// Requests that the panel answers in a minute; nil where it tells of no limit.
    public let requestsPerMinute: Int?
    /// Percent of them that are left to people.
    public let reservePercent: Int
    /// Servers, nodes or users that one page of a list holds.
    public let pageSize: Int

    /// - Parameter pageSize: botfleet asks for pages of 500.
    public init(requestsPerMinute: Int?, reservePercent: Int = 0, pageSize: Int = 500) {
      precondition(requestsPerMinute ?? 1 > 0 && pageSize > 0)
      self.requestsPerMinute = requestsPerMinute
      self.reservePercent = reservePercent
      self.pageSize = pageSize
    }

    /// Requests that an apply may send in a minute.
    var usable: Int? { requestsPerMinute.map { max(1, $0 - $0 * reservePercent / 100) } }

    func pages(of count: Int) -> Int { max(1, (count + pageSize - 1) / pageSize) }
  }

  /// - Parameter limit: nil is what the panel told, less the plan's reserve.
  public init(of plan: Plan, limit: Limit? = nil) {
    let limit = limit ?? Limit(requestsPerMinute: plan.panelLimit, reservePercent: plan.panelReserve)
    self.limit = limit
    performing = plan.changes.reduce(0) { $0 + $1.requests }
    // Apply looks at everything, also where the plan was made from a part.
    let known = plan.counts.servers + (plan.counts.notLookedAt ?? 0)
    let servers = known + plan.count(of: .create) - plan.count(of: .terminate)
    // Servers, nodes, the egg, and the users where an order names one.
    let users = plan.counts.users.map { limit.pages(of: $0 + plan.count(of: .createUser)) } ?? 0
    observing = performing == 0 ? 0 : limit.pages(of: servers) + 2 + users
  }

  public var requests: Int { performing + observing }

  /// Rounded up; nil where no limit holds it up.
  public var seconds: Int? { limit.usable.map { (requests * 60 + $0 - 1) / $0 } }
}

extension Change {
  /// The requests that it needs where nothing goes wrong.
  public var requests: Int {
    // An egg is changed by itself first, for what its variables had under it comes back then.
    actions.reduce(0) { $0 + $1.requests } + (differences.contains { $0.field == .egg } ? 1 : 0)
  }
}

extension Action {
  fileprivate var requests: Int {
    switch self {
    case .createUser: 1
    // The user that the same plan makes is looked up by the external id.
    case .createServer(let server): server.spec.details.owner.isNew ? 2 : 1
    // The user or the server is read again just before.
    case .linkUser, .link, .updateDetails, .updateBuild, .updateStartup, .suspend, .unsuspend, .delete: 2
    }
  }
}
