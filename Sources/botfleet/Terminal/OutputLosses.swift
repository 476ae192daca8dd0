import Dispatch
import Glibc

/// What could not be written to the two streams. A process has one of each, so there is one of this.
final class OutputLosses: Sendable {
  static let ofProcess = OutputLosses()

  private let turn = DispatchSemaphore(value: 1)
  /// Touched in turn only: the system's reason for the first loss on each stream.
  private nonisolated(unsafe) var reasons: [Console.Stream: Int32] = [:]

  /// Remembers that something could not be written.
  func note(_ reason: Int32, on stream: Console.Stream) {
    turn.wait()
    defer { turn.signal() }
    if reasons[stream] == nil { reasons[stream] = reason }
  }

  /// Why something is missing on a stream; nil where all is there.
  func reason(on stream: Console.Stream) -> Int32? {
    turn.wait()
    defer { turn.signal() }
    return reasons[stream]
  }

  /// Whether something is missing on either.
  var isLossy: Bool { reason(on: .answer) != nil || reason(on: .people) != nil }
}

/// How the program ends: what could not be written whole is an error, and is told where that is possible.
func endProcess(_ status: Int32, on console: Console) -> Never {
  // Some file systems say no more than that, and only now.
  if close(Console.Stream.answer.descriptor) != 0, [ENOSPC, EDQUOT, EIO].contains(errno) {
    OutputLosses.ofProcess.note(errno, on: .answer)
  }
  if let reason = OutputLosses.ofProcess.reason(on: .answer) {
    console.complain(
      "error: what belongs on standard output could not be written whole: \(String(cString: strerror(reason)))")
  }
  guard OutputLosses.ofProcess.isLossy, let own = ExitStatus(rawValue: status) else { exit(status) }
  exit(max(own, .faulty).rawValue)
}

/// Lets nothing that is opened later take the place of a stream that is closed: what is written would go there.
func occupyClosedStreams() {
  for stream in [STDIN_FILENO, Console.Stream.answer.descriptor, Console.Stream.people.descriptor]
  where fcntl(stream, F_GETFD) < 0 && errno == EBADF {
    // To be read only, so that writing goes on failing.
    let opened = open("/dev/null", O_RDONLY)
    if opened >= 0, opened != stream {
      dup2(opened, stream)
      close(opened)
    }
  }
}
