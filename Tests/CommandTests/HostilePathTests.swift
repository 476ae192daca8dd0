import ChildPrograms
import Foundation
import PanelProcess
import RepositoryFixtures
import Testing

/// Orders come from pull requests, and so does what lies beside them.
@Suite(.timeLimit(.minutes(20)))
struct HostilePathTests {
  /// `policy.removed` once suspended every server for a link in the place of `orders`.
  private static let fleet = Documents.fleet + "policy: { removed: suspend }\n"

  @Test(arguments: ["orders", "results", "results/01", "results/01 as a submodule"])
  func `What hides orders or results is told, and nothing is done about what it hides`(what: String) async throws {
    let stage = try await Stage(Documents.orders("ord-1"), fleet: Self.fleet)
    try await stage.apply()
    try stage.clone.git("pull", "-q")
    let before = try await stage.panel.requests().count
    let path = "fleet/\(what.prefix { $0 != " " })"
    if what.contains("submodule") {
      try stage.clone.git("rm", "-rq", "--cached", path)
      try stage.clone.git("update-index", "--add", "--cacheinfo", "160000,\(stage.clone.head),\(path)")
    } else {
      try stage.clone.git("mv", path, "elsewhere")
      try FileManager.default.createSymbolicLink(
        atPath: "\(stage.clone.path)/\(path)", withDestinationPath: "\(stage.clone.path)/elsewhere")
      try stage.clone.git("add", path)
    }
    try stage.clone.git("commit", "-q", "-m", "a trick")
    try stage.clone.git("push", "-q", "origin", "main")

    let plan = try await stage.botfleet("plan", "--revision", "HEAD")
    #expect(plan.status == 1 && plan.people.contains("\(path): error: "))
    #expect(plan.answer.contains("Nothing to do"))
    let applied = try await stage.botfleet("apply", "--yes")
    #expect([1, 4].contains(applied.status))
    #expect(try await stage.panel.servers()["ord-1"]?.suspended == false)
    #expect(try await stage.panel.requests().dropFirst(before).allSatisfy { $0.hasPrefix("GET ") })
    #expect(try stage.server.git("log", "-1", "--format=%s", "main") == "a trick")
  }

  @Test func `Whatever lies in a working tree hangs nobody, leads nowhere and writes on no terminal`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    let orders = "\(stage.clone.path)/fleet/orders"
    for name in ["pipe", "pipe.yaml", "../pipe"] { #expect(mkfifo("\(orders)/\(name)", 0o600) == 0) }
    try FileManager.default.createSymbolicLink(atPath: "\(orders)/zero.yaml", withDestinationPath: "/dev/zero")
    try FileManager.default.createSymbolicLink(atPath: "\(orders)/passwd.yaml", withDestinationPath: "/etc/passwd")
    try FileManager.default.createSymbolicLink(atPath: "\(orders)/loop", withDestinationPath: ".")
    for name in [
      "ord-2\n::error::x.yaml", "ord-3\u{1b}[2J.yaml", "\u{202e}ord-4.yaml", "ORD-1.yaml", "-rf.yaml", "\r.yaml",
      String(repeating: "x", count: 250) + ".yaml",
    ] {
      try Documents.order("ord-9").write(toFile: "\(orders)/\(name)", atomically: false, encoding: .utf8)
    }
    // No UTF-8, which no string of ours could name; and far larger than any order, without taking room.
    let odd = open(Array("\(orders)/ord-".utf8CString.dropLast()) + [-1, CChar(0)], O_CREAT | O_WRONLY, 0o600)
    let large = open("\(orders)/large.yaml", O_CREAT | O_WRONLY, 0o600)
    #expect(odd >= 0 && large >= 0 && ftruncate(large, 5 << 30) == 0)
    for file in [odd, large] { close(file) }

    for arguments in [
      ["validate"], ["validate", "--format", "github"], ["validate", "--format", "json"], ["plan"],
      ["plan", "--format", "markdown"], ["apply", "--yes"],
    ] {
      let ended = await (try stage.start(arguments)).end()
      #expect(ended.status == (arguments[0] == "apply" ? 4 : 1), "\(arguments): \(ended.people)")
      for text in [ended.answer, ended.people] {
        #expect(!text.contains("root:") && !text.contains("\n::error::x"))
        let acting = text.unicodeScalars.filter { $0.properties.generalCategory == .control && $0 != "\n" }
        #expect(acting.isEmpty && !text.contains("\u{202e}"), "\(arguments)")
      }
    }
  }

