import CLibGit2
import Glibc
import Logging

/// How far to look for a repository.
enum Search {
  /// At the path itself, or in its `.git`.
  case here
  /// In its `.git`, and in the `.git` of every folder above.
  ///
  /// Never in a folder itself: its files may be anybody's, and the configuration among them names programs to run.
  case upwards
}

/// Opens the repository at a path, and distinguishes why it cannot be opened.
func openRepository(at path: String, search: Search) throws(GitError) -> Handle<RepositoryKind> {
  guard LibGit2.started else { throw .libgit2(code: -1, class: 0, message: "libgit2 does not start") }
  let flags: UInt32
  switch search {
  case .here: flags = GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue
  case .upwards: flags = 0
  }
  let handle: Handle<RepositoryKind>
  do {
    handle = try Handle { git_repository_open_ext($0, path, flags, nil) }
  } catch {
    throw openingFailure(error, path: path)
  }
  let directory = withoutSlash(String(cString: git_repository_path(handle.raw)))
  if case .upwards = search, isFoundAsItself(directory, from: path) { throw .unnamedBareRepository(path: directory) }
  return handle
}

/// Whether a git directory is the folder that the search began in, or one above it, and not the `.git` of one.
///
/// What its configuration says about a working tree is ignored: whoever wrote the files wrote that, too. No commit can
/// hold anything named `.git`.
private func isFoundAsItself(_ directory: String, from path: String) -> Bool {
  guard let resolved = realpath(path, nil) else { return true }
  defer { free(resolved) }
  let isInside = "\(String(cString: resolved))/".hasPrefix("\(directory)/")
  return isInside && !directory.split(separator: "/").contains(".git")
}

func withoutSlash(_ path: String) -> String {
  path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
}

private func openingFailure(_ error: GitError, path: String) -> GitError {
  guard case .libgit2(let code, _, let message) = error else { return error }
  if code == GIT_ENOTFOUND.rawValue { return .notARepository(path: path) }
  let unsupported = ["unsupported extension", "repository version", "object format"]
  guard unsupported.contains(where: message.contains) else { return error }
  return .unsupportedRepository(path: path, why: message)
}

/// Refuses a repository of another user, unless git's own `safe.directory` says that it is safe.
///
/// A repository's configuration can name programs to run, so whoever owns it decides what runs. The rule is git's, and
/// only git knows all of it (wildcards, environment, `sudo`). So git is asked, but only when the owner is somebody
/// else.
func requireTrust(in repository: Repository, environment: [String: String], log: Logger) async throws(GitError) {
  let paths = [repository.workTree, repository.gitDirectory].compactMap(\.self)
  guard paths.contains(where: belongsToSomebodyElse) else { return }
  let place = paths[0]
  let git = try await GitProgram.find(in: environment, log: log)
  // A bare repository was named, or it would not be open.
  let question = ["-c", "safe.bareRepository=all", "rev-parse", "--git-dir"]
  let answer = try await git.run(question, in: place, step: "reading \(place)", within: .seconds(30))
  guard answer.status == 0 else { throw .unsafeOwnership(path: place) }
}

private func belongsToSomebodyElse(_ path: String) -> Bool {
  var status = stat()
  return lstat(path, &status) == 0 && status.st_uid != geteuid()
}
