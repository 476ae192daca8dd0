import Foundation
import PanelProcess
import Testing

/// What `botfleet doctor` found out, as its JSON says.
struct DoctorReport: Decodable {
  let format: String
  let counts: [String: Int]
  let findings: [Finding]

  struct Finding: Decodable {
    let section: String
    let check: String
    let verdict: String
    let message: String
    let advice: String?
  }

  /// `failure egg`: all that is not as it must be. Nobody can tell which branches a host protects.
  var problems: [String] {
    findings.filter { $0.verdict != "ok" && $0.check != "branch-protection" }.map { "\($0.verdict) \($0.check)" }
  }

  /// What is said of a check, with what to do.
  func words(on check: String) -> String {
    findings.filter { $0.check == check }.map { "\($0.message) | \($0.advice ?? "")" }.joined(separator: "\n")
  }
}

extension Stage {
  /// Runs `botfleet doctor`, and reads what it found out.
  func examine(
    _ arguments: String..., in folder: String? = nil, environment changes: [String: String] = [:],
    expecting status: Int32, at location: SourceLocation = #_sourceLocation
  ) async throws -> DoctorReport {
    let running = try start(["doctor", "--format", "json"] + arguments, in: folder, environment: changes)
    let ended = await running.end()
    #expect(ended.status == status, "\(ended.answer)\n\(ended.people)", sourceLocation: location)
    #expect(!ended.answer.contains(key) && !ended.people.contains(key), sourceLocation: location)
    return try JSONDecoder().decode(DoctorReport.self, from: Data(ended.answer.utf8))
  }

  /// A key of the panel, by its kind.
  func key(_ kind: String) throws -> String { try #require(panel.keys[kind]) }

  /// Puts the panel into the state of its own fixture, with a change.
  func change(_ edit: (inout [String: Any]) throws -> Void) async throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../../Sources/PanelSandbox/fixture.json")
    var fixture = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
    // As the stage's own, it can be asked often.
    fixture["limits"] = ["application_requests_per_minute": 100_000, "client_requests_per_minute": 100_000]
    try edit(&fixture)
    let text = String(decoding: try JSONSerialization.data(withJSONObject: fixture), as: UTF8.self)
    try await panel.control(#"{"do": "reset", "fixture": \#(text)}"#)
  }

  /// The same with a change of one entry of a list.
  func change(_ list: String, _ id: Int, _ edit: (inout [String: Any]) -> Void) async throws {
    try await change { fixture in
      var entries = try #require(fixture[list] as? [[String: Any]])
      let index = try #require(entries.firstIndex { $0["id"] as? Int == id })
      edit(&entries[index])
      fixture[list] = entries
    }
  }
}
