import Foundation
import Glibc

@testable import PanelSandbox

/// `botfleet-sandbox` as a process of its own on a port of its own; it ends with its standard input, so with the test.
final class SandboxProcess: Sendable {
  let url: String
  let control: String
  let keys: [String: String]

  private let process: Process
  private let input: Pipe

  init(_ arguments: [String] = []) throws {
    process = Process()
    input = Pipe()
    let output = Pipe()
    process.executableURL = try Self.executable()
    process.arguments = ["--format", "json", "--exit-with-stdin", "--install-delay", "50"] + arguments
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    let announcement = try JSONParser.parse(Self.firstLine(of: output.fileHandleForReading))
    url = announcement["url"]?.text ?? ""
    control = announcement["control"]?.text ?? ""
    var keys: [String: String] = [:]
    for member in announcement["keys"]?.members ?? [:] { keys[member.key] = member.value.text }
    self.keys = keys
  }

  deinit {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  /// Sends a signal, and returns the exit status once the process has ended.
  func end(with signal: Int32) -> Int32 {
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    return process.terminationStatus
  }

  private static func firstLine(of handle: FileHandle) -> [UInt8] {
    var line: [UInt8] = []
    while let byte = handle.readData(ofLength: 1).first, byte != UInt8(ascii: "\n") { line.append(byte) }
    return line
  }

  /// The program beside the test bundle, which the build put into one folder.
  private static func executable() throws -> URL {
    let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") }
    let folder = URL(fileURLWithPath: bundle ?? CommandLine.arguments[0]).deletingLastPathComponent()
    return folder.appendingPathComponent("botfleet-sandbox")
  }
}
