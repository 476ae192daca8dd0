import Foundation
import RepositoryFixtures
import Testing

/// `botfleet/results` was merged unreviewed: whoever might push a branch wrote workflows into a protected main, deleted servers inside
/// their grace by a day in a file, crashed the program with a tree, and signed with botfleet's own hand.
@Suite(.timeLimit(.minutes(20)))
struct WaitingBranchAttackTests {
  private static let branch = "botfleet/results"

  /// A protected main, with an order that waits beside it for its result and one that is to end.
  private func protectedStage() async throws -> Stage {
    let stage = try await Stage(Documents.orders("ord-1"))
    try await stage.apply()
    try stage.clone.git("pull", "-q")
    try stage.merge(["ord-1": Documents.order("ord-1", state: "terminated"), "ord-2": Documents.order("ord-2")])
    try protect(stage)
    let first = try await stage.apply(expecting: 3)
    #expect(first.people.contains("pushed to its branch botfleet/results"), "\(first.people)")
    return stage
  }

  private func protect(_ stage: Stage) throws {
    let hook = stage.server.path + "/hooks/pre-receive"
    try writeProgram(
      "#!/bin/sh\ngrep -q ' refs/heads/main$' || exit 0\necho 'GH006: Protected branch' >&2\nexit 1\n", to: hook)
  }

  private func open(_ stage: Stage) throws {
    try FileManager.default.removeItem(atPath: stage.server.path + "/hooks/pre-receive")
  }

  /// A clone of somebody who may push branches, with the waiting one checked out.
  private func attacker(of stage: Stage) throws -> TemporaryRepository {
    try TemporaryRepository(["clone", "-q", "--branch", Self.branch, stage.server.path])
  }

  private func push(_ clone: TemporaryRepository) throws {
    try clone.git("push", "-q", "--force", "origin", "HEAD:refs/heads/\(Self.branch)")
  }

  private func path(_ order: String) -> String { "fleet/results/\(order.last.map { "0\($0)" } ?? "")/\(order).yaml" }

  @Test func `What waits is built upon, planned with, and handed over as commits of botfleet's own`() async throws {
    let stage = try await protectedStage()
    let again = try await stage.apply()
    #expect(again.people.contains("wait on origin/botfleet/results"), "\(again.people)")
    try stage.clone.git("fetch", "-q")
    #expect(try await stage.plan().inShort == [])
    try open(stage)
    try await stage.apply()
    #expect(try stage.result(of: "ord-2").contains("phase: running"))
    #expect(try stage.result(of: "ord-1").contains("terminating:"))
    #expect(try stage.lastSubject == "apply: 2 results taken over from botfleet/results")
    #expect(throws: GitFailed.self) { try stage.server.id(Self.branch) }
    try stage.server.git("fsck", "--strict")
  }

  @Test func `Nothing but results is taken of it, and nobody else's name or date reaches main`() async throws {
    let stage = try await protectedStage()
    let clone = try attacker(of: stage)
    for file in [
      ".github/workflows/evil.yml", "fleet/results/.gitattributes", "fleet/orders/ord-9.yaml", "fleet/results/x.sh",
    ] {
      try clone.write("evil: true\n", to: file)
    }
    try FileManager.default.createSymbolicLink(
      atPath: clone.path + "/fleet/results/02/link.yaml", withDestinationPath: "/etc/passwd")
    try clone.git("add", "--all", "--force", ".")
    try clone.git(
      "-c", "user.name=evil\u{1b}[31m", "commit", "-q", "-m", "evil\n\nApproved-By: root",
      "--author=evil\u{1b}[2J <e@evil.example>", "--date=@4291747200 +0000")
    try push(clone)

    let ended = try await stage.apply(expecting: 3)
    for name in [".github/workflows/evil.yml", "fleet/results/.gitattributes", "ord-9.yaml", "x.sh", "link.yaml"] {
      #expect(
        ended.answer.contains("left behind on botfleet/results: ") && ended.answer.contains(name),
        "\(name)\n\(ended.answer)")
    }
    try open(stage)
    try await stage.apply(expecting: 3)
    #expect(try stage.result(of: "ord-2").contains("phase: running"))
    let files = try stage.server.git("ls-tree", "-r", "--name-only", "main")
    for name in ["evil", ".gitattributes", "ord-9", "x.sh", "link"] { #expect(!files.contains(name), "\(files)") }
    let log = try stage.server.git("log", "--format=%an %cn %ad %B", "--date=short", "main")
    #expect(!log.contains("evil") && !log.contains("2106") && !log.contains("Approved-By"), "\(log)")
    #expect(try stage.server.git("log", "--merges", "--format=%H", "main") == "")
    try await stage.apply()
  }

