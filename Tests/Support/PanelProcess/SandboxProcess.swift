internal import ChildPrograms
public import Foundation
public import HTTP

/// `botfleet-sandbox` on a free port of its own; it ends with this object, or else with the tests.
public final class SandboxProcess: Sendable {
  public let url: String
  public let control: String
  /// Tokens by the kind of key.
  public let keys: [String: String]

  private let child: ChildProcess

  /// Starts it, and returns once it answers. It installs quickly, unless the arguments say otherwise, and is of the series that
  /// `BOTFLEET_TEST_SERIES` names where they name none.
  public init(_ arguments: [String] = []) throws {
    let asked = ProcessInfo.processInfo.environment["BOTFLEET_TEST_SERIES"]
    let series = arguments.contains("--series") ? [] : asked.map { ["--series", $0] } ?? []
    child = try ChildProcess(
      builtProgram("botfleet-sandbox").path,
      ["--format", "json", "--exit-with-stdin", "--install-delay", "50"] + series + arguments)
    let announcement = try JSONDecoder().decode(Announcement.self, from: Data(child.nextLine()))
    url = announcement.url
    control = announcement.control
    keys = announcement.keys
  }

  private struct Announcement: Decodable {
    let url: String
    let control: String
    let keys: [String: String]
  }

  /// The panel answered with something other than success.
  public struct Refused: Error {
    public let status: Int
    public let body: String
  }

  /// Lets it end. To be deferred by a test that uses no more than a client of it, or it would end as soon as there is one.
  public func stop() { child.stop() }

  /// Sends a signal, and returns what `waitpid` says of the end.
  public func end(with signal: Int32) -> Int32 { child.end(with: signal) }

  /// Tells the panel what to be, `{"do": "daemon", "mode": "refuse"}`, and returns what it answers.
  @discardableResult
  public func control(_ step: String) async throws -> Data { try await send(.post, control, step, key: nil) }

  /// Does what a hand on the panel would, and returns the answer.
  ///
  /// - Parameter kind: of the key.
  @discardableResult
  public func request(
    _ method: HTTPMethod, _ path: String, _ body: String? = nil, key kind: String = "app_full"
  ) async throws -> Data {
    try await send(method, url + path, body, key: keys[kind])
  }

  /// What was asked of the panel so far: `POST /api/application/servers`, with the query.
  public func requests() async throws -> [String] {
    struct Log: Decodable {
      struct Entry: Decodable {
        let method: String
        let path: String
      }
      let requests: [Entry]
    }
    let log = try JSONDecoder().decode(Log.self, from: try await control(#"{"do": "requests"}"#))
    return log.requests.map { "\($0.method) \($0.path)" }
  }

  private func send(_ method: HTTPMethod, _ url: String, _ body: String?, key: String?) async throws -> Data {
    let http = try HTTPClient(HTTPClient.Configuration(userAgent: "tests/1"))
    var headers: HTTPHeaders = ["Accept": "application/json", "Content-Type": "application/json"]
    if let key { headers.append("Authorization", "Bearer \(key)") }
    let response = try await http.send(HTTPRequest(method, url, headers: headers, body: Array((body ?? "").utf8)))
    guard (200..<300).contains(response.status) else {
      throw Refused(status: response.status, body: String(decoding: response.body, as: UTF8.self))
    }
    return Data(response.body)
  }
}
