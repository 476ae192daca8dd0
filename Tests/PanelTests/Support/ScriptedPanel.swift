import Foundation
import Guarding
import HTTP
import Logging
import Loopback
import Panel
import Planner

/// A panel that says what a test wants it to say, and remembers what it was asked.
final class ScriptedPanel: Sendable {
  struct Request: Sendable {
    let method: String
    /// Below `/api/application/`.
    let path: String
    let query: [String: String]
    let head: String
    let body: String

    /// `PATCH servers/1/details`.
    var line: String { "\(method) \(path)" }
  }

  enum Reply: Sendable {
    case json(Int, String, headers: [String: String] = [:])
    case html(Int, headers: [String: String] = [:])
    case empty
    /// The connection closes without an answer.
    case hangUp
  }

  let clock: ManualClock
  private let seen = Guarded<[Request]>([])
  private let listener: Listener

  init(clock: ManualClock = ManualClock(), _ reply: @escaping @Sendable (Request) -> Reply) throws {
    self.clock = clock
    listener = try Listener { [seen] connection in
      while let text = connection.readRequest(), let request = Request(text) {
        seen.withLock { $0.append(request) }
        guard let answer = reply(request).text else { return }
        connection.write(answer)
      }
    }
  }

  /// Everything that was asked, in the order in which it came.
  var requests: [Request] { seen.withLock { $0 } }

  /// What was asked, by method and path.
  var lines: [String] { requests.map(\.line) }

  /// Where it is.
  var url: PanelURL { get throws { try PanelURL("http://127.0.0.1:\(listener.port)/") } }

  /// A client of this panel, whose waits take no time.
  func client(
    time: Timekeeper? = nil, daemonTimeout: Duration? = nil,
    tell: @escaping @Sendable (ReadingProgress) -> Void = { _ in },
    tellOfWait: @escaping @Sendable (LimitWait) -> Void = { _ in },
    log: Logger = Logger(label: "silent") { _ in SwiftLogNoOpLogHandler() }
  ) throws -> PterodactylPanel {
    try PterodactylPanel(
      at: url, key: Secret("ptla_test"),
      ConnectionOptions(userAgent: "tests/1", time: time ?? Timekeeper(clock) { 0.5 }),
      for: RunOptions(variables: ["TIER"], daemonTimeout: daemonTimeout, tell: tell, tellOfWait: tellOfWait, log: log))
  }

  func stop() { listener.stop() }

  deinit { stop() }
}

extension ScriptedPanel.Request {
  fileprivate init?(_ text: String) {
    guard let end = text.range(of: "\r\n\r\n") else { return nil }
    head = String(text[..<end.lowerBound])
    body = String(text[end.upperBound...])
    let words = head.split(separator: " ", maxSplits: 2).map(String.init)
    guard let parts = URLComponents(string: words[1]) else { return nil }
    method = words[0]
    path = parts.path.replacing("/api/application/", with: "")
    query = Dictionary((parts.queryItems ?? []).map { ($0.name, $0.value ?? "") }) { $1 }
  }
}

extension ScriptedPanel.Reply {
  fileprivate var text: String? {
    switch self {
    case .json(let status, let body, let headers):
      Self.answer(status, body, headers.merging(["Content-Type": "application/json"]) { own, _ in own })
    case .html(let status, let headers):
      Self.answer(status, "<html></html>", headers.merging(["Content-Type": "text/html"]) { own, _ in own })
    case .empty: Self.answer(204, "", [:])
    case .hangUp: nil
    }
  }

  private static func answer(_ status: Int, _ body: String, _ headers: [String: String]) -> String {
    let lines = headers.map { "\($0): \($1)\r\n" }.joined()
    let length = status == 204 ? "" : "Content-Length: \(body.utf8.count)\r\n"
    return "HTTP/1.1 \(status) Some Words\r\n\(length)\(lines)\r\n\(body)"
  }

  /// An error as the panel writes it, counted by its limiter.
  static func error(
    _ status: Int, _ code: String, detail: String = "…", field: String? = nil, rule: String? = nil,
    headers: [String: String] = ["x-ratelimit-limit": "240", "x-ratelimit-remaining": "200"]
  ) -> Self {
    let meta = field.map { #","meta":{"source_field":"\#($0)","rule":"\#(rule ?? "")"}"# } ?? ""
    return .json(
      status, #"{"errors":[{"code":"\#(code)","status":"\#(status)","detail":"\#(detail)"\#(meta)}]}"#,
      headers: headers)
  }

  static let missing = error(404, "NotFoundHttpException")

  static func list(_ items: [String], total: Int? = nil, page: Int = 1, pages: Int = 1) -> Self {
    .json(
      200,
      #"{"object":"list","data":[\#(items.joined(separator: ","))],"meta":{"pagination":{"total":\#(total ?? items.count),"#
        + #""count":\#(items.count),"per_page":500,"current_page":\#(page),"total_pages":\#(pages),"links":{}}}}"#)
  }
}
