/// How intake works, as the machine and `fleet/service.yaml` say.
public struct IntakeSettings: Hashable, Sendable {
  /// The branch that orders are committed to.
  public var branch: String
  /// The remote's name in the clone.
  public var remote: String
  /// What commits call the place that orders come from: `Intake: shop`.
  public var name: String
  public var commit: CommitPolicy
  /// Who commits.
  public var committer: Committer

  /// Who decides about what comes in.
  public enum CommitPolicy: String, Hashable, Sendable, CaseIterable {
    /// Intake commits what it may do alone.
    case direct
    /// Everything becomes a pull request.
    case pullRequest = "pull-request"
  }

  /// The name and address that intake's commits bear.
  public struct Committer: Hashable, Sendable {
    public var name: String
    public var email: String

    public init(name: String, email: String) {
      self.name = name
      self.email = email
    }
  }

  public init(
    branch: String, remote: String = "origin", name: String = "shop", commit: CommitPolicy = .direct,
    committer: Committer = Committer(name: "botfleet intake", email: "intake@botfleet.invalid")
  ) {
    self.branch = branch
    self.remote = remote
    self.name = name
    self.commit = commit
    self.committer = committer
  }
}
