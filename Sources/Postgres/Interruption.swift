internal import Glibc

/// Tells a thread that polls it that nobody waits for its work any more.
final class Interruption: Sendable {
  /// For `poll`, readable for good after `raise()`.
  private let readingEnd: Int32
  private let writingEnd: Int32

  init() throws(PostgresFailure) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw PostgresFailure(.unreachable, "no pipe: \(String(cString: strerror(errno)))") }
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

  func raise() {
    var byte: UInt8 = 0
    _ = write(writingEnd, &byte, 1)
  }

  /// Why a wait ended.
  enum Wait {
    case ready(Int16)
    case interrupted
  }

  /// Waits until one of the events is there, or nobody waits for it any more.
  func wait(for events: Int32, on socket: Int32) -> Wait {
    var polled = [
      pollfd(fd: socket, events: Int16(events), revents: 0), pollfd(fd: readingEnd, events: Int16(POLLIN), revents: 0),
    ]
    // No signal is delivered to these threads, but a debugger may stop one.
    while poll(&polled, 2, -1) < 0, errno == EINTR {}
    return polled[1].revents != 0 ? .interrupted : .ready(polled[0].revents)
  }
}
