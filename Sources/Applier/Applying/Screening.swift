public import Planner

/// A plan whose changes somebody may hold back before any is performed.
public struct ScreenedPlan: Sendable {
  /// Everything that is to be done.
  public let plan: Plan
  /// The fleet's rule; `reviewed` also where only the last recorded revision has it, so that the very edit that lifts it is reviewed.
  public let policy: FleetSettings.Policy.Apply
  /// The full id of the commit that is applied.
  public let revision: String
  /// The full id of the revision that the last results commit on the branch is of; nil where there is none in this clone, or where it is
  /// not among the ancestors of `revision`.
  public let recordedRevision: String?
  /// The full id of the revision since which changes are held back. What pull requests showed since then still counts. The recorded
  /// revision where nothing is held back; nil where that is nil.
  public let screenedSince: String?
  /// The digests of the changes that the documents of those revisions would cause as well, planned against the same observation: no
  /// document since then brought these. Empty where the policy is `merged`.
  public let pending: Set<Digest>
  /// The orders whose changes the last recorded run held back.
  public let heldBefore: Set<OrderID>

  /// A plan to screen.
  public init(
    plan: Plan, policy: FleetSettings.Policy.Apply, revision: String, recordedRevision: String?, screenedSince: String?,
    pending: Set<Digest>, heldBefore: Set<OrderID> = []
  ) {
    self.plan = plan
    self.policy = policy
    self.revision = revision
    self.recordedRevision = recordedRevision
    self.screenedSince = screenedSince
    self.pending = pending
    self.heldBefore = heldBefore
  }
}

/// Where what is applied was reviewed, for the commit that records it.
public struct ReviewTrail: Sendable, Hashable {
  /// The addresses of the pull requests.
  public let pullRequests: [String]
  /// Who approved, and what is to be known about that, a person each: `ada (4f2c1ab)`.
  public let approvedBy: [String]

  /// A trail; empty where nothing is known.
  public init(pullRequests: [String] = [], approvedBy: [String] = []) {
    (self.pullRequests, self.approvedBy) = (pullRequests, approvedBy)
  }
}
