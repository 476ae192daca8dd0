import Glibc

/// Reads a file below a folder. A file of more than `limit` bytes is reported and not read.
///
/// Opened without following links and without waiting: between listing and opening, a file may have become something
/// else.
func readFile(_ path: String, in root: borrowing Folder, _ limit: Int) -> FolderFile.Contents {
  let descriptor = openat(root.descriptor, path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
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
