import Glibc

/// Everything at a path below a root and in the folders there, sorted by the bytes of the paths; empty where there is
/// nothing.
func listFolder(_ path: String, in root: borrowing Folder) throws(GitError) -> [FoundFile] {
  var found: [FoundFile] = []
  try list(path, depth: depth(of: path), isInner: false, in: root, into: &found)
  return found
}

private func list(
  _ path: String, depth: Int, isInner: Bool, in root: borrowing Folder, into found: inout [FoundFile]
) throws(GitError) {
  let descriptor = openat(root.descriptor, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
  guard descriptor >= 0 else {
    switch errno {
    case ENOENT: return
    case ENOTDIR, ELOOP: return found.append(FoundFile(path: path, kind: kind(of: path, in: root.descriptor) ?? .other))
    // One folder that may not be read, or whose path is too long, hides only itself.
    case EACCES where isInner, ENAMETOOLONG where isInner: return found.append(FoundFile(path: path, kind: .other))
    default: throw systemFailure("reading the folder \(path)")
    }
  }
  let prefix = path + "/"
  for name in try names(in: descriptor, path).sorted(by: precedes) {
    if let kind = name.kind {
      found.append(FoundFile(path: prefix + name.text, kind: kind))
    } else if depth >= deepestFolder {
      found.append(FoundFile(path: prefix + name.text.dropLast(), kind: .folder))
    } else {
      try list(prefix + name.text.dropLast(), depth: depth + 1, isInner: true, in: root, into: &found)
    }
  }
}

/// An entry of a folder. A folder's name ends in a slash, so that sorted names make sorted paths.
private struct Name {
  let text: String
  /// Nil for a folder.
  let kind: FoundFile.Kind?
}

/// Takes over the descriptor.
private func names(in descriptor: Int32, _ path: String) throws(GitError) -> [Name] {
  guard let folder = fdopendir(descriptor) else {
    close(descriptor)
    throw systemFailure("reading the folder \(path)")
  }
  defer { closedir(folder) }
  var names: [Name] = []
  while let entry = readdir(folder) {
    let (text, isName) = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { bytes in
        String(validatingCString: bytes).map { ($0, true) } ?? (String(cString: bytes), false)
      }
    }
    guard text != ".", text != ".." else { continue }
    let type = Int32(entry.pointee.d_type)
    let kind = isName ? kind(ofType: type, text, in: descriptor) : .misnamed(isFolder: type != Int32(DT_REG))
    names.append(Name(text: kind == nil ? text + "/" : text, kind: kind))
  }
  return names
}

private func precedes(_ left: Name, _ right: Name) -> Bool {
  let (left, right) = (left.text.utf8.span, right.text.utf8.span)
  for index in 0..<min(left.count, right.count) where left[index] != right[index] { return left[index] < right[index] }
  return left.count < right.count
}

/// Nil for a folder.
private func kind(ofType type: Int32, _ name: String, in folder: Int32) -> FoundFile.Kind? {
  switch type {
  case Int32(DT_REG): .file
  case Int32(DT_LNK): .symlink
  case Int32(DT_DIR): nil
  // Some file systems do not report the type while listing.
  case Int32(DT_UNKNOWN): kind(of: name, in: folder)
  default: .other
  }
}

/// What is at a path below an open folder; nil for a folder.
func kind(of path: String, in folder: Int32) -> FoundFile.Kind? {
  var status = stat()
  guard fstatat(folder, path, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return .other }
  return switch status.st_mode & S_IFMT {
  case S_IFREG: .file
  case S_IFLNK: .symlink
  case S_IFDIR: nil
  default: .other
  }
}
