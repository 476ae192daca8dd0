import Glibc

/// A pipe through which any thread wakes the one that polls its reading end.
final class WakePipe: Sendable {
  /// For `poll`, readable after `wake()`.
  let readingEnd: Int32
  private let writingEnd: Int32

  init() throws(TransportFailure) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw .outOfResources("no pipe: \(String(cString: strerror(errno)))") }
    for end in ends {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    (readingEnd, writingEnd) = (ends[0], ends[1])
  }

  deinit {
    close(readingEnd)
    close(writingEnd)
  }

  /// Makes the reading end readable. A full pipe is readable already, so a refused byte does not matter.
  func wake() {
    var byte: UInt8 = 0
    _ = write(writingEnd, &byte, 1)
  }

  /// Empties the pipe, so that the next poll sleeps again.
  func drain() {
    withUnsafeTemporaryAllocation(byteCount: 64, alignment: 1) { buffer in
      while read(readingEnd, buffer.baseAddress, buffer.count) > 0 {}
    }
  }
}
