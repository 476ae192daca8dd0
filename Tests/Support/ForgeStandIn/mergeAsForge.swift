import Foundation
import RepositoryFixtures

/// How a pull request is merged.
public enum MergeWay: Sendable, CaseIterable { case mergeCommit, squash, rebase }

extension ForgeStandIn {
  /// Opens a pull request for a branch that was pushed before, and returns its number.
  ///
  /// - Parameters:
  ///   - user: a token.
  ///   - fork: the path of the fork that has the branch.
  public func openPull(
    _ title: String, from branch: String, to base: String = "main", by user: String = "ada", fork: String? = nil
  ) throws -> Int {
    guard let repository else { throw GitFailed(stderr: "there is no repository") }
    let tip = try repository.bare.git("rev-parse", "refs/heads/\(base)")
    if let fork { try repository.bare.git("fetch", "-q", fork, "refs/heads/\(branch)") }
    let head = try repository.bare.git("rev-parse", fork == nil ? "refs/heads/\(branch)" : "FETCH_HEAD")
    return try state.withLock { state in
      let number = state.nextNumber()
      var pull = ForgeState.Pull(
        number: number, title: title, author: state.users[user]?.id ?? 0, head: head, headBranch: branch, base: base)
      (pull.isFork, pull.baseCommit) = (fork != nil, tip)
      state.pulls[number] = pull
      state.knows = { [weak repository] in repository?.has($0) ?? true }
      try repository.refresh(&state)
      return number
    }
  }

  /// Approves what a pull request's head is now.
  public func approve(_ number: Int, by user: String = "bo") {
    state.withLock { state in
      guard let head = state.pulls[number]?.head, let id = state.users[user]?.id else { return }
      state.reviews.append(.init(pull: number, user: id, state: "APPROVED", commit: head))
    }
  }

  /// Closes a pull request without merging it.
  public func close(_ number: Int) { state.withLock { $0.pulls[number]?.isOpen = false } }

  /// Merges as the forge does: into its own repository, with its own subject, and under its own name. Returns the new tip.
  @discardableResult
  public func merge(_ number: Int, _ way: MergeWay, lag: Int = 0) throws -> String {
    guard let repository, let pull = try fresh(number), pull.isOpen else {
      throw GitFailed(stderr: "there is no \(number)")
    }
    let desk = repository.desk
    let before = try fetchTip(of: pull.base)
    switch way {
    case .mergeCommit: try commit(["merge", "-q", "--no-ff", pull.head, "-m", message(pull, way)])
    case .squash:
      try commit(["merge", "-q", "--squash", pull.head])
      try commit(["commit", "-q", "-m", message(pull, way)], as: author(of: pull))
    case .rebase: try rebase(pull, onto: before)
    }
    let tip = try desk.git("rev-parse", "HEAD")
    try desk.git("push", "-q", "origin", "HEAD:refs/heads/\(pull.base)")
    let brought = try desk.git("rev-list", "\(before)..\(tip)").split(separator: "\n").map(String.init)
    let known =
      switch kind {
      // GitHub knows every commit that it brought, GitLab those of the request itself, too; Forgejo and Gitea only the last.
      case .gitHub, .gitLab: brought
      case .gitea: [tip]
      }
    state.withLock { state in
      for commit in known { state.merges[commit, default: []].append(number) }
      state.mergeLag += lag
      state.pulls[number]?.isMerged = true
      state.pulls[number]?.isOpen = false
    }
    return tip
  }

  /// Builds what a merge queue tries: these pull requests one after the other, on a branch of its own (on GitLab a ref).
  public func queue(_ numbers: [Int]) throws -> MergeGroup {
    guard let repository, let last = numbers.last else { throw GitFailed(stderr: "nothing is queued") }
    let base = try fetchTip(of: "main")
    for number in numbers {
      guard let pull = try fresh(number) else { throw GitFailed(stderr: "there is no \(number)") }
      try commit(["merge", "-q", "--no-ff", pull.head, "-m", message(pull, .mergeCommit)])
    }
    let head = try repository.desk.git("rev-parse", "HEAD")
    let ref =
      kind == .gitLab
      ? "refs/merge-requests/\(last)/train" : "refs/heads/gh-readonly-queue/main/pr-\(last)-\(base)"
    try repository.desk.git("push", "-q", "-f", "origin", "HEAD:\(ref)")
    return MergeGroup(head: head, base: base, ref: ref, last: last)
  }

