import ForgeStandIn
import Forges
import Testing

/// One comment on a pull request, found by its marker and its author, and edited in place.
@Suite(.timeLimit(.minutes(20)))
struct KeptCommentTests {
  private let marker = "<!-- botfleet:plan -->"

  private func keep(_ text: String, _ bench: ForgeBench) async throws -> ForgeComment {
    try await bench.client.keepComment(marked: marker, on: 7) { before in
      "\(marker)\n\(text)\(before == nil ? "" : " again")"
    }
  }

  private func bodies(_ bench: ForgeBench) -> [String] { bench.forge.state.withLock { $0.comments.map(\.body) } }

  @Test(arguments: ForgeStandIn.Kind.allCases)
  func `It is written once, and edited from then on`(kind: ForgeStandIn.Kind) async throws {
    let bench = try ForgeBench(kind)
    let first = try await keep("one", bench)
    let second = try await keep("two", bench)
    #expect(first.id == second.id && bodies(bench) == ["\(marker)\ntwo again"])
    // The same text once more changes nothing, and asks for no change.
    _ = try await keep("two", bench)
    #expect(bench.forge.asked.filter { $0.hasPrefix("PATCH") || $0.hasPrefix("PUT") }.count == 1)
  }

  @Test(arguments: ForgeStandIn.Kind.allCases)
  func `A comment by somebody else with the marker stays as it is`(kind: ForgeStandIn.Kind) async throws {
    let bench = try ForgeBench(kind)
    bench.forge.state.withLock { $0.comment("\(marker)\nforged", on: 7, by: 2) }
    _ = try await keep("one", bench)
    #expect(bodies(bench) == ["\(marker)\nforged", "\(marker)\none"])
  }

  @Test func `A comment of our own that shows somebody's text with the marker in it is another one`() async throws {
    let bench = try ForgeBench(.gitHub)
    bench.forge.state.withLock { $0.comment("<!-- botfleet:apply -->\n+ name \(marker)", on: 7, by: 1) }
    _ = try await keep("one", bench)
    #expect(bodies(bench) == ["<!-- botfleet:apply -->\n+ name \(marker)", "\(marker)\none"])
  }

  @Test(arguments: ForgeStandIn.Kind.allCases)
  func `It is found on a later page`(kind: ForgeStandIn.Kind) async throws {
    let bench = try ForgeBench(kind)
    bench.forge.state.withLock { state in
      for number in 0..<250 { state.comment("talk \(number)", on: 7, by: 2) }
      state.comment("\(marker)\none", on: 7, by: 1)
    }
    _ = try await keep("two", bench)
    #expect(bodies(bench).count == 251 && bodies(bench).last == "\(marker)\ntwo again")
  }

  @Test(arguments: [ForgeStandIn.Kind.gitHub, .gitea])
  func `An automation that may not ask who it is knows its comment by its kind of author`(
    kind: ForgeStandIn.Kind
  ) async throws {
    let bench = try ForgeBench(kind)
    bench.forge.state.withLock { state in
      state.users["token"] = .init(id: kind == .gitea ? -2 : 41_898_282, login: "actions[bot]", isBot: true)
      state.comment("\(marker)\nforged", on: 7, by: 2)
    }
    _ = try await keep("one", bench)
    _ = try await keep("two", bench)
    #expect(bodies(bench) == ["\(marker)\nforged", "\(marker)\ntwo again"])
  }

  @Test(arguments: ForgeStandIn.Kind.allCases)
  func `A comment whose answer was lost is not written twice`(kind: ForgeStandIn.Kind) async throws {
    let bench = try ForgeBench(kind)
    bench.forge.fail(.init("POST", "7/", status: 502, body: "<html>", isDone: true))
    _ = try await keep("one", bench)
    #expect(bodies(bench) == ["\(marker)\none again"])
  }

  @Test func `What is too long is told as that`() async throws {
    for kind in [ForgeStandIn.Kind.gitHub, .gitLab] {
      let bench = try ForgeBench(kind)
      let long = String(repeating: "x", count: 1_000_001)
      #expect(await failure { try await bench.client.comment(long, on: 7) } == .tooLong)
    }
  }
}
