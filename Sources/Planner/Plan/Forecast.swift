/// How many requests an apply of a plan needs, and how long they take where the panel's limit is all that holds them up.
///
/// The panel counts requests by user and minute: 240 of the Application API unless its operator set another limit.
public struct Forecast: Hashable, Sendable {
  /// Requests that perform the changes.
  public let performing: Int
  /// Requests that read the panel again afterwards.
  public let observing: Int
  public let limit: Limit

  /// What bounds the speed.
  public struct Limit: Hashable, Sendable {
    /// Requests that the panel answers in a minute.
    public let requestsPerMinute: Int
    /// Percent of them that are left to people.
    public let reservePercent: Int
    /// Servers, nodes or users that one page of a list holds.
    public let pageSize: Int

    /// The panel's own default, and the pages that botfleet asks for.
    public init(requestsPerMinute: Int = 240, reservePercent: Int = 0, pageSize: Int = 500) {
      precondition(requestsPerMinute > 0 && pageSize > 0)
      self.requestsPerMinute = requestsPerMinute
      self.reservePercent = reservePercent
      self.pageSize = pageSize
    }

    /// Requests that an apply may send in a minute.
    var usable: Int { max(1, requestsPerMinute - requestsPerMinute * reservePercent / 100) }

    func pages(of count: Int) -> Int { max(1, (count + pageSize - 1) / pageSize) }
  }

  /// - Parameter limit: nil is the panel's own default, less the plan's reserve.
  public init(of plan: Plan, limit: Limit? = nil) {
    let limit = limit ?? Limit(reservePercent: plan.panelReserve)
    self.limit = limit
    performing = plan.changes.reduce(0) { $0 + $1.requests }
    let servers = plan.counts.servers + plan.count(of: .create) - plan.count(of: .terminate)
    // Servers, nodes, the egg, and the users where an order names one.
    let users = plan.counts.users.map { limit.pages(of: $0 + plan.count(of: .createUser)) } ?? 0
    observing = performing == 0 ? 0 : limit.pages(of: servers) + 2 + users
  }

  public var requests: Int { performing + observing }

  /// Rounded up.
  public var seconds: Int { (requests * 60 + limit.usable - 1) / limit.usable }
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
    // The server is read again just before.
    case .updateDetails, .updateBuild, .updateStartup, .suspend, .unsuspend, .delete: 2
    }
  }
}
