extension GitProgram {
  /// Makes a repository of a folder, as `git init` does: with the templates of whoever runs it, and no commit yet.
  ///
  /// - Parameter branch: what `HEAD` is on; its short name.
  public func createRepository(in folder: String, branch: String) async throws(GitError) {
    try requireBranchName(branch)
    let step = "making a repository in \(folder)"
    let answer = try await run(["init", "--quiet", "-b", branch], in: folder, step: step, within: .seconds(60))
    guard answer.status == 0 else { throw .remoteFailed(step: step, classify(answer), stderr: answer.stderr) }
  }
}
