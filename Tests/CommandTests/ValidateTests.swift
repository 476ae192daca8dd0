import Foundation
import RepositoryFixtures
import Testing

@Suite(.timeLimit(.minutes(20)))
struct ValidateTests {
  private let made: TemporaryRepository

  init() throws {
    made = try TemporaryRepository()
    try made.commit([
      "fleet/fleet.yaml": Documents.fleet, "fleet/catalog.yaml": Documents.catalog,
      "fleet/orders/ord-1.yaml": Documents.order("ord-1"),
    ])
  }

  private func validate(_ arguments: String..., in folder: String? = nil) async throws -> Ended {
    let running = try RunningCommand(
      ["validate"] + arguments, in: folder ?? made.path, environment: made.environment)
    return await running.end()
  }

  private func spoil() throws {
    try made.write(Documents.order("ord-2", tier: "stater"), to: "fleet/orders/ord-2.yaml")
  }

  @Test func `A sound fleet is told in one line, and needs no panel and no key`() async throws {
    let ended = try await validate()
    #expect(ended.status == 0 && ended.answer == "")
    #expect(ended.people == "1 sound order, 0 results: no problems\n")
    #expect(try await validate("--quiet").people == "")
  }

  @Test func `A folder outside every repository is validated, too`() async throws {
    let outside = made.path + "-outside"
    try FileManager.default.createDirectory(atPath: outside, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: outside) }
    try FileManager.default.copyItem(atPath: made.path + "/fleet", toPath: outside + "/fleet")
    #expect(try await validate(in: outside).status == 0)
  }

  @Test func `A problem is told with its place, the line, a caret and what was meant`() async throws {
    try spoil()
    let ended = try await validate()
    #expect(ended.status == 1)
    let lines = ended.answer.split(separator: "\n").map(String.init)
    #expect(lines.first?.hasPrefix("fleet/orders/ord-2.yaml:5:7: error: ") == true)
    #expect(lines.contains { $0.hasSuffix("tier: stater") })
    #expect(lines.contains { $0.contains("^") })
    #expect(ended.answer.contains("starter"))
  }

  @Test func `Orders that name one server, or one panel user, are told at both places, as plan tells them`()
    async throws
  {
    let server = "server: 0c9d1f0e-0000-4000-8000-000000000001"
    let user = "{ id: %, user: 17 }"
    try made.write(
      Documents.order("ord-1", customer: user.replacing("%", with: "cus-1"), more: server),
      to: "fleet/orders/ord-1.yaml")
    #expect(try await validate().status == 0)
    try made.write(
      Documents.order("ord-2", customer: user.replacing("%", with: "cus-2"), more: server),
      to: "fleet/orders/ord-2.yaml")
    let ended = try await validate()
    #expect(ended.status == 1)
    for (path, other) in [("ord-1", "ord-2"), ("ord-2", "ord-1")] {
      let start = "fleet/orders/\(path).yaml"
      #expect(
        ended.answer.contains(
          "\(start):9:9: error: order `\(other)` names the same server in fleet/orders/\(other).yaml:9"))
      #expect(ended.answer.contains("is the same panel user as another customer in fleet/orders/\(other).yaml:2"))
    }
    // An edit brings no such thing either.
    try made.write(Documents.order("ord-2"), to: "fleet/orders/ord-2.yaml")
    let set = try RunningCommand(
      ["order", "set", "ord-2", server.replacing(": ", with: "=")], in: made.path, environment: made.environment)
    let refused = await set.end()
    #expect(refused.status == 1 && refused.people.contains("names the same server"))
    #expect(made.read("fleet/orders/ord-2.yaml")?.contains("server:") == false)
  }

  @Test func `Problems are told as JSON, as workflow commands and as SARIF`() async throws {
    try spoil()
    let json = try await validate("--format", "json")
    let github = try await validate("--format", "github")
    let sarif = try await validate("--format", "sarif")
    for ended in [json, github, sarif] { #expect(ended.status == 1 && ended.people == "") }
    let object = try #require(JSONSerialization.jsonObject(with: Data(json.answer.utf8)) as? [String: Any])
    #expect(object["format"] as? String == "botfleet.diagnostics/1" && object["errors"] as? Int == 1)
    #expect(github.answer.hasPrefix("::error file=fleet/orders/ord-2.yaml,line=5,col"))
    let log = try #require(JSONSerialization.jsonObject(with: Data(sarif.answer.utf8)) as? [String: Any])
    #expect(log["version"] as? String == "2.1.0")
  }

  @Test func `A commit is validated as it is, whatever lies on the disk`() async throws {
    try spoil()
    #expect(try await validate("--revision", "HEAD").status == 0)
    try made.commit([:])
    #expect(try await validate("--revision", "HEAD").status == 1)
  }

  @Test func `A folder without a fleet is named, with what to do about it`() async throws {
    let ended = try await validate("--fleet", "nowhere")
    #expect(ended.status == 1 && ended.answer.isEmpty)
    #expect(ended.people.contains("there is no fleet in \(made.path)/nowhere") && ended.people.contains("--repo"))
    let earlier = try await validate("--fleet", "nowhere", "--revision", "HEAD")
    #expect(earlier.people.contains("there is no fleet in \(made.path)/nowhere at HEAD: "))
    let absent = try await validate("--repo", "/nowhere/at/all")
    #expect(absent.status == 1 && absent.people == "error: there is no folder /nowhere/at/all\n")
  }
}
