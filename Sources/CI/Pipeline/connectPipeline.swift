public import Forges
public import HTTP
public import Logging

/// A token of a run's environment, and what it is good for.
public struct PipelineToken: Sendable {
  /// The variable that it comes from.
  public let variable: String
  /// Whether it can write; GitLab's `CI_JOB_TOKEN` reads only.
  public let canWrite: Bool
  let secret: Secret

  /// The variables that are looked at, the first that is set counts.
  public static func variables(for kind: ForgeKind) -> [String] {
    switch kind {
    case .gitHub: ["BOTFLEET_FORGE_TOKEN", "GITHUB_TOKEN"]
    case .gitLab: ["BOTFLEET_FORGE_TOKEN", "GITLAB_TOKEN", jobToken]
    case .forgejo: ["BOTFLEET_FORGE_TOKEN", "FORGEJO_TOKEN", "GITHUB_TOKEN"]
    case .gitea: ["BOTFLEET_FORGE_TOKEN", "GITEA_TOKEN", "GITHUB_TOKEN"]
    }
  }

  fileprivate static let jobToken = "CI_JOB_TOKEN"

  /// The token for a kind of forge; nil where the environment has none.
  public init?(for kind: ForgeKind, in variables: [String: String]) {
    let names = Self.variables(for: kind)
    guard let name = names.first(where: { variables[$0]?.isEmpty == false }), let text = variables[name] else {
      return nil
    }
    variable = name
    canWrite = name != Self.jobToken
    secret = Secret(text)
  }
}

/// What a client of a forge has from the program beside the pipeline.
public struct ForgeAccess: Sendable {
  let userAgent: String
  let authoritiesFile: String?
  let time: Timekeeper
  let now: @Sendable () -> Int
  let log: Logger

  /// - Parameters:
  ///   - userAgent: what the forge's web server writes into its log.
  ///   - authoritiesFile: the path of a PEM file with the authorities to trust in place of the system's.
  ///   - time: the clock, and chance.
  ///   - now: seconds since 1970.
  ///   - log: logs each request in one line, at level `debug`.
  public init(
    userAgent: String, authoritiesFile: String?, time: Timekeeper, now: @escaping @Sendable () -> Int, log: Logger
  ) {
    (self.userAgent, self.authoritiesFile, self.time, self.now, self.log) = (userAgent, authoritiesFile, time, now, log)
  }
}

/// A client of the forge that a run is of; nothing is sent yet. Nil where no forge is known, or the environment has no token for it.
public func connectPipeline(
  _ pipeline: Pipeline, _ variables: [String: String], _ access: ForgeAccess
) throws(ForgeFailure) -> (any ForgeClient)? {
  guard let place = pipeline.place, let token = PipelineToken(for: place.kind, in: variables) else { return nil }
  return try connectForge(
    ForgeOptions(
      kind: place.kind, api: place.api, repository: place.repository, token: token.secret,
      tokenKind: token.canWrite ? .access : .job, userAgent: access.userAgent,
      authoritiesFile: access.authoritiesFile, time: access.time, now: access.now, log: access.log))
}
