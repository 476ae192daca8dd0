import Glibc

/// Refuses a bare repository that was found from within, and that nobody named.
///
/// Its configuration names programs, and whoever commits files can commit a folder that looks like one. `.git` cannot be committed, so what is found
/// through it is its owner's. The rule is that of git's `safe.bareRepository=explicit`.
func requireNamed(_ repository: Repository, from path: String, _ naming: Repository.Naming) throws(GitError) {
  let directory = repository.gitDirectory
  guard let start = realpath(path, nil) else { throw systemFailure("looking at \(path)") }
  defer { free(start) }
  let folder = String(cString: start)
  guard folder == directory || folder.hasPrefix(directory + "/") else { return }
  if directory.hasSuffix("/.git") || directory.contains("/.git/") { return }
  guard naming == .named, folder == directory else { throw .unnamedBareRepository(path: directory) }
}
