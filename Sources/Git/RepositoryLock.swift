import CLibGit2
import Glibc

/// The right to update what git guards with lock files, such as `index.lock`; one process of ours has it at a time.
///
/// git's locks are files that exist, whoever made them: what a killed process leaves is in everybody's way until a
/// person removes it. The locks taken here are hard links to one file, on which their holder has an advisory lock that
/// ends with its process. So whoever has the advisory lock, and finds a lock file that is such a link, knows that its
/// maker is dead.
struct RepositoryLock: ~Copyable {
  private let path: String
  private let file: OpenFile
  private let inode: ino_t

  private static let explanation =
    "A process that updates this repository holds an advisory lock on this file. Otherwise the file has no effect.\n"
  private static let tries = 100

  /// Waits a few seconds for a process that has it.
  init(on repository: borrowing Handle<RepositoryKind>) throws(GitError) {
    let path = String(cString: git_repository_commondir(repository.raw)) + "claim"
    let file = try OpenFile(path, O_RDWR | O_CREAT)
    var status = stat()
    guard fstat(file.descriptor, &status) == 0 else { throw systemFailure("examining \(path)") }
    try Self.take(file, at: path)
    if status.st_size == 0 { _ = pwrite(file.descriptor, Self.explanation, Self.explanation.utf8.count, 0) }
    self.path = path
    self.file = file
    inode = status.st_ino
  }

  private static func take(_ file: borrowing OpenFile, at path: String) throws(GitError) {
    for _ in 0..<tries {
      if flock(file.descriptor, LOCK_EX | LOCK_NB) == 0 { return }
      guard errno == EWOULDBLOCK || errno == EINTR else { throw systemFailure("locking \(path)") }
      usleep(50_000)
    }
    throw .locked(detail: "another process holds \(path)")
  }

  /// Takes git's lock on a file, replacing the one of a dead process.
  borrowing func lock(_ file: String) throws(GitError) -> LockFile {
    let lock = file + ".lock"
    try removeIfDead(lock)
    if link(path, lock) == 0 { return LockFile(path: lock) }
    // On a file system without hard links, a lock that is left behind needs a person.
    if [EPERM, EOPNOTSUPP, ENOSYS, EMLINK, EXDEV].contains(errno) {
      let made = open(lock, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if made >= 0 {
        close(made)
        return LockFile(path: lock)
      }
    }
    guard errno == EEXIST else { throw systemFailure("making \(lock)") }
    throw .locked(
      detail: "\(lock) exists; if no git is running in the repository, a killed one left it: remove that file")
  }

  /// Removes a lock file that a dead process of ours left; any other stays.
  borrowing func removeIfDead(_ lock: String) throws(GitError) {
    var status = stat()
    guard lstat(lock, &status) == 0, status.st_ino == inode else { return }
    guard unlink(lock) == 0 || errno == ENOENT else { throw systemFailure("removing \(lock)") }
  }
}

/// Owns a descriptor, and closes it at the end of its life.
private struct OpenFile: ~Copyable {
  let descriptor: Int32

  init(_ path: String, _ flags: Int32) throws(GitError) {
    descriptor = open(path, flags | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw systemFailure("opening \(path)") }
  }

  deinit { close(descriptor) }
}

/// git's lock on a file, for the life of this value.
struct LockFile: ~Copyable {
  fileprivate let path: String

  deinit { unlink(path) }
}

/// Removes the locks on the index and on some branches that a killed process of ours left.
func removeDeadLocks(on branches: [String], in repository: borrowing Handle<RepositoryKind>) throws(GitError) {
  let common = String(cString: git_repository_commondir(repository.raw))
  guard access(common + "claim", F_OK) == 0 else { return }
  let claim = try RepositoryLock(on: repository)
  // The index comes last: git should stop there as long as a branch is locked.
  for branch in branches { try claim.removeIfDead("\(common)refs/heads/\(branch).lock") }
  try claim.removeIfDead(String(cString: git_repository_path(repository.raw)) + "index.lock")
}
