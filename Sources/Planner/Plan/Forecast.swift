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
    /// Servers that one page of the list holds.
    public let serversPerPage: Int

    /// The panel's own default, and the pages that botfleet asks for.
    public init(requestsPerMinute: Int = 240, serversPerPage: Int = 500) {
      precondition(requestsPerMinute > 0 && serversPerPage > 0)
      self.requestsPerMinute = requestsPerMinute
      self.serversPerPage = serversPerPage
    }
  }

  public init(of plan: Plan, limit: Limit = Limit()) {
    self.limit = limit
    performing = plan.changes.reduce(0) { $0 + $1.requests }
    let servers = plan.counts.servers + plan.count(of: .create) - plan.count(of: .terminate)
    observing = performing == 0 ? 0 : max(1, (servers + limit.serversPerPage - 1) / limit.serversPerPage)
  }

  public var requests: Int { performing + observing }

  /// Rounded up.
  public var seconds: Int { (requests * 60 + limit.requestsPerMinute - 1) / limit.requestsPerMinute }
}

extension Change {
  /// The requests that it needs where nothing goes wrong: those of its actions, and one that reads an updated server just before.
  public var requests: Int {
    let isUpdated = actions.contains { $0.isUpdate }
    return actions.reduce(isUpdated ? 1 : 0) { $0 + $1.requests }
  }
}

extension Action {
  fileprivate var isUpdate: Bool {
    switch self {
    case .updateDetails, .updateBuild, .updateStartup: true
    case .createUser, .createServer, .suspend, .unsuspend, .delete: false
    }
  }

  fileprivate var requests: Int {
    switch self {
    case .createUser, .createServer, .updateDetails, .updateBuild, .updateStartup, .suspend, .unsuspend: 1
    case .delete: 2  // its server is read again just before
    }
  }
}
