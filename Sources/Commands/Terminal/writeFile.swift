import Glibc

/// Why a file could not be written, in the system's words.
struct OutputFileFailure: Error, CustomStringConvertible {
  let description: String

  init(_ code: Int32) { description = String(cString: strerror(code)) }
}

/// Writes a text to a file that the user named. A regular file is replaced as a whole or not at all; what is none (a device, a pipe, a
/// link) stays what it is, and is written into.
func writeFile(_ text: String, to path: String) throws(OutputFileFailure) {
  var status = stat()
  let isThere = lstat(path, &status) == 0
  if isThere, status.st_mode & S_IFMT != S_IFREG {
    return try write(text, into: path, O_WRONLY | O_TRUNC | O_CLOEXEC)
  }
  let draft = "\(path).\(getpid()).new"
  try write(text, into: draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode: isThere ? status.st_mode & 0o777 : 0o666)
  guard rename(draft, path) == 0 else {
    let code = errno
    unlink(draft)
    throw OutputFileFailure(code)
  }
}

/// Writes a text to the end of a file, which is made where it is not there.
func appendToFile(_ text: String, at path: String) throws(OutputFileFailure) {
  try write(text, into: path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, mode: 0o666)
}

private func write(_ text: String, into path: String, _ flags: Int32, mode: mode_t = 0) throws(OutputFileFailure) {
  let file = open(path, flags, mode)
  guard file >= 0 else { throw OutputFileFailure(errno) }
  var bytes = Array(text.utf8)[...]
  while !bytes.isEmpty {
    let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
    if count < 0 && errno == EINTR { continue }
    guard count > 0 else {
      let code = count < 0 ? errno : EIO
      close(file)
      if flags & O_EXCL != 0 { unlink(path) }
      throw OutputFileFailure(code)
    }
    bytes = bytes.dropFirst(count)
  }
  guard close(file) == 0 else { throw OutputFileFailure(errno) }
}
