extension Repository {
  /// Moves `HEAD`, with its branch, index and working tree, to a commit that descends from it, as `git merge --ff-only` does.
  ///
  /// Nothing is moved where files that people changed are in the way; what git says about that is thrown as `.invalid`. No hook is run.
  nonisolated public func fastForward(to commit: ObjectID, through program: GitProgram) async throws(GitError) {
    guard let workTree else { throw .noWorkTree(gitDirectory: gitDirectory) }
    let step = "moving HEAD to \(commit)"
    // What people may have set for merges of their own has no place here.
    let settings = ["core.hooksPath": "/dev/null", "merge.verifySignatures": "false", "merge.ff": "only"]
    let arguments = ["merge", "--ff-only", "--quiet", "--no-autostash", commit.description]
    let answer = try await program.configuring(settings).at(self)
      .run(arguments, in: workTree, step: step, within: .seconds(120))
    guard answer.status == 0 else {
      throw .invalid("HEAD", why: "cannot be moved forward to \(commit.description.prefix(7)): \(answer.stderr)")
    }
  }
}
