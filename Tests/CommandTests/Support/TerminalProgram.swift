import ChildPrograms
import CommandFixtures
import Foundation
import Guarding

/// A program on a terminal of its own, as somebody who sits there has it.
final class TerminalProgram: Sendable {
  private let child: RunningChild
  private let terminal: FileHandle
  private let screen = Screen()

  /// Which of the program's streams are the terminal; the others are thrown away.
  enum Streams {
    case all
    case inputOnly
  }

  /// Starts it with exactly this environment.
  init(
    _ program: URL, _ arguments: [String], in folder: String, environment: [String: String], streams: Streams = .all
  ) throws {
    let (leader, follower) = try openTerminal()
    terminal = FileHandle(fileDescriptor: leader, closeOnDealloc: true)
    let end = FileHandle(fileDescriptor: follower, closeOnDealloc: true)
    let rest = streams == .all ? follower : nil
    child = try RunningChild(
      [program.path] + arguments, in: folder,
      environment: environment.merging(["TERM": "xterm"]) { $1 }.merging(sanitizerOptions) { $1 },
      streams: [follower, rest, rest])
    try end.close()
    Thread.detachNewThread { [screen, leader] in screen.follow(leader) }
  }

  var identifier: Int32 { child.identifier }
  var isRunning: Bool { child.isRunning }

  /// All that was written so far, control sequences included.
  var written: String { screen.written }

  func type(_ text: String) throws { try terminal.write(contentsOf: Data(text.utf8)) }

  /// Waits until something stands on the screen.
  func sees(_ text: String) async throws {
    let end = ContinuousClock.now + .seconds(120)
    while !written.contains(text) {
      let isOver = !child.isRunning || ContinuousClock.now > end
      if isOver, !written.contains(text) { throw Missing(text: text, screen: written) }
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  struct Missing: Error {
    let text: String
    let screen: String
  }

  /// Waits for its end, and for the rest of what it wrote.
  func end() async throws -> (status: Int32, written: String) {
    while child.isRunning || !screen.isOver { try await Task.sleep(for: .milliseconds(20)) }
    return (child.status, written)
  }
}

/// A pseudo-terminal's two ends, as `openpty` opens them, which Swift does not see.
private func openTerminal() throws -> (leader: Int32, follower: Int32) {
  let leader = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
  var number: Int32 = 0
  // TIOCSPTLCK unlocks the other end, TIOCGPTN tells its number.
  guard leader >= 0, ioctl(leader, 0x4004_5431, &number) == 0, ioctl(leader, 0x8004_5430, &number) == 0 else {
    throw POSIXError(.init(rawValue: errno) ?? .EIO)
  }
  let follower = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
  guard follower >= 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
  return (leader, follower)
}

/// What stands on a terminal, as bytes arrive.
private final class Screen: Sendable {
  private let state = Guarded((bytes: [UInt8](), isOver: false))

  var written: String { state.withLock { String(decoding: $0.bytes, as: UTF8.self) } }
  var isOver: Bool { state.withLock { $0.isOver } }

  /// Reads until nobody has the terminal open any more.
  func follow(_ descriptor: Int32) {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return state.withLock { $0.isOver = true } }
      state.withLock { $0.bytes += buffer.prefix(count) }
    }
  }
}
