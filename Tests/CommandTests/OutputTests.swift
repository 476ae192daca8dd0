import Foundation
import PanelProcess
import RepositoryFixtures
import Testing

/// `botfleet plan > /dev/full` once ended with 0.
@Suite(.timeLimit(.minutes(5)))
struct OutputTests {
  /// Runs a command in a shell, which opens its streams.
  private func run(_ command: String, _ stage: Stage) async throws -> Ended {
    let program = try RunningProgram(
      URL(filePath: "/bin/sh"), ["-c", command.replacing("botfleet", with: "\"$BOTFLEET\"")], in: stage.clone.path,
      environment: stage.environment.merging(["BOTFLEET": builtProgram("botfleet").path]) { $1 })
    return await program.end()
  }

  @Test(arguments: ["> /dev/full", ">&-", "< /dev/null >&-", "<&- >&-"])
  func `What cannot be written whole is an error, whatever the command and format`(stream: String) async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    for command in [
      "plan", "plan --format json", "plan --format html", "plan --format markdown --detailed-exitcode",
      "validate --format json", "validate --format sarif", "capacity", "capacity --format json", "--help", "--version",
      "plan --help",
    ] {
      let ended = try await run("botfleet \(command) \(stream)", stage)
      #expect(ended.status == 1, "\(command): \(ended.people)")
      #expect(ended.people.contains("error: what belongs on standard output could not be written whole"), "\(command)")
    }
  }

  @Test(arguments: ["", " --format json"])
  func `An apply whose answer is lost records its results, and ends with 3`(format: String) async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    let ended = try await run("botfleet apply --yes\(format) >&-", stage)
    #expect(ended.status == 3 && ended.people.contains("could not be written whole"), "\(ended.people)")
    #expect(try stage.result(of: "ord-1").contains("phase: running"))
    try stage.clone.git("fsck", "--strict")
    try stage.merge(["ord-2": Documents.order("ord-2")])
  }

  @Test func `What people should read and cannot is an error too`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    #expect(try await run("botfleet validate 2>/dev/full", stage).status == 1)
    #expect(try await run("botfleet plan 2>&-", stage).status == 0)
    #expect(try await run("botfleet apply --yes 2>/dev/full", stage).status == 3)
    #expect(try stage.result(of: "ord-1").contains("phase: running"))
  }

  @Test func `A reader that goes away is told, and slow ones get everything`() async throws {
    let orders = (1...400).map { "ord-\($0)" }
    let stage = try await Stage(Dictionary(uniqueKeysWithValues: orders.map { ($0, Documents.order($0)) }))
    let gone = try await run("{ botfleet plan --all --format json; echo $? >&2; } | true", stage)
    #expect(gone.people.hasSuffix("1\n"), "\(gone.people)")
    let slow = try await run("botfleet plan --format json | { sleep 1; cat; }", stage)
    #expect(try PlanFile(slow.answer).inShort == (try await stage.plan().inShort))
  }

  @Test func `--out replaces regular files alone, through links, and writes into everything else`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    let place = try Scratch()
    let files = FileManager.default
    func save(_ path: String, _ rest: String = "") async throws -> Ended {
      try await run("botfleet plan --out '\(path)' \(rest)", stage)
    }
    #expect(try await save("\(place.path)/plan.json").status == 0)
    #expect(try PlanFile(String(contentsOfFile: "\(place.path)/plan.json", encoding: .utf8)).changes.count == 1)

    try "old".write(toFile: "\(place.path)/old.json", atomically: true, encoding: .utf8)
    try files.setAttributes([.posixPermissions: 0o640], ofItemAtPath: "\(place.path)/old.json")
    try files.createSymbolicLink(atPath: "\(place.path)/link", withDestinationPath: "old.json")
    try files.createSymbolicLink(atPath: "\(place.path)/dangling", withDestinationPath: "new.json")
    for link in ["link", "dangling"] {
      #expect(try await save("\(place.path)/\(link)").status == 0)
      #expect(try PlanFile(String(contentsOfFile: "\(place.path)/\(link)", encoding: .utf8)).changes.count == 1)
      #expect((try? files.destinationOfSymbolicLink(atPath: "\(place.path)/\(link)")) != nil)
    }
    #expect(try files.attributesOfItem(atPath: "\(place.path)/old.json")[.posixPermissions] as? Int == 0o640)

    #expect(mkfifo("\(place.path)/pipe", 0o600) == 0)
    let piped = try await run(
      "cat '\(place.path)/pipe' & botfleet plan --quiet --out '\(place.path)/pipe' >/dev/null; wait", stage)
    #expect(try PlanFile(piped.answer).changes.count == 1)
    let redirected = try await run("botfleet plan --out /dev/stdout > '\(place.path)/both'", stage)
    #expect(redirected.status == 0)
    let both = try String(contentsOfFile: "\(place.path)/both", encoding: .utf8)
    #expect(both.hasPrefix("{") && both.contains("1 to create"), "\(both)")

    let full = try await save("/dev/full")
    #expect(full.status == 1 && full.people.contains("could not be written to /dev/full: No space left on device"))
    #expect(try files.attributesOfItem(atPath: "/dev/full")[.type] as? FileAttributeType == .typeCharacterSpecial)
    #expect(try await save("\(place.path)").status == 1)
    let limited = try await run("ulimit -f 0; botfleet plan --out '\(place.path)/limited'", stage)
    #expect(limited.status == 1 && limited.people.contains("File too large"), "\(limited)")
    #expect(
      try files.contentsOfDirectory(atPath: place.path).sorted() == [
        "both", "dangling", "link", "new.json", "old.json", "pipe", "plan.json",
      ])
  }
}
