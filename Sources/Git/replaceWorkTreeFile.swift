import Glibc

/// Puts a whole file in place of another one, or where there is none, in one step: readers see the old bytes or the new ones.
///
/// The file keeps its mode, and its owner where that is allowed. No symbolic link on the way is followed; folders are made as needed.
///
/// - Parameters:
///   - path: below the root, `/` between its parts.
///   - root: an absolute path.
public func replaceFile(at path: String, below root: String, with bytes: [UInt8]) throws(GitError) {
  let names = try pathComponents(of: path)
  let name = names[names.count - 1]
  guard let folder = try Folder(root: root).folder(at: names.dropLast(), .make) else {
    throw .invalid(path, why: "leads through something that is not a folder")
  }
  let old = try folder.status(of: name)
  if let old, old.st_mode & S_IFMT != S_IFREG { throw .invalid(path, why: "is not a regular file") }
  let draft = ".\(name).\(getpid()).new"
  try folder.remove(draft)
  let file = openat(
    folder.descriptor, draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, old == nil ? 0o666 : 0o600)
  guard file >= 0 else { throw systemFailure("writing \(path)") }
  defer { close(file) }
  do throws(GitError) {
    try writeAll(bytes[...], to: file, name: path)
    if let old {
      _ = fchown(file, old.st_uid, old.st_gid)
      guard fchmod(file, old.st_mode & 0o7777) == 0 else { throw systemFailure("setting the mode of \(path)") }
    }
    guard fsync(file) == 0, renameat(folder.descriptor, draft, folder.descriptor, name) == 0 else {
      throw systemFailure("replacing \(path)")
    }
  } catch {
    try folder.remove(draft)
    throw error
  }
}
