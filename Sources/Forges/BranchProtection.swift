/// How a branch is protected.
public enum BranchProtection: Sendable, Hashable {
  /// The forge guards it, with these rules as far as the token may see them.
  case protected(Rules)
  /// Whoever may write to the repository may push to it.
  case unprotected
  /// The token may not know.
  case unknown(why: String)

  /// What is asked of a change to a protected branch; nil for what cannot be told.
  public struct Rules: Sendable, Hashable {
    /// How many approvals a pull request needs.
    public let approvals: Int?
    /// Whether an approval is dismissed by a later push.
    public let dismissesStaleApprovals: Bool?
    /// The statuses that must be green.
    public let statuses: [String]?
    /// Whether the token's account may push to the branch all the same.
    public let isOpenToToken: Bool?

    /// Rules; nil for each that cannot be told.
    public init(
      approvals: Int?, dismissesStaleApprovals: Bool?, statuses: [String]?, isOpenToToken: Bool? = nil
    ) {
      self.approvals = approvals
      self.dismissesStaleApprovals = dismissesStaleApprovals
      self.statuses = statuses
      self.isOpenToToken = isOpenToToken
    }

    /// Nothing that could be told.
    public static let unseen = Rules(approvals: nil, dismissesStaleApprovals: nil, statuses: nil)
  }
}
