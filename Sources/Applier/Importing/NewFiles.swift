import Git
import Glibc

/// Files that are written into a working tree together: all of them or none.
struct NewFiles {
  private let root: String
  private var made: [String] = []
  private var replaced: [(path: String, before: [UInt8])] = []

  init(below root: String) { self.root = root }

  /// Makes a file that is not there yet, and the folders that it needs.
  mutating func add(_ path: String, _ bytes: [UInt8]) throws(NewFilesFailure) {
    try makeFolders(of: path)
    try write(bytes, to: path)
    made.append(path)
  }

  /// Gives a file other bytes in one step, if it has still those that are known.
  mutating func replace(_ path: String, _ before: [UInt8], with after: [UInt8]) throws(NewFilesFailure) {
    guard readFile("\(root)/\(path)", atMost: before.count + 1) == before else { throw .changed(path) }
    try put(after, at: path)
    replaced.append((path, before))
  }

  /// Makes everything what it was.
  mutating func takeBack() {
    for path in made.reversed() { unlink("\(root)/\(path)") }
    for (path, before) in replaced { try? put(before, at: path) }
    (made, replaced) = ([], [])
  }

  private func put(_ bytes: [UInt8], at path: String) throws(NewFilesFailure) {
    do throws(GitError) {
      try replaceFile(at: path, below: root, with: bytes)
    } catch {
      switch error {
      case .system(let code, _): throw .system(path, code)
      case .diskFull: throw .system(path, ENOSPC)
      case .permissionDenied: throw .system(path, EACCES)
      default: throw .system(path, EIO)
      }
    }
  }

  /// No folder is a link: it could lead out of the repository.
  private func makeFolders(of path: String) throws(NewFilesFailure) {
    var folder = root
    for part in path.split(separator: "/").dropLast() {
      folder += "/\(part)"
      guard mkdir(folder, 0o777) != 0 else { continue }
      guard errno == EEXIST else { throw .system(path, errno) }
      var status = stat()
      guard lstat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { throw .system(path, ENOTDIR) }
    }
  }

  private func write(_ bytes: [UInt8], to path: String) throws(NewFilesFailure) {
    let whole = "\(root)/\(path)"
    let file = open(whole, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw errno == EEXIST ? .exists(path) : .system(path, errno) }
    var rest = bytes[...]
    var failure: Int32 = 0
    while !rest.isEmpty, failure == 0 {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if count == 0 || errno != EINTR {
        failure = count == 0 ? EIO : errno
      }
    }
    if close(file) != 0, failure == 0 { failure = errno }
    guard failure == 0 else {
      unlink(whole)
      throw .system(path, failure)
    }
  }
}

/// The bytes of a file; nil where it cannot be read or has more.
private func readFile(_ path: String, atMost limit: Int) -> [UInt8]? {
  let file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
  guard file >= 0 else { return nil }
  defer { close(file) }
  var bytes: [UInt8] = []
  var piece = [UInt8](repeating: 0, count: 1 << 16)
  while bytes.count <= limit {
    let count = read(file, &piece, piece.count)
    if count < 0 && errno == EINTR { continue }
    guard count >= 0 else { return nil }
    if count == 0 { return bytes }
    bytes += piece.prefix(count)
  }
  return nil
}

/// Why files were not written; nothing of them is there.
public enum NewFilesFailure: Error, Sendable {
  /// A file is there already, and nothing is written over it.
  case exists(String)
  /// Somebody changed the file while this ran.
  case changed(String)
  /// The document is laid out in a way that only people can change.
  case notEdited(String)
  /// The system refused, by its code.
  case system(String, Int32)
}

extension NewFilesFailure: CustomStringConvertible {
  public var description: String {
    switch self {
    case .exists(let path): "\(path) is there already, and nothing is written over a file; nothing was written"
    case .changed(let path): "\(path) was changed while this ran; nothing was written, run again"
    case .notEdited(let path):
      "the new tiers cannot be added to \(path), as it is laid out; add them yourself, then run again without --make-tiers"
    case .system(let path, let code):
      "\(path) cannot be written: \(String(cString: strerror(code))); nothing was written"
    }
  }
}
