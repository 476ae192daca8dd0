import CLibGit2
import Glibc

/// An open folder of the working tree. Names below it are never followed through symlinks, so that no path leads out.
struct Folder: ~Copyable {
  let descriptor: Int32

  /// Opens a folder by its path, symlinks followed: for a root that was chosen by a person.
  init(root path: String) throws(GitError) {
    descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw systemFailure("opening \(path)") }
  }

  /// Opens the working tree of a repository that has one.
  init(workTreeOf repository: borrowing Handle<RepositoryKind>) throws(GitError) {
    try self.init(root: String(cString: git_repository_workdir(repository.raw)))
  }

  private init(descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// What to do about a folder that is not there.
  enum Absence {
    case make
    case leave
  }

  /// Opens the folder at the names; nil where there is none, or where something else has one of the names.
  func folder(at names: ArraySlice<String>, _ absence: Absence) throws(GitError) -> Folder? {
    var current = Folder(descriptor: dup(descriptor))
    for name in names {
      if absence == .make, mkdirat(current.descriptor, name, 0o777) != 0, errno != EEXIST {
        throw systemFailure("making folder \(name)")
      }
      let next = openat(current.descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      guard next >= 0 else {
        guard [ENOENT, ENOTDIR, ELOOP].contains(errno) else { throw systemFailure("opening folder \(name)") }
        return nil
      }
      current = Folder(descriptor: next)
    }
    return current
  }

  /// The mode, size and times of a name, symlinks not followed; nil where there is nothing.
  func status(of name: String) throws(GitError) -> stat? {
    var status = stat()
    if fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 { return status }
    guard errno == ENOENT else { throw systemFailure("looking at \(name)") }
    return nil
  }

  /// What a symlink points to.
  func target(of name: String) throws(GitError) -> [UInt8] {
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlinkat(descriptor, name, &bytes, bytes.count)
    guard count >= 0 else { throw systemFailure("reading symlink \(name)") }
    return bytes.prefix(count).map(UInt8.init(bitPattern:))
  }

  /// Removes a file; it is no error if it is gone already.
  func remove(_ name: String) throws(GitError) {
    guard unlinkat(descriptor, name, 0) == 0 || errno == ENOENT else { throw systemFailure("removing \(name)") }
  }

  /// Removes the folders of a path from the innermost on, as long as they are empty.
  func removeEmptyFolders(_ names: ArraySlice<String>) throws(GitError) {
    for count in stride(from: names.count, to: 0, by: -1) {
      guard let parent = try folder(at: names.prefix(count - 1), .leave) else { return }
      guard unlinkat(parent.descriptor, names[names.startIndex + count - 1], AT_REMOVEDIR) == 0 else { return }
    }
  }
}
