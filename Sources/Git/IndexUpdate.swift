import CLibGit2
import Glibc

/// An index while it is being changed: git's lock is held, and what it is to be replaces it at the end.
///
/// The lock is one of `RepositoryLock`. libgit2's own lock would outlive a killed process, and is taken only after the
/// index was read, so that what somebody added in between would be lost.
struct IndexUpdate: ~Copyable {
  let file: IndexFile
  /// The repository's own folder, with a slash.
  private let directory: String
  /// What was known of the file; nil where there was none.
  private let status: stat?
  private let claim: RepositoryLock
  private let lock: LockFile

  init(of repository: borrowing Handle<RepositoryKind>, lookingFor paths: [String]) throws(GitError) {
    let directory = String(cString: git_repository_path(repository.raw))
    let claim = try RepositoryLock(on: repository)
    let lock = try claim.lock(directory + "index")
    let (bytes, status) = try readIndex(at: directory + "index")
    file = try IndexFile(
      bytes, written: UInt32(truncatingIfNeeded: status?.st_mtim.tv_sec ?? 0), lookingFor: paths)
    self.directory = directory
    self.status = status
    self.claim = claim
    self.lock = lock
  }

  /// Puts an index with other entries at some paths in place; nil stands for none.
  ///
  /// - Parameter isChanged: whether a file is otherwise than its entry says.
  borrowing func finish(
    replacing changes: [[UInt8]: IndexEntry?], isChanged: (_ path: String, ObjectID) -> Bool
  ) throws(GitError) {
    guard !changes.isEmpty else { return }
    let index = try file.replacing(changes, isChanged: isChanged)
    let copy = directory + "claim.index"
    // A killed process left what is found here: only the holder of the lock gets this far.
    guard unlink(copy) == 0 || errno == ENOENT else { throw systemFailure("removing \(copy)") }
    let target = open(copy, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard target >= 0 else { throw systemFailure("making \(copy)") }
    defer { close(target) }
    do throws(GitError) {
      try index.forEachPart { part throws(GitError) in try writeAll(part, to: target, name: copy) }
      // Who may read and write it stays as it was.
      if let status, fchmod(target, status.st_mode & 0o777) != 0 { throw systemFailure("writing the index") }
      guard rename(copy, directory + "index") == 0 else { throw systemFailure("writing the index") }
    } catch {
      unlink(copy)
      throw error
    }
  }
}

/// The bytes of an index, and what is known of the file. One that does not exist is empty.
private func readIndex(at path: String) throws(GitError) -> (bytes: [UInt8], status: stat?) {
  let source = open(path, O_RDONLY | O_CLOEXEC)
  guard source >= 0 else {
    if errno == ENOENT { return (IndexBytes.empty, nil) }
    throw systemFailure("reading \(path)")
  }
  defer { close(source) }
  var status = stat()
  guard fstat(source, &status) == 0 else { throw systemFailure("examining \(path)") }
  var failure: GitError?
  let bytes = [UInt8](unsafeUninitializedCapacity: Int(status.st_size)) { buffer, count in
    while count < buffer.count {
      let more = read(source, buffer.baseAddress! + count, buffer.count - count)
      if more < 0, errno == EINTR { continue }
      if more < 0 { failure = systemFailure("reading \(path)") }
      guard more > 0 else { return }
      count += more
    }
  }
  if let failure { throw failure }
  return (bytes, status)
}
