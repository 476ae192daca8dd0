import Foundation
import HTTP
import Panel
import Planner

/// The embedded panel as a process of its own, on a free port; ends with `stop()`, or with the tests.
final class Sandbox: Sendable {
  private struct Announcement: Decodable {
    let url: String
    let control: String
    let keys: [String: String]
  }

  struct DidNotStart: Error {}

  struct Refused: Error {
    let status: Int
  }

  private let announcement: Announcement
  private let process: Process
  private let input = Pipe()

  init(_ arguments: String...) async throws {
    process = Process()
    process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
      .appending(path: "botfleet-sandbox")
    process.arguments = ["--format", "json", "--exit-with-stdin"] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardInput = input
    try process.run()
    let line = try await Self.firstLine(of: output.fileHandleForReading)
    announcement = try JSONDecoder().decode(Announcement.self, from: line)
  }

  func stop() { process.terminate() }

  func client(key: String = "app_full", variables: Set<String> = ["TIER", "FEATURES"]) throws -> PterodactylPanel {
    try PterodactylPanel(
      at: PanelURL(announcement.url), key: Secret(announcement.keys[key] ?? ""),
      PterodactylPanel.Options(
        variables: variables, userAgent: "tests/1", time: Timekeeper(ContinuousClock()) { 0.5 }))
  }

  /// Tells the panel under test what to be: `{"do": "daemon", "mode": "refuse"}`.
  func control(_ step: String) async throws {
    try await post(announcement.control, step)
  }

  /// Does what a hand on the panel would.
  func request(_ method: HTTPMethod, _ path: String, _ body: String) async throws {
    try await post(announcement.url + path, body, method: method, key: announcement.keys["app_full"])
  }

  private func post(_ url: String, _ body: String, method: HTTPMethod = .post, key: String? = nil) async throws {
    let http = try HTTPClient(HTTPClient.Configuration(userAgent: "tests/1"))
    var headers: HTTPHeaders = ["Accept": "application/json", "Content-Type": "application/json"]
    if let key { headers.append("Authorization", "Bearer \(key)") }
    let response = try await http.send(HTTPRequest(method, url, headers: headers, body: Array(body.utf8)))
    guard (200..<300).contains(response.status) else { throw Refused(status: response.status) }
  }

  private static func firstLine(of handle: FileHandle) async throws -> Data {
    let (lines, found) = AsyncThrowingStream.makeStream(of: Data.self)
    Thread.detachNewThread {
      var line = Data()
      while !line.contains(UInt8(ascii: "\n")) {
        let bytes = handle.availableData
        if bytes.isEmpty { return found.finish(throwing: DidNotStart()) }
        line += bytes
      }
      found.yield(line)
      found.finish()
    }
    for try await line in lines { return line }
    throw DidNotStart()
  }
}
