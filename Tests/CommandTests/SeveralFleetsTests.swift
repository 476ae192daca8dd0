import CommandFixtures
import Foundation
import PanelProcess
import RepositoryFixtures
import Testing

/// Two fleets in one repository, each on a panel of its own. One lock for both made one wait for the other, and their waiting results took
/// each other's place.
@Suite(.timeLimit(.minutes(20)))
struct SeveralFleetsTests {
  private let euLock = "refs/botfleet/locks/fleets+eu"

  @Test func `While one is applied, the other is applied from the same clone and from another, and both are recorded`()
    async throws
  {
    for place in ["the same clone", "another clone"] {
      let fleets = try await TwoFleets()
      let other =
        place == "the same clone" ? fleets.clone : try TemporaryRepository(["clone", "-q", fleets.server.path])
      try await fleets.eu.control(
        #"{"do": "fault", "kind": "slow", "seconds": 4, "method": "POST", "path": "/api/application/servers"}"#)
      let slow = try fleets.start("eu", "apply", "--yes")
      while try await fleets.eu.servers().isEmpty { try await Task.sleep(for: .milliseconds(50)) }
      #expect(try fleets.server.git("for-each-ref", "--format=%(refname)", "refs/botfleet") == euLock)
      let second = try await fleets.start("us", "apply", "--yes", in: other).end()
      #expect(second.status == 0 && !second.people.contains("Waiting"), "\(place): \(second)")
      #expect(try fleets.subject == "apply: 1 server created in fleets/us")
      let first = await slow.end()
      #expect(first.status == 0, "\(place): \(first)")

      #expect(
        try fleets.server.git("log", "-2", "--format=%s", "main") == """
          apply: 1 server created in fleets/eu
          apply: 1 server created in fleets/us
          """)
      for (commit, fleet) in [("main", "eu"), ("main~1", "us")] {
        let files = try fleets.server.git("show", "--format=", "--name-only", commit)
        #expect(
          files == "fleets/\(fleet)/results/01/ord-1.yaml\nfleets/\(fleet)/results/open.yaml", "\(place)")
        let trailer = try fleets.server.git("log", "-1", "--format=%(trailers:key=Fleet,valueonly)", commit)
        #expect(trailer == "fleets/\(fleet)\n")
      }
      #expect(try fleets.server.git("for-each-ref", "refs/botfleet") == "")
      try fleets.clone.git("pull", "-q", "--ff-only")
      #expect(try fleets.clone.git("status", "--porcelain") == "")
      for fleet in ["eu", "us"] {
        #expect(try await fleets.start(fleet, "plan", "--detailed-exitcode").end().status == 0)
      }
    }
  }

  @Test func `Both at once, again and again, lose nothing`() async throws {
    let fleets = try await TwoFleets()
    for number in 2...4 {
      for fleet in ["eu", "us"] {
        try fleets.clone.commit(
          ["fleets/\(fleet)/orders/ord-\(number).yaml": Documents.order("ord-\(number)")], "an order")
      }
      try fleets.clone.git("push", "-q")
      async let eu = fleets.start("eu", "apply", "--yes").end()
      async let us = fleets.start("us", "apply", "--yes").end()
      for ended in try await [eu, us] { #expect(ended.status == 0, "\(ended)") }
      try fleets.clone.git("pull", "-q", "--ff-only")
      #expect(try fleets.clone.git("status", "--porcelain") == "")
    }
    for fleet in ["eu", "us"] {
      let files = try fleets.server.git("ls-tree", "-r", "--name-only", "main", "fleets/\(fleet)/results")
      // Four results, and the record of what is open.
      #expect(files.split(separator: "\n").count == 5)
      #expect(try await fleets.start(fleet, "plan", "--detailed-exitcode").end().status == 0)
    }
  }

  @Test func `A lock is one fleet's, and says which`() async throws {
    let fleets = try await TwoFleets()
    let tree = try fleets.server.git("hash-object", "-t", "tree", "-w", "/dev/null")
    let commit = try fleets.server.git("commit-tree", "-m", "something", tree)
    try fleets.server.git("update-ref", "refs/botfleet/lock", commit)
    try fleets.server.git("update-ref", euLock, commit)
    let refused = try await fleets.start("eu", "apply", "--yes").end()
    #expect(refused.status == 4 && refused.people.contains("to which \(euLock) points"), "\(refused)")
    #expect(try await fleets.start("us", "apply", "--yes").end().status == 0)
    #expect(try await fleets.start("eu", "apply", "--yes", "--break-lock").end().status == 0)
    #expect(try fleets.server.git("for-each-ref", "--format=%(refname)", "refs/botfleet") == "refs/botfleet/lock")
  }

  @Test func `Results that a protected branch refuses wait on a branch for each fleet`() async throws {
    let fleets = try await TwoFleets()
    let hook = fleets.server.path + "/hooks/pre-receive"
    try writeProgram("#!/bin/sh\ngrep -q ' refs/heads/main$' || exit 0\necho protected >&2\nexit 1\n", to: hook)
    for fleet in ["eu", "us"] {
      let ended = try await fleets.start(fleet, "apply", "--yes").end()
      #expect(ended.status == 3 && ended.people.contains("its branch botfleet/results-fleets+\(fleet), in"), "\(ended)")
    }
    try FileManager.default.removeItem(atPath: hook)
    let ended = try await fleets.start("eu", "apply", "--yes").end()
    #expect(ended.status == 0, "\(ended)")
    let branches = try fleets.server.git("for-each-ref", "--format=%(refname:short)", "refs/heads")
    #expect(branches == "botfleet/results-fleets+us\nmain")
    #expect(try fleets.subject == "apply: 1 result taken over from botfleet/results-fleets+eu in fleets/eu")
    #expect(try await fleets.eu.servers().count == 1)
  }

  @Test func `A saved plan of one is refused by the other, also on the same panel`() async throws {
    let fleets = try await TwoFleets()
    #expect(try await fleets.start("eu", "plan", "--out", "../eu.json").end().status == 0)
    let ended = try await fleets.start("us", "apply", "--yes", "../eu.json", panel: fleets.eu).end()
    #expect(ended.status == 4, "\(ended)")
    #expect(ended.people.contains("for the fleet in fleets/eu, and this is the one in fleets/us"), "\(ended)")
    #expect(try await fleets.eu.servers().isEmpty)
    #expect(try await fleets.start("eu", "apply", "--yes", "../eu.json").end().status == 0)
  }

  @Test func `On one panel the other's servers are foreign, and an id that both have is a takeover`() async throws {
    let fleets = try await TwoFleets()
    #expect(try await fleets.start("eu", "apply", "--yes").end().status == 0)
    try fleets.clone.git("pull", "-q")
    try await Task.sleep(for: .seconds(1.1))
    try fleets.clone.git("rm", "-q", "fleets/us/orders/ord-1.yaml")
    try fleets.clone.commit(["fleets/us/orders/ord-2.yaml": Documents.order("ord-2")], "another")
    let apart = try await fleets.start("us", "plan", panel: fleets.eu).end()
    #expect(apart.status == 0 && apart.answer.contains("1 foreign"), "\(apart)")
    try fleets.clone.write(Documents.order("ord-1"), to: "fleets/us/orders/ord-1.yaml")
    let both = try await fleets.start("us", "plan", panel: fleets.eu).end()
    #expect(both.answer.contains("! takeover") && both.answer.contains("did not create"), "\(both)")
  }

  @Test func `A fleet that moved to another folder has nothing to do, and its grace periods do not end earlier`()
    async throws
  {
    let stage = try await Stage(Documents.orders("ord-1", "ord-2"))
    try await stage.apply()
    try stage.merge(["ord-2": Documents.order("ord-2", state: "terminated")])
    try await stage.apply()
    try stage.clone.git("pull", "-q")
    try stage.clone.write("", to: "fleets/.keep")
    try stage.clone.git("mv", "fleet", "fleets/eu")
    try stage.commit([:])
    #expect(try await stage.plan("--fleet", "fleets/eu").inShort == [])
    let ended = try await stage.apply("--fleet", "fleets/eu")
    #expect(ended.people.contains("Nothing new to record."))
    #expect(try await stage.panel.servers().count == 2)
  }

  @Test func `Each reads the key in its own folder`() async throws {
    let fleets = try await TwoFleets()
    try fleets.clone.commit([".gitignore": ".env.local\n"], "secrets stay here")
    try fleets.clone.git("push", "-q")
    try fleets.clone.write("PTERODACTYL_API_KEY=ptla_wrong\n", to: ".env.local")
    for (fleet, panel) in [("eu", fleets.eu), ("us", fleets.us)] {
      let text = "PTERODACTYL_PANEL_URL=\(panel.url)\nPTERODACTYL_API_KEY=\(panel.keys["app_full"] ?? "")\n"
      try fleets.clone.write(text, to: "fleets/\(fleet)/.env.local")
      let ended = await
        (try RunningCommand(
          ["apply", "--yes", "--fleet", "fleets/\(fleet)"], in: fleets.clone.path, environment: fleets.clone.environment
        )).end()
      #expect(ended.status == 0, "\(ended)")
      let plan = await
        (try RunningCommand(
          ["plan", "--format", "json", "--fleet", "fleets/\(fleet)"], in: fleets.clone.path,
          environment: fleets.clone.environment)).end()
      #expect(try !PlanFile(plan.answer).dirty)
    }
  }
}

