public import HTTP

/// How a process talks to panels, whatever its runs do.
public struct ConnectionOptions: Sendable {
  /// What the panel's web server writes into its log.
  public let userAgent: String
  /// How many requests run at once.
  public let maxRequests: Int
  /// The path of a PEM file with the authorities to trust in place of the system's.
  public let authoritiesFile: String?
  /// The clock, and chance.
  public let time: Timekeeper

  /// Eight requests at once and the system's authorities, unless others are named.
  public init(userAgent: String, maxRequests: Int = 8, authoritiesFile: String? = nil, time: Timekeeper) {
    self.userAgent = userAgent
    self.maxRequests = maxRequests
    self.authoritiesFile = authoritiesFile
    self.time = time
  }
}
