import Glibc
import Logging

/// Refuses a repository of another user, unless git's own `safe.directory` says that it is safe.
///
/// A repository's configuration can name programs to run, so whoever owns it decides what runs. The rule is git's, and
/// only git knows all of it (wildcards, environment, `sudo`): it is asked, but only when the owner is another one.
func requireTrust(in repository: Repository, environment: [String: String], log: Logger) async throws(GitError) {
  let paths = [repository.workTree, repository.gitDirectory].compactMap(\.self)
  guard paths.contains(where: belongsToSomebodyElse) else { return }
  let place = paths[0]
  let git = try await GitProgram.find(in: environment, log: log)
  // A bare one was named, or would not be open.
  let question = ["-c", "safe.bareRepository=all", "rev-parse", "--git-dir"]
  let answer = try await git.run(question, in: place, step: "reading \(place)", within: .seconds(30))
  guard answer.status == 0 else { throw .unsafeOwnership(path: place) }
}

private func belongsToSomebodyElse(_ path: String) -> Bool {
  var status = stat()
  return lstat(path, &status) == 0 && status.st_uid != geteuid()
}
