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
    file = try IndexFile(bytes, lookingFor: paths)
    self.directory = directory
    self.status = status
    self.claim = claim
    self.lock = lock
  }

  /// Puts an index with other entries at some paths in place; nil stands for none.
  borrowing func finish(replacing changes: [[UInt8]: IndexEntry?]) throws(GitError) {
    guard !changes.isEmpty else { return }
    let bytes = try file.replacing(changes)
    let copy = directory + "claim.index"
    // A killed process left what is found here: only the holder of the lock gets this far.
    guard unlink(copy) == 0 || errno == ENOENT else { throw systemFailure("removing \(copy)") }
    let target = open(copy, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard target >= 0 else { throw systemFailure("making \(copy)") }
    defer { close(target) }
    do throws(GitError) {
      try writeAll(bytes, to: target, name: copy)
      if let status { try give(target, the: status) }
      guard rename(copy, directory + "index") == 0 else { throw systemFailure("writing the index") }
    } catch {
      unlink(copy)
      throw error
    }
  }

  /// Who may read and write the file, and when it was written, stay as they were. A file that is younger than the index, git reads again to
  /// see whether it was changed: a younger index would hide what people changed within a second of the older one.
  private func give(_ file: Int32, the status: stat) throws(GitError) {
    var times = [status.st_atim, status.st_mtim]
    guard fchmod(file, status.st_mode & 0o777) == 0, futimens(file, &times) == 0 else {
      throw systemFailure("writing the index")
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
