import Glibc

/// Replaces whatever has the name with a whole file, in one step: readers see the old bytes or the new ones.
///
/// The bytes are gathered in another folder (`scratch`) if that is on the same disk, so that a killed run leaves no
/// stray file among people's own. Returns the new file's status, for the index.
func replaceFile(
  _ name: String, in folder: borrowing Folder, with bytes: [UInt8], executable: Bool, scratch: borrowing Folder
) throws(GitError) -> stat {
  let temporary = "claim.file"
  do throws(GitError) {
    return try replace(name, in: folder, with: bytes, executable, from: temporary, in: scratch)
  } catch .system(EXDEV, _) {
    return try replace(name, in: folder, with: bytes, executable, from: temporary, in: folder)
  }
}

private func replace(
  _ name: String, in folder: borrowing Folder, with bytes: [UInt8], _ executable: Bool, from temporary: String,
  in scratch: borrowing Folder
) throws(GitError) -> stat {
  try scratch.remove(temporary)
  let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
  let file = openat(scratch.descriptor, temporary, flags, executable ? 0o777 : 0o666)
  guard file >= 0 else { throw systemFailure("making \(temporary)") }
  defer { close(file) }
  do throws(GitError) {
    try writeAll(bytes[...], to: file, name: name)
    guard renameat(scratch.descriptor, temporary, folder.descriptor, name) == 0 else {
      throw systemFailure("replacing \(name)")
    }
    // The status of our own file, not of the name: somebody may have replaced that since.
    var status = stat()
    guard fstat(file, &status) == 0 else { throw systemFailure("looking at \(name)") }
    return status
  } catch {
    try scratch.remove(temporary)
    throw error
  }
}

func writeAll(_ bytes: ArraySlice<UInt8>, to file: Int32, name: String) throws(GitError) {
  var rest = bytes
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    if count < 0 && errno == EINTR { continue }
    guard count > 0 else { throw systemFailure("writing \(name)") }
    rest = rest.dropFirst(count)
  }
}

/// Writes a small file of git's own folder, and flushes it to disk; `flags` says whether to overwrite (`O_TRUNC`) or to
/// append (`O_APPEND`).
func writeFile(_ text: String, at path: String, _ flags: Int32) throws(GitError) {
  let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0o666)
  guard descriptor >= 0 else { throw systemFailure("opening \(path)") }
  defer { close(descriptor) }
  guard write(descriptor, text, text.utf8.count) == text.utf8.count, fsync(descriptor) == 0 else {
    throw systemFailure("writing \(path)")
  }
}

/// Creates the folders that a file's name needs below a folder.
func makeFolders(of name: String, below folder: String) throws(GitError) {
  var path = folder
  for word in name.split(separator: "/").dropLast() {
    path += "\(word)/"
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw systemFailure("making \(path)") }
  }
}
