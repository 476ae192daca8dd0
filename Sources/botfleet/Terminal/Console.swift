import FoundationEssentials
import Glibc
import Reports

/// The two streams: stdout is the answer, stderr is for people. The only place that writes to either.
struct Console: Sendable {
  let color: ColorChoice
  let volume: Volume
  let environment: [String: String]

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

  /// Writes all of it; what cannot be written is noted for the program's end.
  func write(_ text: String, to stream: Stream) {
    let line = text.hasSuffix("\n") || text.isEmpty ? text : text + "\n"
    writeRaw(line, to: stream)
  }

  /// Writes without ending the line.
  func writeRaw(_ text: String, to stream: Stream) {
    guard let reason = writeWhole(Array(text.utf8), to: stream.descriptor) else { return }
    OutputLosses.ofProcess.note(reason, on: stream)
  }
}

/// Writing to a pipe whose reader is gone, or beyond what a file may hold (`ulimit -f`), gives an error instead of ending the program in the middle of
/// an apply.
func ignoreSignalsOfWriting() {
  signal(SIGPIPE, SIG_IGN)
  signal(SIGXFSZ, SIG_IGN)
}
