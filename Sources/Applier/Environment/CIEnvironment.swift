/// What the environment of a continuous-integration run says about the run.
public struct CIEnvironment: Sendable {
  /// What the run is for.
  public let subject: Subject
  /// The target branch of the pull request that the run is for; nil where it is for none.
  public let pullRequestTarget: String?
  /// The URL of the run's page.
  public let runURL: String?

  /// What a run is for, as far as results are concerned.
  public enum Subject: Hashable, Sendable {
    /// This branch, by its short name.
    case branch(String)
    /// A pull request, a merge queue or a tag: no place for results.
    case noBranch
    /// A run that does not say it in a known way.
    case unknown
    /// No run: a person at a machine.
    case nobody
  }

  /// The branch that the run is for; nil for tags and pull requests.
  public var branch: String? {
    guard case .branch(let name) = subject else { return nil }
    return name
  }

  /// Reads the variables of the known CI systems; `BOTFLEET_RUN_URL` takes precedence over their page.
  public init(_ variables: [String: String]) {
    let variables = variables.filter { !$0.value.isEmpty }
    let system = CISystem.all.first { $0.isPresent(in: variables) }
    subject = system?.subject(in: variables) ?? (variables["CI"].map(Self.isTrue) ?? false ? .unknown : .nobody)
    // Only runs for pull requests have these.
    pullRequestTarget = variables["GITHUB_BASE_REF"] ?? variables["CI_MERGE_REQUEST_TARGET_BRANCH_NAME"]
    runURL = variables["BOTFLEET_RUN_URL"] ?? system?.runURL(variables)
  }

  private static func isTrue(_ value: String) -> Bool { !["false", "0", "no", "off"].contains(value.lowercased()) }
}
