import Foundation
import RepositoryFixtures
import Testing

/// What an admin sees of `botfleet doctor`, and the environment that it looks at first.
@Suite(.timeLimit(.minutes(20)))
struct DoctorTests {
  @Test(arguments: ["1.11", "1.15"])
  func `A fleet that is well is all ok, and nothing changes on the panel or at the remote`(_ series: String)
    async throws
  {
    let stage = try await Stage(Documents.orders("ord-1", "ord-2"), panel: ["--series", series])
    let before = try stage.server.git("for-each-ref")
    let report = try await stage.examine("--strict", expecting: 0)
    #expect(report.format == "botfleet.doctor/1")
    #expect(report.problems == [])
    #expect(report.counts["unknown"] == 1 && report.counts["ok"] == report.findings.count - 1)
    #expect(report.words(on: "panel-series").hasPrefix(series == "1.11" ? "1.11 or earlier" : "1.12 or later"))
    let sections = report.findings.map(\.section).reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } }
    #expect(sections == ["environment", "panel", "key", "egg", "nodes", "people", "requests", "git"])
    #expect(try stage.server.git("for-each-ref") == before)
    #expect(try await stage.panel.servers().isEmpty)
    let writes = try await stage.panel.requests().filter { !$0.hasPrefix("GET ") }
    #expect(writes == ["POST /api/application/servers", "POST /api/application/users"])
  }

  @Test func `Text has a heading for each section, what to do below a problem, and fits a terminal`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"), fleet: Documents.fleet.replacing("egg: 15", with: "egg: 99"))
    let ended = try await stage.botfleet("doctor")
    #expect(ended.status == 1)
    #expect(ended.answer.contains("\nEgg\n  failure    egg"))
    #expect(ended.answer.contains("invalid egg id: the panel has no egg 99 (fleet/fleet.yaml:4)"))
    #expect(
      ended.answer.contains(
        "\n                             Set server.egg to one of those there are: egg 1 (Bungeecord)"))
    #expect(ended.answer.hasSuffix("1 failure, 1 unknown.\n"))
    let quiet = try await stage.botfleet("doctor", "--quiet")
    #expect(quiet.answer.hasPrefix("Egg\n  failure") && !quiet.answer.contains("  ok "))
  }

  @Test(.tags(.process)) func `On a terminal no line is wider than it`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    let (status, written) = try await stage.startOnTerminal(["doctor", "--color", "never"]).end()
    #expect(status == 0)
    let lines = written.split { $0.isNewline }
    #expect(lines.count > 20 && lines.allSatisfy { $0.count <= 80 })
  }

  @Test func `Warnings fail with --strict alone`() async throws {
    let stage = try await Stage()
    try stage.clone.write("PTERODACTYL_DEFAULT_USER_ID=1\n", to: ".env.local")
    try stage.clone.write(".env.local\n", to: ".gitignore")
    _ = try await stage.examine(expecting: 0)
    let report = try await stage.examine("--strict", expecting: 1)
    #expect(report.problems == ["warning environment-file"])
    #expect(report.words(on: "environment-file").contains("chmod 600 .env.local"))
  }

  @Test func `A file that only its owner reads and git ignores is well, and no value of it is shown`() async throws {
    let stage = try await Stage()
    let values = try writeFile(stage, ignored: true)
    let ended = try await stage.botfleet(
      "doctor", environment: ["PTERODACTYL_API_KEY": "", "PTERODACTYL_PANEL_URL": ""])
    #expect(ended.status == 0)
    for value in values { #expect(!ended.answer.contains(value) && !ended.people.contains(value)) }
    #expect(ended.answer.contains("not in git, and readable by its owner only"))
  }

  @Test func `A file that git would take with the rest is a warning`() async throws {
    let stage = try await Stage()
    _ = try writeFile(stage, ignored: false)
    #expect(try await stage.examine(expecting: 0).problems == ["warning environment-file"])
  }

  @Test func `A tracked file is a failure, and everything else is looked at all the same`() async throws {
    let stage = try await Stage()
    try stage.commit([".env.local": "WEBHOOK_SECRET=hush-hush\n"])
    try protect(stage)
    let report = try await stage.examine(expecting: 1)
    #expect(report.problems == ["failure environment-file"])
    #expect(report.words(on: "environment-file").contains("git rm --cached .env.local"))
  }

  @Test func `A line that is none is told by its number, and its text is not`() async throws {
    let stage = try await Stage()
    _ = try writeFile(stage, ignored: true, more: "PTERODACTYL_API_KEY: ptla_hush\n")
    let report = try await stage.examine(expecting: 1)
    #expect(report.problems == ["failure environment-file"])
    #expect(report.words(on: "environment-file").contains(".env.local:4: expected NAME=value"))
    #expect(!report.words(on: "environment-file").contains("ptla_hush"))
  }

  @Test(arguments: [
    ("PTERODACTYL_CLIENT_KYE", "PTERODACTYL_CLIENT_KEY"),
    ("PTERODACTLY_DEFAULT_NODE_ID", "PTERODACTYL_DEFAULT_NODE_ID"),
    ("PTERODACTYL_NODE_ID", "PTERODACTYL_DEFAULT_NODE_ID"), ("BOTFLEET_RUN_ULR", "BOTFLEET_RUN_URL"),
  ])
  func `A misspelt name is told with the right one`(_ name: String, _ meant: String) async throws {
    let stage = try await Stage()
    let report = try await stage.examine(environment: [name: "a-value"], expecting: 0)
    #expect(report.problems == ["warning variable-names"])
    #expect(
      report.words(on: "variable-names").contains("\(name) means nothing to botfleet; \(meant) was probably meant"))
  }

  @Test(arguments: ["PTERODACTYL_THEME", "WEBHOOK_SECRET", "NEXT_PUBLIC_SUPABASE_URL", "BOTFLEET_TEST_SERIES"])
  func `Names of others are nobody's business`(_ name: String) async throws {
    let stage = try await Stage()
    #expect(try await stage.examine(environment: [name: "a-value"], expecting: 0).problems == [])
  }

  @Test func `A name that is in both with different values is told, for one of them does nothing`() async throws {
    let stage = try await Stage()
    _ = try writeFile(stage, ignored: true, more: "PTERODACTYL_DEFAULT_USER_ID=1\n")
    let report = try await stage.examine(environment: ["PTERODACTYL_DEFAULT_USER_ID": "2"], expecting: 0)
    #expect(report.words(on: "environment-file").contains("PTERODACTYL_DEFAULT_USER_ID"))
  }

  @Test func `Documents with errors are counted, and the rest of the fleet is looked at`() async throws {
    let stage = try await Stage(["ord-1": Documents.order("ord-1"), "ord-2": "order: ord-2\ntier: nonesuch\n"])
    #expect(try await stage.examine(expecting: 1).problems == ["failure documents"])
  }

  @Test func `Without a fleet the panel and the key are looked at all the same`() async throws {
    let stage = try await Stage()
    let report = try await stage.examine("--fleet", "elsewhere", expecting: 5)
    #expect(report.problems == ["failure documents", "unchecked egg", "unchecked node", "unchecked owner"])
  }

  @Test func `Without a repository that is a failure, and the panel is looked at all the same`() async throws {
    let stage = try await Stage()
    let folder = try Scratch()
    try FileManager.default.copyItem(atPath: stage.clone.path + "/fleet", toPath: folder.path + "/fleet")
    #expect(try await stage.examine(in: folder.path, expecting: 1).problems == ["failure clone"])
  }

  /// A file with secrets that only its owner may read.
  private func writeFile(_ stage: Stage, ignored: Bool, more: String = "") throws -> [String] {
    let values = [stage.key, "ptlc_not-to-be-shown"]
    try stage.clone.write(
      """
      PTERODACTYL_PANEL_URL=\(stage.panel.url)
      PTERODACTYL_API_KEY=\(values[0])
      PTERODACTYL_CLIENT_KEY="\(values[1])"

      """ + more, to: ".env.local")
    if ignored { try stage.clone.write(".env.local\n", to: ".gitignore") }
    try protect(stage)
    return values
  }

  private func protect(_ stage: Stage) throws {
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: stage.clone.path + "/.env.local")
  }
}
