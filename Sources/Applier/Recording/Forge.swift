/// What the environment of a continuous-integration run says of itself.
public struct Forge: Sendable {
  /// The branch that the run is for; nil for tags and pull requests.
  public let branch: String?
  /// The branch that the pull request is for which the run is about; nil where it is about none.
  public let pullRequestTarget: String?
  /// The run's page.
  public let runURL: String?

  /// Reads the variables of GitHub, Gitea and Forgejo actions, and of GitLab; `BOTFLEET_RUN_URL` goes before them.
  public init(_ variables: [String: String]) {
    let named = Self.githubBranch(variables) ?? variables["CI_COMMIT_BRANCH"]
    branch = named.flatMap { $0.isEmpty ? nil : $0 }
    // Only runs for pull requests have these.
    let targets = ["GITHUB_BASE_REF", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME"].compactMap { variables[$0] }
    pullRequestTarget = targets.first { !$0.isEmpty }
    runURL = variables["BOTFLEET_RUN_URL"] ?? Self.githubRun(variables) ?? variables["CI_JOB_URL"]
  }

  private static func githubBranch(_ variables: [String: String]) -> String? {
    guard let ref = variables["GITHUB_REF"], ref.hasPrefix("refs/heads/") else { return nil }
    return String(ref.dropFirst("refs/heads/".count))
  }

  private static func githubRun(_ variables: [String: String]) -> String? {
    guard let server = variables["GITHUB_SERVER_URL"], let repository = variables["GITHUB_REPOSITORY"],
      let run = variables["GITHUB_RUN_ID"]
    else { return nil }
    return "\(server)/\(repository)/actions/runs/\(run)"
  }
}