/// A repository with a fleet in `fleets/eu` and one in `fleets/us`, of the same name and with an order of the same id.
private final class TwoFleets: Sendable {
  let eu: SandboxProcess
  let us: SandboxProcess
  let server: TemporaryRepository
  let clone: TemporaryRepository
  private let place: Places.Place

  init() async throws {
    place = await places.take()
    let arguments = ["--install-delay", "0", "--rate-limit", "100000"]
    (eu, us) = (try SandboxProcess(arguments), try SandboxProcess(arguments))
    var files: [String: String] = [:]
    for folder in ["fleets/eu", "fleets/us"] {
      files["\(folder)/fleet.yaml"] = Documents.fleet
      files["\(folder)/catalog.yaml"] = Documents.catalog
      files["\(folder)/orders/ord-1.yaml"] = Documents.order("ord-1")
    }
    let seed = try TemporaryRepository()
    try seed.commit(files, "two fleets")
    server = try TemporaryRepository(["clone", "-q", "--bare", seed.path])
    clone = try TemporaryRepository(["clone", "-q", server.path])
  }

  /// Starts botfleet for one of the fleets: in the clone, and on its own panel unless another is named.
  func start(
    _ fleet: String, _ arguments: String..., in other: TemporaryRepository? = nil, panel: SandboxProcess? = nil
  ) throws -> RunningCommand {
    let (place, panel) = (other ?? clone, panel ?? (fleet == "eu" ? eu : us))
    let variables = ["PTERODACTYL_PANEL_URL": panel.url, "PTERODACTYL_API_KEY": panel.keys["app_full"] ?? ""]
    return try RunningCommand(
      arguments + ["--fleet", "fleets/\(fleet)"], in: place.path,
      environment: place.environment.merging(variables) { $1 })
  }

  /// The subject of the remote's last commit.
  var subject: String { get throws { try server.git("log", "-1", "--format=%s", "main") } }
}
