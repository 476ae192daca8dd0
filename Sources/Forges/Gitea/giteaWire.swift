/// A branch as Gitea and Forgejo show one, with the rules of its protection as far as there are some.
struct TeaBranch: Decodable {
  let protected: Bool
  let requiredApprovals: Int?
  let enableStatusCheck: Bool?
  let statusCheckContexts: [String]?
  let userCanPush: Bool?

  var rules: BranchProtection.Rules {
    BranchProtection.Rules(
      approvals: requiredApprovals, dismissesStaleApprovals: nil,
      statuses: enableStatusCheck == false ? [] : statusCheckContexts, isOpenToToken: userCanPush)
  }
}

/// A label as Gitea and Forgejo show one.
struct TeaLabel: Decodable {
  let id: Int64
  let name: String
}
