import Foundation
import PanelProcess
import Testing

/// What `--verbose` adds on stderr: each request to the panel, each git command and each step of the lock.
@Suite(.timeLimit(.minutes(20)))
struct VerboseTests {
  private static let customer = "{ id: new-1, email: ada@example.test, name: Ada Lovelace }"
  private static let orders = [
    "ord-1": Documents.order("ord-1").replacing("customer: cust-1", with: "customer: \(customer)")
  ]

  /// The requests of a plan, whichever of those that are under way together is answered first.
  private static let reading = [
    "panel: GET nests/5/eggs/15?include=variables: 200 after N ms, N of 100000 requests left",
    "panel: GET nodes/1/allocations?filter%5Bserver_id%5D=false&sort=id&per_page=500&page=1: 200 after N ms, N of 100000 requests left",
    "panel: GET nodes/2/allocations?filter%5Bserver_id%5D=false&sort=id&per_page=500&page=1: 200 after N ms, N of 100000 requests left",
    "panel: GET nodes?sort=id&per_page=500&page=1: 200 after N ms, N of 100000 requests left",
    "panel: GET servers?sort=id&per_page=500&page=1: 200 after N ms, N of 100000 requests left",
    "panel: GET users?sort=id&per_page=500&page=1: 200 after N ms, N of 100000 requests left",
  ]

  @Test func `A plan shows its requests, before anything else and nowhere but on stderr`() async throws {
    let stage = try await Stage(Self.orders)
    let plain = try await stage.botfleet("plan")
    let verbose = try await stage.botfleet("plan", "--verbose")
    #expect(plain.people == "" && verbose.answer == plain.answer && verbose.status == 0)
    #expect(lines(of: verbose).sorted() == Self.reading)
    #expect(try await stage.botfleet("plan", "--verbose", "--quiet").people == "")
  }

  @Test func `An apply shows its requests, git commands and steps of the lock, and nothing that is anybody's`()
    async throws
  {
    let stage = try await Stage(Self.orders)
    let token = "glpat-DistinctToken0123456789"
    let url = "https://botfleet:\(token)@git.example.com/shop.git"
    try stage.clone.git("config", "url.\(stage.server.path).insteadOf", url)
    try stage.clone.git("config", "branch.main.remote", url)
    let ended = try await stage.apply("--verbose")
    let lines = lines(of: ended)
    #expect(
      lines.filter { $0.hasPrefix("lock: ") } == [
        "lock: this clone is locked for this process", "lock: claimed, until T", "lock: given back",
        "lock: this clone is unlocked",
      ])
    #expect(
      lines.filter { $0.hasPrefix("panel: ") }.sorted()
        == (Self.reading.map { $0.replacing("servers?", with: "servers?include=allocations&") }
        + [
          "panel: GET nodes?sort=id&per_page=500&page=1: 200 after N ms, N of 100000 requests left",
          "panel: GET servers?include=allocations&filter%5Buuid%5D=«hidden»&sort=id&per_page=500&page=1: 200 after N ms, N of 100000 requests left",
          "panel: GET users/external/«hidden»: 200 after N ms, N of 100000 requests left",
          "panel: GET users/external/«hidden»: 200 after N ms, N of 100000 requests left",
          "panel: POST servers?include=allocations: 201 after N ms, N of 100000 requests left",
          "panel: POST users: 201 after N ms, N of 100000 requests left",
        ]).sorted())
    let git = lines.filter { $0.hasPrefix("git ") }
    #expect(git.allSatisfy { $0.hasSuffix(": N ms") || $0.contains(": status ") }, "\(git)")
    #expect(git.contains { $0.contains(" -- https://«secret»@git.example.com/shop.git ID:refs/botfleet/lock: ") })
    #expect(git.contains { $0.hasPrefix("git fetch ") && $0.contains("+refs/heads/main:") }, "\(git)")
    for secret in [
      token, stage.key, "new-1", "ada@example", "Lovelace", "set-me-in-the-panel", "112233445566778899", "moderation",
    ] {
      #expect(!ended.people.contains(secret), "\(secret) was logged")
    }
  }

  /// Lines of the log alone, with what differs from run to run under one name.
  private func lines(of ended: Ended) -> [String] {
    ended.people.split(separator: "\n").filter { line in
      ["panel: ", "git ", "lock: "].contains { line.hasPrefix($0) }
    }.map { line in
      line.replacing(/[0-9]+ ms/, with: "N ms").replacing(/[0-9]+ of 100000/, with: "N of 100000")
        .replacing(/[0-9a-f]{40}/, with: "ID").replacing(/until [-0-9]{10}T[0-9:]{8}Z/, with: "until T")
    }.map(String.init)
  }
}
