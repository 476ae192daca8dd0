import FoundationEssentials
import Glibc
import Reports
import Synchronization

/// The two streams: stdout is the answer, stderr is for people. The only place that writes to either.
struct Console: Sendable {
  let color: ColorChoice
  let volume: Volume
  let environment: [String: String]

  /// Of a program that has not read its options, or is about to end.
  static let standard = Console(color: .never, volume: .normal, environment: [:])

  /// How much is told beside the answer.
  enum Volume: Comparable, Sendable {
    case quiet
    case normal
    case verbose
  }

  /// One of the two.
  enum Stream: Sendable {
    case answer
    case people

    var descriptor: Int32 {
      switch self {
      case .answer: STDOUT_FILENO
      case .people: STDERR_FILENO
      }
    }

    var isTerminal: Bool { isatty(descriptor) == 1 }
  }

  /// Writes to stdout, and ends the last line.
  func answer(_ text: String) { write(text, to: .answer) }

  /// Writes to stderr, unless told to be quiet.
  func say(_ text: String) {
    guard volume > .quiet else { return }
    write(text, to: .people)
  }

  /// Writes to stderr whatever the volume: what went wrong.
  func complain(_ text: String) { write(text, to: .people) }

  /// Writes to stderr only where much is wanted.
  func explain(_ text: String) {
    guard volume == .verbose else { return }
    write(text, to: .people)
  }

  /// How text is laid out on a stream.
  func style(on stream: Stream) -> Style {
    Style(palette: isColoured(stream) ? .coloured : .plain, width: width(of: stream))
  }

  private func isColoured(_ stream: Stream) -> Bool {
    switch color {
    case .always: true
    case .never: false
    case .auto: stream.isTerminal && environment["NO_COLOR"]?.isEmpty ?? true && environment["TERM"] != "dumb"
    }
  }

  private func width(of stream: Stream) -> Style.Width {
    stream.isTerminal ? .columns(columns(of: stream)) : .unlimited
  }

  /// How many columns the terminal has now.
  func columns(of stream: Stream) -> Int {
    var size = winsize()
    return ioctl(stream.descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
  }

  /// Writes to stderr without ending the line, unless told to be quiet.
  func sayRaw(_ text: String) {
    guard volume > .quiet else { return }
    writeRaw(text, to: .people)
  }

  /// Whether somebody is there who could answer a question.
  static var isAttended: Bool { isatty(STDIN_FILENO) == 1 }

  /// Writes all of it, or remembers that it could not; a reader that went away is nobody's failure.
  func write(_ text: String, to stream: Stream) {
    let line = text.hasSuffix("\n") || text.isEmpty ? text : text + "\n"
    writeRaw(line, to: stream)
  }

  /// Writes without ending the line.
  func writeRaw(_ text: String, to stream: Stream) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(stream.descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else {
        let code = count < 0 ? errno : EIO
        if code != EPIPE { unwritten.store(code, ordering: .relaxed) }
        return
      }
      bytes = bytes.dropFirst(count)
    }
  }
}

extension Console {
  /// Why something could not be written whole, where that was so: what was read of it is not the answer.
  static var loss: String? {
    let code = unwritten.load(ordering: .relaxed)
    return code == 0 ? nil : String(cString: strerror(code))
  }

  /// Fills the places of streams that are closed, so that no file of ours comes to be in one of them and gets what people should read.
  /// What is written there then fails, as it does on a closed stream.
  static func keepStreamsApart() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) == -1 {
      // The lowest free number is taken, which is this one.
      _ = open("/dev/null", O_RDONLY)
    }
  }
}

/// The last error of a write that was not finished; 0 for none. The streams are the process's, and so is this.
private let unwritten = Atomic<Int32>(0)

/// Writing to a pipe whose reader is gone gives an error instead of ending the program in the middle of an apply.
func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }
