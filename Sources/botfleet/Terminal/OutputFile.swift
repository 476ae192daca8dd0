import Glibc

/// A file that somebody names for a text: a regular one is replaced in one step, through links; into anything else (a pipe, a device) is written.
struct OutputFile {
  let path: String

  /// Why it does not hold the text.
  struct Failure: Error {
    let reason: String

    init(_ number: Int32) { reason = String(cString: strerror(number)) }
  }

  func write(_ text: String) throws(Failure) {
    let bytes = Array(text.utf8)
    var status = stat()
    let isThere = stat(path, &status) == 0
    guard isThere || errno == ENOENT else { throw Failure(errno) }
    guard isThere, let stream = Self.stream(at: status) ?? (status.isRegular ? nil : .opened) else {
      return try replace(try target(), with: bytes, like: isThere ? status : nil)
    }
    switch stream {
    case .inherited(let descriptor): try Self.write(bytes, to: descriptor)
    case .opened:
      let descriptor = open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC)
      guard descriptor >= 0 else { throw Failure(errno) }
      try Self.finish(descriptor) { () throws(Failure) in try Self.write(bytes, to: descriptor) }
    }
  }

  private enum Sink {
    /// It is one of this program's own streams, as with `/dev/stdout`: a file that took its place would not be what the stream goes on writing to.
    case inherited(Int32)
    case opened
  }

  private static func stream(at status: stat) -> Sink? {
    for descriptor in [Console.Stream.answer, .people].map(\.descriptor) {
      var own = stat()
      guard fstat(descriptor, &own) == 0, own.st_dev == status.st_dev, own.st_ino == status.st_ino else { continue }
      if own.isRegular { return .inherited(descriptor) }
    }
    return nil
  }

  /// Where the links of the path lead, also where nothing is there yet.
  private func target() throws(Failure) -> String {
    var target = path
    for _ in 0..<40 {
      var bytes = [UInt8](repeating: 0, count: Int(PATH_MAX))
      let count = readlink(target, &bytes, bytes.count)
      guard count >= 0 else {
        guard errno == EINVAL || errno == ENOENT else { throw Failure(errno) }
        return target
      }
      let link = String(decoding: bytes.prefix(count), as: UTF8.self)
      target = link.hasPrefix("/") ? link : "\(Self.folder(of: target))/\(link)"
    }
    throw Failure(ELOOP)
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private func replace(_ target: String, with bytes: [UInt8], like old: stat?) throws(Failure) {
    let made = "\(Self.folder(of: target))/.botfleet-\(String(UInt64.random(in: 0...(.max)), radix: 36))"
    let descriptor = open(made, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw Failure(errno) }
    do throws(Failure) {
      try Self.finish(descriptor) { () throws(Failure) in
        if let old {
          // Only root may give it to the old file's owner.
          _ = fchown(descriptor, old.st_uid, old.st_gid)
          _ = fchmod(descriptor, old.st_mode & 0o7777)
        }
        try Self.write(bytes, to: descriptor)
        guard fsync(descriptor) == 0 else { throw Failure(errno) }
      }
      guard rename(made, target) == 0 else { throw Failure(errno) }
    } catch {
      unlink(made)
      throw error
    }
  }

  /// Closes it whatever happens, and believes only a close that succeeds.
  private static func finish(_ descriptor: Int32, _ body: () throws(Failure) -> Void) throws(Failure) {
    do throws(Failure) { try body() } catch {
      close(descriptor)
      throw error
    }
    guard close(descriptor) == 0 else { throw Failure(errno) }
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) throws(Failure) {
    if let reason = writeWhole(bytes, to: descriptor) { throw Failure(reason) }
  }
}

extension stat {
  fileprivate var isRegular: Bool { st_mode & S_IFMT == S_IFREG }
}

/// Writes all of it, waiting where a reader is slow; the reason where that cannot be.
func writeWhole(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    if count > 0 {
      rest = rest.dropFirst(count)
    } else if count == 0 {
      return EIO
    } else if errno == EAGAIN {
      // Whoever started the program may have left the pipe so that nobody waits.
      var wish = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      _ = poll(&wish, 1, -1)
    } else if errno != EINTR {
      return errno
    }
  }
  return nil
}
