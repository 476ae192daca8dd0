/// Finds out which commits are signed by keys that git itself trusts: those of `gpg.ssh.allowedSignersFile`, or of the
/// keyring.
public struct SignatureCheck: Sendable {
  private let program: GitProgram
  private let folder: String

  /// The check for a repository, through the `git` program.
  public init(for repository: Repository, through program: GitProgram) {
    // Only what was signed counts, not what somebody put in its place.
    self.program = program.at(repository).adding(["GIT_NO_REPLACE_OBJECTS": "1"])
    folder = repository.workTree ?? repository.gitDirectory
  }

  /// The newest of a commit's first parents, itself included, that has such a signature; nil where none of the newest
  /// `limit` has.
  ///
  /// A signed commit vouches for all of its files. A commit that somebody else appended must not take that back.
  public func newestTrusted(from tip: ObjectID, limit: Int) async throws(GitError) -> ObjectID? {
    let step = "checking the signatures of \(tip)"
    // `rev-list` has the same format, but reads no configuration for signatures.
    let answer = try await program.run(
      [
        "-c", "log.showSignature=false", "log", "--first-parent", "--max-count=\(limit)", "--no-patch", "--no-notes",
        "--format=tformat:%H %G?", tip.description,
      ], in: folder, step: step, within: .seconds(60))
    guard answer.status == 0 else { throw .signingFailed(stderr: answer.stderr) }
    for line in answer.output.split(separator: "\n") where line.hasSuffix(" G") {
      if let id = ObjectID(line.dropLast(2)) { return id }
    }
    return nil
  }
}
