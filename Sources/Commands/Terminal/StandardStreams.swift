import Dispatch
import Glibc
import Synchronization

/// The three streams of one run of a program. The only place that writes to any.
public final class StandardStreams: Sendable {
  let input: Int32
  private let answer: Int32
  private let people: Int32
  /// The last error of a write that was not finished; 0 for none.
  private let unwritten = Atomic<Int32>(0)
  /// Writes what is logged, one line after the other.
  private let log = DispatchQueue(label: "log")

  /// - Parameters:
  ///   - input: the descriptor that answers are read from.
  ///   - answer: the descriptor of what was asked for.
  ///   - people: the descriptor of what else people should know.
  public init(input: Int32, answer: Int32, people: Int32) {
    (self.input, self.answer, self.people) = (input, answer, people)
  }

  /// Those of the process.
  static let ofProcess = StandardStreams(input: STDIN_FILENO, answer: STDOUT_FILENO, people: STDERR_FILENO)

  /// Why something could not be written whole, where that was so: what was read of it is not the answer.
  var loss: String? {
    let code = unwritten.load(ordering: .relaxed)
    return code == 0 ? nil : String(cString: strerror(code))
  }

  func descriptor(of stream: Console.Stream) -> Int32 {
    switch stream {
    case .answer: answer
    case .people: people
    }
  }

  /// Writes all of it, or remembers that it could not; a reader that went away is nobody's failure.
  func write(_ text: String, to stream: Console.Stream) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor(of: stream), $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else {
        let code = count < 0 ? errno : EIO
        if code != EPIPE { unwritten.store(code, ordering: .relaxed) }
        return
      }
      bytes = bytes.dropFirst(count)
    }
  }

  /// Writes after all that was to be written so before, and waits for nobody: many tasks at once have something to log, and a reader
  /// that stops reading holds up nothing but the log.
  func writeInTurn(_ text: String, to stream: Console.Stream) { log.async { self.write(text, to: stream) } }

  /// Waits until all that was logged so far is written.
  func caughtUp() async { await withCheckedContinuation { written in log.async { written.resume() } } }

  /// Fills the places of streams that are closed, so that no file of ours comes to be in one of them and gets what people should read.
  /// What is written there then fails, as it does on a closed stream.
  static func keepApart() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) == -1 {
      // The lowest free number is taken, which is this one.
      _ = open("/dev/null", O_RDONLY)
    }
  }
}

/// Writing to a pipe whose reader is gone gives an error instead of ending the program in the middle of an apply.
func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }
