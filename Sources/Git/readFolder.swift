import Glibc

/// Reads every file below a folder on the disk, tracked by git or not, and makes of each what is wanted of it, on two threads.
///
/// Links are told and never followed, so that nothing outside the folder is read.
///
/// - Parameters:
///   - root: the folder that the paths in the answer begin at.
///   - path: the folder below it that is read, relative; a file there is read as it is, and nothing there gives nothing.
///   - limit: files of more bytes are told, and not read.
/// - Returns: sorted by the paths' bytes.
public func readFolder<Result: Sendable>(
  _ root: String, below path: String, limit: Int, _ transform: @escaping @Sendable (FolderFile) -> Result
) async throws(GitError) -> [Result] {
  try requireNoLink(in: path, below: root)
  var found: [FoundFile] = []
  try list(root, path, into: &found)
  found.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  let files = found
  guard files.count >= 256 else { return files.map { transform(read($0, in: root, limit)) } }
  let middle = files.count / 2
  async let rest = files[middle...].map { transform(read($0, in: root, limit)) }
  let first = files[..<middle].map { transform(read($0, in: root, limit)) }
  return first + (await rest)
}

private struct FoundFile: Sendable {
  let path: String
  let kind: Kind

  enum Kind {
    case file
    case symlink
    case other
  }
}

/// The folder itself may come from somebody who wants other files read.
private func requireNoLink(in path: String, below root: String) throws(GitError) {
  var walked = root
  for part in path.split(separator: "/") {
    walked += "/\(part)"
    guard kind(of: walked) != .symlink else { throw .invalid(path, why: "leads through a symbolic link") }
  }
}

private func list(_ root: String, _ path: String, into found: inout [FoundFile]) throws(GitError) {
  guard let folder = opendir("\(root)/\(path)") else {
    switch errno {
    case ENOENT: return
    case ENOTDIR:
      return found.append(FoundFile(path: path, kind: kind(of: "\(root)/\(path)") ?? .other))
    default: throw systemFailure("reading the folder \(path)")
    }
  }
  defer { closedir(folder) }
  while let entry = readdir(folder) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    guard name != ".", name != ".." else { continue }
    try add("\(path)/\(name)", of: Int32(entry.pointee.d_type), in: root, into: &found)
  }
}

private func add(
  _ path: String, of type: Int32, in root: String, into found: inout [FoundFile]
) throws(GitError) {
  switch type {
  case Int32(DT_REG): found.append(FoundFile(path: path, kind: .file))
  case Int32(DT_LNK): found.append(FoundFile(path: path, kind: .symlink))
  case Int32(DT_DIR): try list(root, path, into: &found)
  // Some file systems do not tell the type while listing.
  case Int32(DT_UNKNOWN):
    guard let kind = kind(of: "\(root)/\(path)") else { return try list(root, path, into: &found) }
    found.append(FoundFile(path: path, kind: kind))
  default: found.append(FoundFile(path: path, kind: .other))
  }
}

/// Nil for a folder.
private func kind(of path: String) -> FoundFile.Kind? {
  var status = stat()
  guard lstat(path, &status) == 0 else { return .other }
  return switch status.st_mode & S_IFMT {
  case S_IFREG: .file
  case S_IFLNK: .symlink
  case S_IFDIR: nil
  default: .other
  }
}

private func read(_ found: FoundFile, in root: String, _ limit: Int) -> FolderFile {
  switch found.kind {
  case .symlink: return FolderFile(path: found.path, contents: .symlink)
  case .other: return FolderFile(path: found.path, contents: .unreadable(why: "not a regular file"))
  case .file: return FolderFile(path: found.path, contents: contents(of: "\(root)/\(found.path)", limit))
  }
}

/// Opened without following links and without waiting: between listing and opening, a file may have become something else.
private func contents(of path: String, _ limit: Int) -> FolderFile.Contents {
  let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
  guard descriptor >= 0 else { return errno == ELOOP ? .symlink : .unreadable(why: String(cString: strerror(errno))) }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0 else { return .unreadable(why: String(cString: strerror(errno))) }
  guard status.st_mode & S_IFMT == S_IFREG else { return .unreadable(why: "not a regular file") }
  let size = Int(status.st_size)
  guard size <= limit else { return .tooLarge(size: size) }
  var failure: Int32?
  let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
    while count < size {
      let got = Glibc.read(descriptor, buffer.baseAddress! + count, size - count)
      if got < 0 && errno == EINTR { continue }
      if got < 0 { failure = errno }
      guard got > 0 else { break }
      count += got
    }
  }
  return failure.map { .unreadable(why: String(cString: strerror($0))) } ?? .bytes(bytes)
}
