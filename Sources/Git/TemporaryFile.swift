import Glibc
import SystemPackage

/// A file without a name that holds what a program writes or reads, instead of a pipe.
///
/// A pipe for stderr would stay open as long as anything that git left behind holds it, such as the master connection of an ssh with
/// `ControlPersist`, and so would the wait for its end.
struct TemporaryFile: ~Copyable {
  /// Roughly how many bytes what is written may hold: a hook that prints for minutes must not fill the disk.
  static let most = 1 << 20

  /// Frees the space of everything but the end, which says why a step ended. Whatever is written meanwhile is lost
  /// before that end.
  static func forgetBeginning(of file: Int32) {
    guard lseek(file, 0, SEEK_END) > most else { return }
    let end = end(of: file)
    guard ftruncate(file, 0) == 0 else { return }
    _ = write(file, end, end.count)
  }

  /// The last 16 KiB.
  private static func end(of file: Int32) -> [UInt8] {
    let size = lseek(file, 0, SEEK_END)
    var bytes = [UInt8](repeating: 0, count: Int(min(max(size, 0), 16_384)))
    let count = pread(file, &bytes, bytes.count, size - off_t(bytes.count))
    return Array(bytes.prefix(max(count, 0)))
  }

  let descriptor: FileDescriptor

  /// An empty file in a folder, to whose end all is written, also after its beginning was forgotten.
  init(in folder: String) throws(GitError) {
    descriptor = FileDescriptor(rawValue: try Self.open(in: folder))
  }

  /// A file with some bytes, to be read from the beginning.
  init(in folder: String, with bytes: [UInt8]) throws(GitError) {
    let file = try Self.open(in: folder)
    guard Self.append(bytes, to: file), lseek(file, 0, SEEK_SET) == 0 else {
      let failure = systemFailure("writing a temporary file in \(folder)")
      close(file)
      throw failure
    }
    descriptor = FileDescriptor(rawValue: file)
  }

  /// Opens a file that never had a name, where the file system knows such files: then a process that is killed here
  /// leaves nothing behind.
  private static func open(in folder: String) throws(GitError) -> Int32 {
    var file = Glibc.open(folder, O_RDWR | O_CLOEXEC | unnamed, 0o600)
    if file < 0 { file = openNamed(in: folder) }
    guard file >= 0 else { throw systemFailure("making a temporary file in \(folder)") }
    _ = fcntl(file, F_SETFL, O_APPEND)
    return file
  }

  private static func openNamed(in folder: String) -> Int32 {
    var name = Array("\(folder)/botfleet-XXXXXX".utf8CString)
    let file = mkstemp(&name)
    guard file >= 0 else { return file }
    unlink(name)
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    return file
  }

  /// `O_TMPFILE`, a sum that Swift does not import.
  private static let unnamed = O_DIRECTORY | 0o20_000_000

  private static func append(_ bytes: [UInt8], to file: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// The end of it, which says why a step ended.
  func text() -> String {
    let text = String(decoding: Self.end(of: descriptor.rawValue), as: UTF8.self)
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
  }

  deinit { Glibc.close(descriptor.rawValue) }
}
