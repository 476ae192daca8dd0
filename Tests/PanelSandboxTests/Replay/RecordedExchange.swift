import Foundation
import Testing

@testable import PanelSandbox

/// One exchange with a real panel, and the state that it needs: servers and users beside the fixture's, how the
/// daemons are, what is wrong with the panel. The client's tests read the same recordings; those without a state are theirs alone.
struct RecordedExchange: Sendable, CustomTestStringConvertible {
  private let recorded: JSON

  var name: String { recorded["name"]?.text ?? "" }
  var testDescription: String { name }
  var family: Substring { name.prefix(2) }
  var status: Int { recorded.value(at: "response.status").flatMap(PHPNumber.integer) ?? 0 }

  static let all: [RecordedExchange] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".json") }.sorted().flatMap { file -> [RecordedExchange] in
      let data = try? Data(contentsOf: folder.appendingPathComponent(file))
      let exchanges = data.flatMap { try? JSONParser.parse(Array($0)) }
      return (exchanges?.items ?? []).filter { $0["given"] != nil }.map(RecordedExchange.init)
    }
  }()

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Recordings")

  private init(recorded: JSON) { self.recorded = recorded }

  /// What this panel answers in the given state.
  func answer() throws -> Answer {
    var panel = try Self.panel.get()
    let given = recorded["given"] ?? .null
    try loadUsers(given, into: &panel.state)
    try loadServers(given, into: &panel.state)
    if let mode = recorded.value(at: "given.daemon") {
      panel.state.apply(try DaemonChange(["do": "daemon", "mode": mode]))
    }
    let request = request(panel.state.keys)
    if let name = recorded.value(at: "given.fault")?.text {
      guard let fault = FaultProfile(named: name)?.fault else { throw Unusable(detail: "no fault \(name)") }
      return fault.spoiled(nil, to: request, at: panel.state.now)
    }
    guard case .answer(let answer) = panel.respond(to: request) else { throw Unusable(detail: "the answer waits") }
    return answer
  }

  struct Unusable: Error {
    let detail: String
  }

  private static let panel = Result {
    var settings = SandboxSettings()
    settings.hasSampleEgg = false
    settings.userDelay = 0
    settings.series = .former
    return try makePanel(settings, at: Moment(milliseconds: 1_795_000_000_000))
  }

  private func request(_ keys: [Key]) -> Request {
    let recorded = recorded["request"] ?? .null
    var headers = ["host": "127.0.0.1:8081"]
    for (name, value) in recorded["headers"]?.members ?? [:] { headers[name.lowercased()] = value.text }
    if let kind = self.recorded["key"]?.text, let key = keys.first(where: { $0.kind == kind }) {
      headers["authorization"] = "Bearer \(key.token)"
    }
    let body = recorded["raw_body"]?.text.map { Array($0.utf8) } ?? recorded["body"].map(JSONWriter.encode) ?? []
    return Request(
      method: recorded["method"]?.text ?? "", path: recorded["path"]?.text ?? "",
      query: recorded["query"]?.text ?? "", headers: headers, body: body)
  }

  /// Where the headers differ that clients look at; those that the recording does not have must be absent.
  func headerDifference(_ answer: Answer) -> String? {
    let recorded = self.recorded.value(at: "response.headers")?.members ?? [:]
    var expected: JSONObject = [:]
    for name in ["content-type", "allow", "location", "x-ratelimit-limit"] { expected[name] = recorded[name] ?? .null }
    if let type = expected["content-type"]?.text?.split(separator: ";").first {
      expected["content-type"] = .string(type.lowercased())
    }
    var headers: [String: String] = [:]
    for (name, value) in answer.headers { headers[name.lowercased()] = value }
    return difference(inHeaders: expected, headers, Names(base: ""))
  }

  func bodyDifference(_ answer: Answer) -> String? {
    // A page for people is no part of the API.
    guard let body = recorded.value(at: "response.body"), body != .null, body.text == nil else { return nil }
    guard let actual = try? JSONParser.parse(answer.body) else { return "no JSON" }
    return difference(loosened(body, named: ""), actual, Names(base: ""))
  }

  /// The recorded body as an expectation: what differs by time and chance may be any of its kind.
  private func loosened(_ value: JSON, named name: String) -> JSON {
    let isNew = status == 201
    switch (value, name) {
    case (.integer, "id") where isNew: return "<int>"
    case (.string, "identifier") where isNew, (.string, "username") where isNew && family == "46": return "<string>"
    case (.string, "resource") where isNew: return "<string>"
    case (.string(let text), _) where text.utf8.count < 20 && !text.contains("REDACTED"): return value
    case (.string(let text), _):
      let whenAndWho = text.replacing(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00/, with: "<timestamp>")
        .replacing(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z/, with: "<timestamp-z>")
        .replacing(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/, with: "<uuid>")
      return whenAndWho.contains("REDACTED") ? "<string>" : .string(whenAndWho)
    case (.array(let items), _): return .array(items.map { loosened($0, named: "") })
    case (.object(let members), _):
      return .object(JSONObject(members.map { ($0.key, loosened($0.value, named: $0.key)) }))
    default: return value
    }
  }
}