  @Test func `A forged day deletes nothing inside the grace`() async throws {
    let stage = try await protectedStage()
    let clone = try attacker(of: stage)
    let place = path("ord-1")
    let text = try #require(clone.read(place))
    let days = try Regex(#"since: \d{4}-\d\d-\d\d"#)
    try clone.commit([place: text.replacing(days, with: "since: 2020-01-01")], "patience")
    try push(clone)
    try stage.clone.git("fetch", "-q")
    #expect(try await stage.plan().inShort == [])
    try await stage.apply()
    #expect(try await stage.panel.servers()["ord-1"]?.suspended == true)
  }

  @Test func `A forged server, variable or end is believed no further than the panel goes`() async throws {
    let stage = try await protectedStage()
    try await stage.apply()
    let clone = try attacker(of: stage)
    let mine = try #require(clone.read(path("ord-2")))
    let uuid = try #require(try await stage.panel.servers()["ord-1"]?.uuid)
    let own = try #require(try await stage.panel.servers()["ord-2"]?.uuid)
    try clone.commit(
      [
        path("ord-2"): mine.replacingOccurrences(of: "TIER: starter", with: "DISCORD_TOKEN: set-me-in-the-panel")
          .replacingOccurrences(of: own, with: uuid)
      ], "mine")
    try push(clone)
    let ended = try await stage.apply(expecting: 3)
    #expect(ended.answer.contains("contradicts the panel"), "\(ended.answer)")
    #expect(try await stage.panel.servers().count >= 2)
    let recorded = try stage.server.git("show", "\(Self.branch):\(path("ord-2"))")
    #expect(recorded.contains(own) && !recorded.contains("DISCORD_TOKEN"), "\(recorded)")
  }

  @Test(arguments: ["unrelated", "twice", "garbage", "gone", "many"])
  func `Whatever is pushed there, the fleet goes on`(attack: String) async throws {
    let stage = try await protectedStage()
    let clone = try attacker(of: stage)
    switch attack {
    case "unrelated":
      try clone.git("checkout", "-q", "--orphan", "other")
      try clone.commit([".github/x.yml": "x"], "unrelated")
    case "twice":
      try clone.write("x\n", to: "f")
      let blob = try clone.git("hash-object", "-w", "f")
      try clone.write("100644 blob \(blob)\tx.yaml\n100644 blob \(blob)\tx.yaml\n", to: "lines")
      let tree = try clone.git("-c", "alias.mk=!git mktree < lines", "mk")
      let commit = try clone.git("commit-tree", "-p", "HEAD", "-m", "twice", tree)
      try clone.git("update-ref", "HEAD", commit)
    case "garbage":
      try clone.commit(
        [path("ord-1"): "\u{0}{{{{", path("ord-2"): String(repeating: "a: [", count: 50_000)], "garbage")
    case "many":
      let tree = try clone.git("rev-parse", "HEAD^{tree}")
      let head = try clone.git("rev-parse", "HEAD")
      let script = (0..<10_000).map {
        "commit refs/heads/many\ncommitter e <e> \(4_000_000_000 + $0) +0000\ndata 1\nx\n\($0 == 0 ? "from \(head)\n" : "")M 040000 \(tree) \n"
      }
      try clone.write(script.joined() + "done\n", to: "stream")
      try clone.git("-c", "alias.fi=!git fast-import --quiet < stream", "fi")
      try clone.git("update-ref", "HEAD", "refs/heads/many")
    default:
      try stage.server.git("update-ref", "-d", "refs/heads/\(Self.branch)")
    }
    if attack != "gone" { try push(clone) }
    let ended = try await stage.botfleet("apply", "--yes")
    #expect([0, 3].contains(ended.status), "\(ended.answer)\n\(ended.people)")
    try open(stage)
    try stage.merge(["ord-3": Documents.order("ord-3")])
    try await stage.apply()
    #expect(try stage.result(of: "ord-3").contains("phase: running"))
    #expect(try await stage.panel.servers().keys.contains("ord-2"))
  }
}
