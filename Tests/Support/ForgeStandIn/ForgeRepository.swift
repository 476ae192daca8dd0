import Foundation
public import GitServers
import Guarding
public import RepositoryFixtures

/// The repository behind a forge: bare, served over HTTP, with the refs and the refusals of the forge.
public final class ForgeRepository: Sendable {
  /// The bare repository, for looking at what the forge has.
  public let bare: TemporaryRepository
  /// What serves it.
  public let web: WebGitServer
  /// Where the forge merges.
  let desk: TemporaryRepository
  private let kind: ForgeStandIn.Kind
  private let rules = Guarded<Set<String>>([])

  /// - Parameter users: their tokens, by the names that git knows them by; the automation is `ci`.
  init(_ kind: ForgeStandIn.Kind, _ seed: TemporaryRepository, users: [String: String]) throws {
    self.kind = kind
    bare = try TemporaryRepository(["clone", "-q", "--bare", seed.path])
    try bare.git("remote", "remove", "origin")
    // GitLab's web address of a repository is also fetched from with `.git` at its end.
    try FileManager.default.createSymbolicLink(atPath: "\(bare.path).git", withDestinationPath: bare.path)
    try Data().write(to: URL(filePath: "\(bare.path)/forge-rules"))
    try writeProgram(Self.hook(of: kind), to: "\(bare.path)/hooks/\(kind == .gitHub ? "update" : "pre-receive")")
    web = try WebGitServer(serving: bare, users: users)
    desk = try TemporaryRepository(["clone", "-q", bare.path])
  }

  /// The address for one of the users.
  public func url(for user: String, _ token: String) -> String { web.url(for: user, token) }

  /// The address of a fork, which is somebody's own copy.
  public func makeFork(named name: String) throws -> String {
    let folder = URL(filePath: bare.path).deletingLastPathComponent()
    let path = folder.appending(path: name).path
    if !FileManager.default.fileExists(atPath: path) { try bare.git("clone", "-q", "--bare", bare.path, path) }
    return path
  }

  /// Lets nobody push to a branch but these users; the forge itself merges.
  public func protect(_ branch: String, pushers: [String] = []) throws {
    try change { rules in
      rules.insert("protected refs/heads/\(branch)")
      for user in pushers { rules.insert("pusher \(user)") }
    }
  }

  /// Takes every push, or none any more.
  public func archive(_ isArchived: Bool = true) throws {
    try change { if isArchived { $0.insert("archived") } else { $0.remove("archived") } }
  }

  private func change(_ body: (inout Set<String>) -> Void) throws {
    let lines = rules.withLock { rules -> [String] in
      body(&rules)
      return rules.sorted()
    }
    try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: URL(filePath: "\(bare.path)/forge-rules"))
  }

  /// Whether it has a commit.
  func has(_ commit: String) -> Bool { (try? bare.git("cat-file", "-e", "\(commit)^{commit}")) != nil }

  /// Takes over where the branches are: the heads of open pull requests, with a ref for each.
  func refresh(_ state: inout ForgeState) throws {
    var tips: [String: String] = [:]
    for line in try bare.git("for-each-ref", "--format=%(objectname) %(refname)").split(separator: "\n") {
      let words = line.split(separator: " ", maxSplits: 1).map(String.init)
      tips[words[1]] = words[0]
    }
    for (number, pull) in state.pulls where pull.isOpen {
      let ref = headRef(number)
      if !pull.isFork, let tip = tips["refs/heads/\(pull.headBranch)"] { state.pulls[number]?.head = tip }
      guard let head = state.pulls[number]?.head, tips[ref] != head, has(head) else { continue }
      try bare.git("update-ref", ref, head)
    }
  }

  /// The ref that a forge keeps for the head of a pull request.
  public func headRef(_ number: Int) -> String {
    kind == .gitLab ? "refs/merge-requests/\(number)/head" : "refs/pull/\(number)/head"
  }

  /// Only who comes over HTTP has a name.
  private static func hook(of kind: ForgeStandIn.Kind) -> String {
    let refusal =
      switch kind {
      case .gitHub: "error: GH006: Protected branch update failed for $ref."
      case .gitLab: "GitLab: You are not allowed to push code to protected branches on this project."
      case .gitea: "Forgejo: Not allowed to push to protected branch ${ref#refs/heads/}"
      }
    let archived =
      switch kind {
      case .gitHub: "This repository was archived so it is read-only."
      case .gitLab: "GitLab: You can't push code to an archived project."
      case .gitea: "Forgejo: The repository is archived."
      }
    return """
      #!/bin/sh
      [ -n "$REMOTE_USER" ] || exit 0
      if grep -qxF archived forge-rules; then echo "\(archived)" >&2; exit 1; fi
      refuse() {
        if grep -qxF "protected $ref" forge-rules && ! grep -qxF "pusher $REMOTE_USER" forge-rules; then
          echo "\(refusal)" >&2
          exit 1
        fi
      }
      if [ $# -gt 0 ]; then ref=$1; refuse; exit 0; fi
      while read old new ref; do refuse; done
      exit 0

      """
  }
}
