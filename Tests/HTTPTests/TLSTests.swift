import ChildPrograms
import Foundation
import HTTP
import Loopback
import Testing

@Suite(.timeLimit(.minutes(20)))
struct TLSTests {
  private func failure(_ url: String, authoritiesFile: String? = nil) async throws -> TransportFailure? {
    let client = try HTTPClient(
      HTTPClient.Configuration(userAgent: "tests/1", authoritiesFile: authoritiesFile))
    do {
      _ = try await client.send(HTTPRequest(.get, url))
      return nil
    } catch {
      return error
    }
  }

  @Test func `A server that speaks no TLS is not spoken to in clear`() async throws {
    let listener = try Listener { connection in
      _ = connection.read()
      connection.answer("hello")
    }
    defer { listener.stop() }
    guard case .tlsFailed? = try await failure("https://127.0.0.1:\(listener.port)/") else {
      Issue.record("an unencrypted answer was accepted")
      return
    }
  }

  @Test(.enabled(if: TLSServer.isPossible))
  func `Only a certificate of a given authority is trusted`() async throws {
    let server = try await TLSServer()
    defer { server.stop() }
    for file in [nil, "/nowhere.pem"] {
      let failure = try #require(try await failure(server.url, authoritiesFile: file))
      guard case .tlsFailed = failure else { Issue.record("\(failure)"); return }
    }
    #expect(try await failure(server.url, authoritiesFile: server.certificateFile) == nil)
  }

  /// Both would be trusted but for that: the authority's file holds the very certificate.
  @Test(.enabled(if: TLSServer.isPossible), arguments: [("192.0.2.1", 2), ("127.0.0.1", -1)])
  func `A certificate for another host, or one that is over, is not trusted`(host: String, days: Int) async throws {
    let server = try await TLSServer(host: host, days: days)
    defer { server.stop() }
    let failure = try #require(try await failure(server.url, authoritiesFile: server.certificateFile))
    guard case .tlsFailed = failure else { Issue.record("\(failure)"); return }
    #expect(!failure.mayHaveReachedServer)
  }
}

/// `openssl s_server` with a certificate of its own.
private final class TLSServer {
  static let isPossible = FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl")

  let url: String
  let certificateFile: String
  private let folder: URL
  private let server: RunningChild

  /// - Parameters:
  ///   - host: whom the certificate names.
  ///   - days: how long it holds from now; negative for one that is over.
  init(host: String = "127.0.0.1", days: Int = 2) async throws {
    let files = FileManager.default
    folder = files.temporaryDirectory.appending(path: "tls-\(UUID().uuidString)")
    try files.createDirectory(at: folder, withIntermediateDirectories: true)
    certificateFile = folder.appending(path: "certificate.pem").path()
    let keyFile = folder.appending(path: "key.pem").path()
    let request = folder.appending(path: "request.pem").path()
    try await Self.finish(
      "req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=\(host)",
      "-addext subjectAltName=IP:\(host) -keyout \(keyFile) -out \(request)")
    try await Self.finish(
      "x509 -req -in \(request) -signkey \(keyFile) -days \(days) -copy_extensions copy -out \(certificateFile)")

    let output = folder.appending(path: "output.txt")
    _ = files.createFile(atPath: output.path(), contents: nil)
    server = try Self.openSSL(
      ["s_server -accept 127.0.0.1:0 -cert \(certificateFile) -key \(keyFile) -www"],
      output: try FileHandle(forWritingTo: output))
    url = "https://127.0.0.1:\(try await Self.port(of: server, announcedIn: output))/"
  }

  func stop() {
    server.signal(SIGTERM)
    try? FileManager.default.removeItem(at: folder)
  }

  private static func port(of server: RunningChild, announcedIn output: URL) async throws -> Substring {
    while true {
      let isOver = !server.isRunning
      if let match = try String(contentsOf: output, encoding: .utf8).firstMatch(of: /ACCEPT 127.0.0.1:(\d+)\n/) {
        return match.1
      }
      if isOver { throw SpawnFailure(detail: "openssl s_server ended with \(server.status)") }
      try await Task.sleep(for: .milliseconds(10))
    }
  }

  private static func finish(_ words: String...) async throws {
    let request = try openSSL(words)
    while request.isRunning { try await Task.sleep(for: .milliseconds(10)) }
    if request.status != 0 { Issue.record("openssl \(words) failed") }
  }

  private static func openSSL(_ words: [String], output: FileHandle? = nil) throws -> RunningChild {
    try RunningChild(
      ["/usr/bin/openssl"] + words.joined(separator: " ").split(separator: " ").map(String.init),
      streams: [nil, output?.fileDescriptor, nil])
  }
}
