import CommandFixtures
import Testing

// What the tests of CI use, too.

typealias Documents = CommandFixtures.Documents
typealias Ended = CommandFixtures.Ended
typealias PanelServer = CommandFixtures.PanelServer
typealias RunningCommand = CommandFixtures.RunningCommand
typealias RunningProgram = CommandFixtures.RunningProgram

extension Tag {
  /// Starts processes of `botfleet`, for what only a process has: signals, terminals, streams, exit codes, limits, the process list.
  @Tag static var process: Tag
}
