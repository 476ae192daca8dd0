import ArgumentParser
import Glibc
import Planner
import Reports

/// How a run speaks: stdout is the answer, stderr is for people.
struct Console: Sendable {
  let color: ColorChoice
  let volume: Volume
  let environment: [String: String]
  let streams: StandardStreams

  init(color: ColorChoice, volume: Volume, environment: [String: String], streams: StandardStreams) {
    self.color = color
    self.volume = volume
    self.environment = environment
    self.streams = streams
  }

  /// Of a program that has not read its options, or is about to end.
  init(on streams: StandardStreams) {
    self.init(color: .never, volume: .normal, environment: [:], streams: streams)
  }

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
  }

  func isTerminal(_ stream: Stream) -> Bool { isatty(streams.descriptor(of: stream)) == 1 }

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

  /// Writes a line to stderr in its turn, and does not wait for that. A bar or a notice may stand there; it is drawn again.
  func log(_ line: String) {
    streams.writeInTurn((isTerminal(.people) ? Self.cleared : "") + line + "\n", to: .people)
  }

  /// How text is laid out on a stream.
  func style(on stream: Stream) -> Style {
    Style(palette: isColoured(stream) ? .coloured : .plain, width: width(of: stream))
  }

  private func isColoured(_ stream: Stream) -> Bool {
    switch color {
    case .always: true
    case .never: false
    case .auto: isTerminal(stream) && environment["NO_COLOR"]?.isEmpty ?? true && environment["TERM"] != "dumb"
    }
  }

  private func width(of stream: Stream) -> Style.Width {
    isTerminal(stream) ? .columns(columns(of: stream)) : .unlimited
  }

  /// How many columns the terminal has now.
  func columns(of stream: Stream) -> Int {
    var size = winsize()
    return ioctl(streams.descriptor(of: stream), UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
      ? Int(size.ws_col) : 80
  }

  /// Writes to stderr without ending the line, unless told to be quiet.
  func sayRaw(_ text: String) {
    guard volume > .quiet else { return }
    writeRaw(text, to: .people)
  }

  /// What a line on a terminal is written over with.
  static let cleared = "\r\u{1b}[2K"

  /// Whether somebody is there who could answer a question.
  var isAttended: Bool { isatty(streams.input) == 1 }

  /// Writes, and ends the last line.
  func write(_ text: String, to stream: Stream) {
    let line = text.last?.isNewline ?? true ? text : text + "\n"
    writeRaw(line, to: stream)
  }

  /// Writes without ending the line.
  func writeRaw(_ text: String, to stream: Stream) { streams.write(text, to: stream) }
}

/// Whether text is coloured.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable, Sendable {
  case auto, always, never
}

/// What git, a remote or the panel said, in as many lines as it had, and nothing in it that acts on a terminal.
func escapedLinesForDisplay(_ text: String) -> String {
  text.split(omittingEmptySubsequences: false) { $0.isNewline }.map { escapedForDisplay(String($0)) }.joined(
    separator: "\n")
}
