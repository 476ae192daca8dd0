import Glibc

/// Writes a small file of git's own folder, down to the platter; `flags` says whether over what is there (`O_TRUNC`) or behind it
/// (`O_APPEND`).
func writeFile(_ text: String, at path: String, _ flags: Int32) throws(GitError) {
  let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0o666)
  guard descriptor >= 0 else { throw systemFailure("opening \(path)") }
  defer { close(descriptor) }
  guard write(descriptor, text, text.utf8.count) == text.utf8.count, fsync(descriptor) == 0 else {
    throw systemFailure("writing \(path)")
  }
}

/// Makes the folders that a file's name below a folder needs.
func makeFolders(of name: String, below folder: String) throws(GitError) {
  var path = folder
  for word in name.split(separator: "/").dropLast() {
    path += "\(word)/"
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw systemFailure("making \(path)") }
  }
}
