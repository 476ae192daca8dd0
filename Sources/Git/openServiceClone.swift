import Glibc
public import Logging

extension Repository {
  /// Opens a bare clone that a program keeps for itself in a folder, which is made where there is none: its `origin` is a URL, and its
  /// `HEAD` is on a branch. Nothing is fetched yet.
  ///
  /// - Parameters:
  ///   - folder: an absolute path; the folder around it exists.
  ///   - branch: a short name.
  ///   - url: what git takes for one. It stands in the clone's configuration.
  public static func openServiceClone(
    in folder: String, of url: String, on branch: String, environment: [String: String], log: Logger = .silent
  ) async throws(GitError) -> Repository {
    let git = try await GitProgram.find(in: environment, log: log)
    let draft = ServiceClone(folder: folder, url: url, branch: branch)
    if access("\(folder)/HEAD", F_OK) != 0 { try await draft.make(through: git) }
    // Names are judged by a library that the first repository opened.
    let repository = try await Repository.open(at: folder, environment: environment, log: log)
    try requireBranchName(branch)
    try await draft.correct(through: git)
    return repository
  }

  /// Fetches a branch of `origin`, and moves the branch of the same name to what is there.
  ///
  /// - Returns: the commit; nil where the remote has no such branch.
  public func follow(
    _ branch: String, environment: [String: String], within limit: Duration, log: Logger = .silent
  ) async throws(GitError) -> ObjectID? {
    let program = try await GitProgram.find(in: environment, log: log)
    let remote = Remote("origin", of: self, through: program, within: limit)
    guard let tip = try await remote.fetch("refs/heads/\(branch)") else { return nil }
    let here = try target(of: "refs/heads/\(branch)")
    if here != tip { try moveBranch(branch, from: here, to: tip, because: "follow origin") }
    return tip
  }
}

extension Repository {
  /// Packs what a service's clone has gathered, where that has become much. Others may read and write the clone meanwhile.
  ///
  /// - Parameter looseObjects: how many are much, roughly: git counts one of 256 folders. An order a minute makes as many as the default in a day.
  nonisolated public func pack(
    beyond looseObjects: Int = 5000, environment: [String: String], log: Logger = .silent
  ) async throws(GitError) {
    let git = try await GitProgram.find(in: environment, log: log).adding(["GIT_DIR": gitDirectory])
    let settings = ["gc.auto=\(looseObjects)", "gc.autoDetach=false"].flatMap { ["-c", $0] }
    let step = "packing \(gitDirectory)"
    let answer = try await git.run(settings + ["gc", "--auto", "--quiet"], in: "/", step: step, within: .seconds(1800))
    guard answer.status == 0 else { throw .remoteFailed(step: step, classify(answer), stderr: answer.stderr) }
  }
}