  func fresh(_ number: Int) throws -> ForgeState.Pull? {
    try state.withLock { state in
      try repository?.refresh(&state)
      return state.pulls[number]
    }
  }

  /// Fetches everything, and stands at a branch's tip.
  func fetchTip(of branch: String) throws -> String {
    guard let desk = repository?.desk else { throw GitFailed(stderr: "there is no repository") }
    try desk.git("fetch", "-q", "--prune", "origin", "+refs/*:refs/remotes/all/*")
    try desk.git("reset", "-q", "--hard")
    try desk.git("checkout", "-q", "--detach", "refs/remotes/all/heads/\(branch)")
    return try desk.git("rev-parse", "HEAD")
  }

  private func rebase(_ pull: ForgeState.Pull, onto tip: String) throws {
    guard let desk = repository?.desk else { return }
    let isAhead = (try? desk.git("merge-base", "--is-ancestor", tip, pull.head)) != nil
    // GitHub writes every commit anew; the others do only where they must, and GitLab wants that done before.
    if isAhead, kind != .gitHub {
      try desk.git("reset", "-q", "--hard", pull.head)
    } else if kind == .gitLab {
      throw GitFailed(stderr: "409 Branch cannot be merged: it needs a rebase")
    } else {
      for commit in try desk.git("rev-list", "--reverse", "--no-merges", "\(tip)..\(pull.head)").split(separator: "\n")
      {
        try self.commit(["cherry-pick", "--allow-empty", "--keep-redundant-commits", String(commit)])
      }
    }
  }

  private func author(of pull: ForgeState.Pull) -> [String: String] {
    let login = state.withLock { $0.user(pull.author).login }
    return ["GIT_AUTHOR_NAME": login, "GIT_AUTHOR_EMAIL": "\(login)@users.noreply.example.com"]
  }

  /// Runs git in the forge's name, at the time that it is.
  private func commit(_ arguments: [String], as author: [String: String] = [:]) throws {
    let now = "@\(Int(Date().timeIntervalSince1970)) +0000"
    let (name, address) = kind == .gitHub ? ("GitHub", "noreply@github.com") : ("bo", "bo@example.com")
    var variables = ["GIT_COMMITTER_NAME": name, "GIT_COMMITTER_EMAIL": address, "GIT_COMMITTER_DATE": now]
    variables["GIT_AUTHOR_DATE"] = now
    try repository?.desk.git(arguments, with: variables.merging(author) { $1 })
  }

  /// What the forge writes when nobody changes it.
  private func message(_ pull: ForgeState.Pull, _ way: MergeWay) -> String {
    let address = "https://forge.example.com/shop/fleet/pulls/\(pull.number)"
    switch (kind, way) {
    case (.gitHub, .squash): return "\(pull.title) (#\(pull.number))\n\n* a change"
    case (.gitHub, _): return "Merge pull request #\(pull.number) from shop/\(pull.headBranch)\n\n\(pull.title)"
    case (.gitLab, .squash): return pull.title
    case (.gitLab, _):
      return
        "Merge branch '\(pull.headBranch)' into '\(pull.base)'\n\n\(pull.title)\n\nSee merge request shop/fleet!\(pull.number)"
    case (.gitea, .squash): return "\(pull.title) (#\(pull.number))\n\nReviewed-on: \(address)"
    case (.gitea, _):
      return
        "Merge pull request '\(pull.title)' (#\(pull.number)) from \(pull.headBranch) into \(pull.base)\n\nReviewed-on: \(address)"
    }
  }
}

/// What a merge queue tries.
public struct MergeGroup: Sendable {
  public let head: String
  public let base: String
  /// Where it is.
  public let ref: String
  /// The number of its last pull request, the only one that an event names.
  public let last: Int
}
