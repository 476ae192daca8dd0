public import HTTP
public import Logging

/// Where a repository is at a forge, and with which token it is spoken to.
public struct ForgeOptions: Sendable {
  /// Which kind of forge.
  public let kind: ForgeKind
  /// The API's root: `https://api.github.com`, `https://gitlab.com/api/v4`, `https://git.example.com/api/v1`.
  public let api: String
  /// The repository: `owner/name`; on GitLab a path of any depth, or the project's number.
  public let repository: String
  /// The token.
  public let token: Secret
  /// What sort of token it is.
  public let tokenKind: TokenKind
  /// What the forge's web server writes into its log.
  public let userAgent: String
  /// The path of a PEM file with the authorities to trust in place of the system's.
  public let authoritiesFile: String?
  /// The clock, and chance.
  public let time: Timekeeper
  /// Seconds since 1970.
  public let now: @Sendable () -> Int
  /// Logs each request in one line, at level `debug`.
  public let log: Logger

  /// What sort of token a token is; only GitLab asks.
  public enum TokenKind: Sendable, Hashable {
    /// Somebody's, or a repository's.
    case access
    /// That of one job of GitLab's, which may read a few things.
    case job
  }

  /// Options with the system's authorities, unless others are named.
  public init(
    kind: ForgeKind, api: String, repository: String, token: Secret, tokenKind: TokenKind = .access, userAgent: String,
    authoritiesFile: String? = nil, time: Timekeeper, now: @escaping @Sendable () -> Int, log: Logger
  ) {
    (self.kind, self.api, self.repository, self.token) = (kind, api, repository, token)
    self.tokenKind = tokenKind
    (self.userAgent, self.authoritiesFile, self.time, self.now, self.log) = (userAgent, authoritiesFile, time, now, log)
  }
}

/// A client of a forge. Sends nothing yet; throws only where the machine has no thread or pipe left, or the repository has no owner.
public func connectForge(_ options: ForgeOptions) throws(ForgeFailure) -> any ForgeClient {
  var headers: HTTPHeaders = ["Accept": options.kind == .gitHub ? "application/vnd.github+json" : "application/json"]
  switch options.kind {
  case .gitHub:
    headers.append("Authorization", "Bearer ", options.token)
    headers.append("X-GitHub-Api-Version", "2022-11-28")
  case .gitLab: headers.append(options.tokenKind == .job ? "JOB-TOKEN" : "PRIVATE-TOKEN", "", options.token)
  case .forgejo, .gitea: headers.append("Authorization", "token ", options.token)
  }
  let http: HTTPClient
  do throws(TransportFailure) {
    http = try HTTPClient(
      HTTPClient.Configuration(
        userAgent: options.userAgent, maxTransfers: 4, maxResponseBytes: 16 << 20,
        authoritiesFile: options.authoritiesFile))
  } catch {
    throw .noAnswer(.init(error), mayHaveTakenEffect: false)
  }
  let root = options.api.hasSuffix("/") ? String(options.api.dropLast()) : options.api
  func connection(_ readFailure: @escaping @Sendable (HTTPResponse, ForgeRequest) -> ForgeFailure?) -> ForgeConnection {
    ForgeConnection(
      root: root, headers: headers, http: http, time: options.time, now: options.now, log: options.log,
      memory: ConnectionMemory(betweenWrites: options.kind == .gitHub ? .seconds(1) : .zero), readFailure: readFailure)
  }
  if options.kind == .gitLab { return GitLab(connection(readGitLabFailure), project: options.repository) }
  let parts = options.repository.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
  guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { throw .notFound("repository of this name") }
  return options.kind == .gitHub
    ? GitHub(connection(readGitHubFailure), owner: parts[0], name: parts[1])
    : Gitea(connection(readGiteaFailure), options.kind, owner: parts[0], name: parts[1])
}
