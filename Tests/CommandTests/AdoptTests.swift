import Foundation
import PanelProcess
import RepositoryFixtures
import Testing

/// `plan --accept-drift`: what it prints is applied by git, and then the drift is gone.
@Suite(.timeLimit(.minutes(20)))
struct AdoptTests {
  @Test func `The patch that is printed takes the drift over, and nothing else`() async throws {
    let stage = try await Stage()
    let crlf = Documents.order("ord-2").replacing("\n", with: "\r\n")
    try stage.commit([
      "fleet/orders/ord-1.yaml": Documents.order("ord-1", more: "# a good customer"),
      "fleet/orders/größe \"x\" y/ord-2.yaml": String(crlf.dropLast()),
    ])
    try await stage.apply()
    for (_, server) in try await stage.panel.servers() { try await stage.panel.changeMemory(of: server, to: 512) }
    let drifted = try await stage.botfleet("plan")
    #expect(
      drifted.answer.contains(
        "to take it over: botfleet plan --accept-drift ord-1; to leave it: ignore: [build.memory]"))

    // Half of what the other tier gives is sold to nobody.
    let helpless = try await stage.botfleet("plan", "--adopt", "ord-1")
    #expect(helpless.status == 1 && helpless.answer.isEmpty)
    #expect(helpless.people.contains("memory 512MiB: the catalog sells nothing with exactly these limits"))

    try stage.commit([
      "fleet/catalog.yaml": Documents.catalog + "addons:\n  more: { memory: +256MiB, tiers: [starter] }\n"
    ])
    let ended = try await stage.botfleet("plan", "--adopt", "ord-1", "--adopt", "ord-2")
    #expect(ended.status == 0, "\(ended.people)")
    #expect(ended.people.contains("taken over  memory 512MiB, instead of 256MiB"))
    try stage.clone.write(ended.answer, to: "adopt.patch")
    try stage.clone.git("apply", "adopt.patch")
    #expect(try stage.clone.git("diff", "--shortstat").contains("2 files changed"))
    #expect(stage.clone.read("fleet/orders/ord-1.yaml")?.contains("addons: [more]\n") == true)
    #expect(stage.clone.read("fleet/orders/größe \"x\" y/ord-2.yaml")?.contains("addons: [more]\r\n") == true)
    #expect(try await stage.botfleet("plan").answer.contains("Nothing to do"))
  }

  @Test func `As JSON it is one object, whatever there is to adopt`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    try await stage.apply()
    let ended = try await stage.botfleet("plan", "--adopt", "ord-1", "--format", "json")
    let object = try JSONSerialization.jsonObject(with: Data(ended.answer.utf8)) as? [String: Any]
    #expect(ended.status == 0 && object?["format"] as? String == "botfleet.adoption/1")
    #expect(ended.people.contains("ord-1: its server has no drift"))
  }

  @Test func `An order that no sound document declares is told, and so are options that do not go with it`()
    async throws
  {
    let stage = try await Stage(Documents.orders("ord-1"))
    let ended = try await stage.botfleet("plan", "--adopt", "ord-9")
    #expect(ended.status == 1 && ended.people.contains("no readable document declares the order ord-9"))
    for options in [["--base", "HEAD"], ["--out", "x.json"], ["--order", "ord-1"], ["--format", "html"], ["--all"]] {
      let refused = try stage.start(["plan", "--adopt", "ord-1"] + options)
      #expect(await refused.end().status == 64)
    }
  }
}
