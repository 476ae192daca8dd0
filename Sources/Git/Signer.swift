public import Logging

/// Signs commits as git's own configuration says: with an ssh, gpg or x509 key, wherever that is kept.
///
/// The `git` program makes the signed commit from an existing tree. So every setting counts,
/// `gpg.ssh.defaultKeyCommand` and whatever a later version adds included, and the commit is byte for byte the one that
/// `git commit` would make.
public struct Signer: Sendable {
  private let program: GitProgram
  private let folder: String

  private static let step = "signing a commit"
  private static let limit = Duration.seconds(60)

  /// The signer that a repository's commits want; nil where `commit.gpgsign` is not set.
  public static func find(
    for repository: Repository, in environment: [String: String], log: Logger = .silent
  ) async throws(GitError) -> Signer? {
    let program: GitProgram
    do throws(GitError) { program = try await GitProgram.find(in: environment, log: log).at(repository) } catch {
      // Without a remote and without signatures, nothing needs the program.
      guard case .gitMissing = error else { throw error }
      let wish = try await repository.configValue("commit.gpgsign")?.lowercased() ?? "false"
      guard ["false", "no", "off", "0", ""].contains(wish) else { throw error }
      return nil
    }
    let folder = repository.workTree ?? repository.gitDirectory
    let answer = try await program.run(
      ["config", "--type=bool", "--get", "commit.gpgsign"], in: folder, step: "reading commit.gpgsign", within: limit)
    guard answer.output.hasPrefix("true") else { return nil }
    return Signer(program: program, folder: folder)
  }

  /// Signs something that nobody needs: throws where signing would fail later, when there is something to lose.
  public func test(as who: Signature) async throws(GitError) {
    _ = try await commit(CommitDraft(parent: nil, changes: [:], message: "a test\n", author: who), tree: .emptyTree)
  }

  /// Makes the signed commit of a draft whose tree is written.
  func commit(_ draft: CommitDraft, tree: ObjectID) async throws(GitError) -> ObjectID {
    let parents = [draft.parent, draft.merged].compactMap(\.self).flatMap { ["-p", "\($0)"] }
    let signing = program.adding(
      identity("AUTHOR", draft.author).merging(identity("COMMITTER", draft.committer)) { $1 })
    let answer = try await signing.run(
      ["-c", "i18n.commitEncoding=UTF-8", "commit-tree", tree.description] + parents + ["-S", "-F", "-"], in: folder,
      input: Array(draft.message.utf8), step: Self.step, within: Self.limit)
    guard answer.status == 0, let id = ObjectID(answer.output.prefix { $0 != "\n" }) else {
      throw .signingFailed(stderr: answer.stderr)
    }
    return id
  }

  private func identity(_ role: String, _ who: Signature) -> [String: String] {
    let (sign, minutes) = (who.offset < 0 ? "-" : "+", abs(who.offset))
    let zone = [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined()
    return [
      "GIT_\(role)_NAME": who.name, "GIT_\(role)_EMAIL": who.email, "GIT_\(role)_DATE": "@\(who.time) \(sign)\(zone)",
    ]
  }
}
