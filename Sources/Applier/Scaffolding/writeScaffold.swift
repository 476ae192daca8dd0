import FoundationEssentials
import Glibc
public import Planner

/// Why files of a new fleet are not written.
public enum ScaffoldFailure: Error, Sendable {
  /// A part of the path is a link, which could lead anywhere.
  case link(path: String)
  /// A part of the path is something other than a folder.
  case notAFolder(path: String)
  case system(path: String, why: String)
}

extension ScaffoldFailure: CustomStringConvertible {
  public var description: String {
    switch self {
    case .link(let path): "\(path) is a symbolic link, and nothing is written through one"
    case .notAFolder(let path): "\(path) is in the way: it is not a folder"
    case .system(let path, let why): "\(path) cannot be written: \(why)"
    }
  }
}

/// What stands in the way of files of a new fleet: the paths that are taken already, by whatever.
public func takenPaths(of files: [ScaffoldFile], below root: String) throws(ScaffoldFailure) -> Set<String> {
  var taken: Set<String> = []
  for file in files {
    for folder in folders(above: file.path) { try requireFolder(folder, below: root) }
    if status(of: "\(root)/\(file.path)") != nil { taken.insert(file.path) }
  }
  return taken
}

/// Which of a new fleet's documents a workspace has already.
public func existingDocuments(in workspace: Workspace) -> Set<NewFleet.Document> {
  var existing: Set<NewFleet.Document> = []
  let folder = "\(workspace.root)/\(workspace.fleetPath)"
  if status(of: "\(folder)/fleet.yaml") != nil { existing.insert(.settings) }
  if status(of: "\(folder)/catalog.yaml") != nil { existing.insert(.catalog) }
  return existing
}

/// What a file says that was there before; nil where there is none, or none that can be read.
public func existingText(of path: String, below root: String) -> String? {
  guard status(of: "\(root)/\(path)").map({ $0 & S_IFMT }) == S_IFREG else { return nil }
  return FileManager.default.contents(atPath: "\(root)/\(path)").map { String(decoding: $0, as: UTF8.self) }
}

/// Writes files that are not there yet, all of them or none. Whatever is there stays as it is, also where it came meanwhile.
///
/// - Returns: the paths that were written.
public func writeScaffold(_ files: [ScaffoldFile], below root: String) throws(ScaffoldFailure) -> [String] {
  let taken = try takenPaths(of: files, below: root)
  var written: [String] = []
  var made: [String] = []
  do throws(ScaffoldFailure) {
    for file in files where !taken.contains(file.path) {
      for folder in folders(above: file.path) where status(of: "\(root)/\(folder)") == nil {
        guard mkdir("\(root)/\(folder)", 0o777) == 0 else { throw failure(folder) }
        made.append(folder)
      }
      if try write(file, below: root) { written.append(file.path) }
    }
  } catch {
    for path in written { unlink("\(root)/\(path)") }
    for folder in made.reversed() { rmdir("\(root)/\(folder)") }
    throw error
  }
  return written
}

/// Whether it was written: the file gets its name once it is whole, and only where nothing has that name.
private func write(_ file: ScaffoldFile, below root: String) throws(ScaffoldFailure) -> Bool {
  let path = "\(root)/\(file.path)"
  let draft = "\(path).\(getpid()).new"
  let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
  guard descriptor >= 0 else { throw failure(file.path) }
  defer { unlink(draft) }
  var bytes = Array(file.text.utf8)[...]
  while !bytes.isEmpty {
    let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    if count < 0 && errno == EINTR { continue }
    guard count > 0 else {
      let problem = failure(file.path)
      close(descriptor)
      throw problem
    }
    bytes = bytes.dropFirst(count)
  }
  guard close(descriptor) == 0 else { throw failure(file.path) }
  if link(draft, path) == 0 { return true }
  if errno == EEXIST { return false }
  // Some disks know no second name for a file.
  guard [EPERM, ENOTSUP, ENOSYS].contains(errno) else { throw failure(file.path) }
  guard status(of: path) == nil else { return false }
  guard rename(draft, path) == 0 else { throw failure(file.path) }
  return true
}

private func requireFolder(_ path: String, below root: String) throws(ScaffoldFailure) {
  guard let mode = status(of: "\(root)/\(path)") else { return }
  switch mode & S_IFMT {
  case S_IFDIR: return
  case S_IFLNK: throw .link(path: path)
  default: throw .notAFolder(path: path)
  }
}

/// `a` and `a/b` for `a/b/c`.
private func folders(above path: String) -> [String] {
  let parts = path.split(separator: "/").dropLast()
  return parts.indices.map { parts[...$0].joined(separator: "/") }
}

/// The mode of what has a path, links not followed; nil where nothing has.
private func status(of path: String) -> mode_t? {
  var status = stat()
  return lstat(path, &status) == 0 ? status.st_mode : nil
}

private func failure(_ path: String) -> ScaffoldFailure { .system(path: path, why: String(cString: strerror(errno))) }