  /// A sound order 120 folders deep once passed `validate`, and ended plan and apply of the whole fleet; one at the 32nd folder, a plan of what
  /// changed took for one that is read.
  @Test(arguments: [32, 120])
  func `An order that lies too deep is held back alone, and never counts as gone`(folders: Int) async throws {
    let stage = try await Stage(Documents.orders("ord-1", "ord-2"), fleet: Self.fleet)
    try await stage.apply()
    try stage.clone.git("pull", "-q")
    let deep = "fleet/orders/" + Array(repeating: "d", count: folders).joined(separator: "/")
    try FileManager.default.createDirectory(
      atPath: "\(stage.clone.path)/\(deep)", withIntermediateDirectories: true)
    try stage.clone.git("mv", "fleet/orders/ord-1.yaml", deep + "/ord-1.yaml")
    try stage.commit(["fleet/orders/ord-3.yaml": Documents.order("ord-3")])

    for arguments in [
      ["validate"], ["validate", "--revision", "HEAD"], ["plan"], ["plan", "--base", "HEAD~1"],
      ["plan", "--base", "HEAD~1", "--look", "changed"], ["apply", "--changed", "--yes"],
    ] {
      let ended = try await stage.botfleet(arguments)
      #expect(ended.status == 1, "\(arguments): \(ended.people)")
      let told = ended.answer + ended.people
      #expect(told.contains("d/d: error: this folder is nested too deep"), "\(arguments): \(told)")
    }
    try await stage.apply(expecting: 1)
    let servers = try await stage.panel.servers()
    #expect(servers["ord-1"]?.suspended == false && servers["ord-3"] != nil)
    #expect(try stage.result(of: "ord-1").contains("phase: running"))
  }

  /// The system's names are bytes. A folder with one that is not UTF-8 was passed over, and its orders looked as if they were gone.
  @Test func `A name that is not UTF-8 is told, and what has it never counts as gone`() async throws {
    let stage = try await Stage(Documents.orders("ord-1", "ord-2"), fleet: Self.fleet)
    try await stage.apply()
    try stage.clone.git("pull", "-q")
    let rename = #"cd "$0"/fleet/orders && mkdir "$(printf 'b\374ro')" && mv ord-1.yaml "$(printf 'b\374ro')""#
    #expect(try runProgram(["sh", "-c", rename, stage.clone.path]).status == 0)
    func expectTold(_ arguments: [String]) async throws {
      let ended = try await stage.botfleet(arguments)
      #expect(ended.status == 1, "\(arguments): \(ended.people)")
      let told = ended.answer + ended.people
      #expect(told.contains("ro: error: this name is not UTF-8"), "\(arguments): \(told)")
      #expect(!told.contains("suspend ") && !told.contains("orphan"), "\(arguments): \(told)")
    }
    for arguments in [["validate"], ["plan"]] { try await expectTold(arguments) }
    try stage.commit(["fleet/orders/ord-3.yaml": Documents.order("ord-3")])
    for arguments in [
      ["validate"], ["validate", "--revision", "HEAD"], ["plan"], ["plan", "--base", "HEAD~1", "--look", "changed"],
      ["apply", "--changed", "--yes"],
    ] {
      try await expectTold(arguments)
    }
    try await stage.apply(expecting: 1)
    let servers = try await stage.panel.servers()
    #expect(servers["ord-1"]?.suspended == false && servers["ord-3"] != nil)
  }

  /// 951 kB of `{features}` in `fleet.yaml` and one long order once made a plan take 11 GB and a minute.
  @Test func `A template bomb is told by validate, and no plan builds it`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    let features = (0..<580).map { "f\($0)" + String(repeating: "x", count: 96) }.joined(separator: ", ")
    let bomb =
      "  environment:\n"
      + (0..<15).map { number in
        "    V\(number): \"" + String(repeating: "{features}", count: 6_000) + "\"\n"
      }.joined()
    let fleet = Documents.fleet.replacing("  environment:\n", with: bomb)
    #expect(fleet != Documents.fleet)
    try stage.commit([
      "fleet/fleet.yaml": fleet,
      "fleet/orders/ord-2.yaml": Documents.order("ord-2").replacing("[moderation]", with: "[\(features)]"),
    ])
    for arguments in [["validate"], ["plan"], ["plan", "--revision", "HEAD"], ["plan", "--format", "json"]] {
      let clock = ContinuousClock.now
      let ended = try await stage.botfleet(arguments)
      #expect(ended.status == 1, "\(arguments): \(ended.people)")
      #expect((ended.answer + ended.people).contains("bytes, but the panel keeps only 65535"), "\(arguments)")
      #expect(clock.duration(to: .now) < .seconds(30) && ended.answer.utf8.count < 1 << 20, "\(arguments)")
    }
  }

  @Test(arguments: [
    "order: ../../x", "order: ord-2", "server: { id: 9223372036854775808 }", "since: 2026-02-30",
    "server: { id: 1, uuid: ../../../etc, identifier: x, node: 1, installed: yes }", "phase: \"\\e[2J\"",
  ])
  func `A result that a pull request edited leads nowhere`(line: String) async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    try await stage.apply()
    try stage.clone.git("pull", "-q")
    let recorded = try stage.result(of: "ord-1")
    let key = line.prefix { $0 != ":" } + ":"
    let others = recorded.split(separator: /\n(?=\S)/).filter { !$0.hasPrefix(key) }.joined(separator: "\n")
    try stage.commit(["fleet/results/01/ord-1.yaml": "\(line)\n\(others)\n"])
    let ended = try await stage.botfleet("apply", "--yes")
    #expect(ended.status == 1 && ended.people.contains("fleet/results/01/ord-1.yaml:"))
    #expect(ended.people.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control })
    #expect(try await stage.panel.servers()["ord-1"]?.suspended == false)
    #expect(
      try stage.server.git("ls-tree", "-r", "--name-only", "main", "fleet/results")
        == "fleet/results/01/ord-1.yaml\nfleet/results/open.yaml")
  }
}
