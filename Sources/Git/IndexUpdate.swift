import CLibGit2
import Glibc

/// An index while it is being changed: git's lock is held, and the changes go to a copy that replaces the index at the
/// end.
///
/// The lock is one of `RepositoryLock`. libgit2's own lock would outlive a killed process, and is taken only after the
/// index was read, so that what somebody added in between would be lost.
struct IndexUpdate: ~Copyable {
  let index: Handle<IndexKind>
  private let path: String
  private let copy: String
  private let claim: RepositoryLock
  private let lock: LockFile

  init(of repository: borrowing Handle<RepositoryKind>) throws(GitError) {
    let directory = String(cString: git_repository_path(repository.raw))
    let (path, copy) = (directory + "index", directory + "claim.index")
    let claim = try RepositoryLock(on: repository)
    let lock = try claim.lock(path)
    // A killed process left what is found here: only the holder of the lock gets this far.
    for left in [copy, copy + ".lock"] where unlink(left) != 0 && errno != ENOENT {
      throw systemFailure("removing \(left)")
    }
    try copyFile(path, to: copy)
    index = try Handle<IndexKind> { git_index_open($0, copy) }
    self.path = path
    self.copy = copy
    self.claim = claim
    self.lock = lock
  }

  /// Puts the changed index in place.
  borrowing func finish() throws(GitError) {
    try check(git_index_write(index.raw))
    guard rename(copy, path) == 0 else { throw systemFailure("writing the index") }
  }
}

/// A file that does not exist has no copy.
private func copyFile(_ path: String, to copy: String) throws(GitError) {
  let source = open(path, O_RDONLY | O_CLOEXEC)
  guard source >= 0 else {
    if errno == ENOENT { return }
    throw systemFailure("reading \(path)")
  }
  defer { close(source) }
  var status = stat()
  guard fstat(source, &status) == 0 else { throw systemFailure("examining \(path)") }
  let target = open(copy, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, status.st_mode & 0o777)
  guard target >= 0 else { throw systemFailure("making \(copy)") }
  defer { close(target) }
  var left = Int(status.st_size)
  while left > 0 {
    let count = sendfile(target, source, nil, left)
    guard count > 0 else { throw systemFailure("copying \(path)") }
    left -= count
  }
}
