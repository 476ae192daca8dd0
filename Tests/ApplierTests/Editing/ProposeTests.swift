import Foundation
import Git
import Panel
import Planner
import RepositoryFixtures
import Testing

@testable import Applier

@Suite("A change that is shown before it is committed")
struct ProposeTests {
  let seed: TemporaryRepository
  let server: TemporaryRepository
  let clone: TemporaryRepository
  let tip: ObjectID
  let main = "refs/heads/main"
  static let order = "order: ord-1 # the first\nstatus: quote_accepted\npayment: confirmed\ntier: starter\n"

  init() throws {
    seed = try TemporaryRepository()
    tip = try seed.commit(
      [
        "fleet/fleet.yaml": ValueWorld.settings, "fleet/catalog.yaml": ValueWorld.catalog,
        "fleet/orders/ord-1.yaml": Self.order,
      ], "the fleet")
    server = try TemporaryRepository(["clone", "-q", "--bare", seed.path])
    clone = try TemporaryRepository(["clone", "-q", "--bare", "file://\(server.path)"])
  }

  private let ada = Signature(name: "Ada Admin", email: "ada@example.com", time: 1_795_348_800)
  private let program = Signature(name: "botfleet-server", email: "server@botfleet.invalid", time: 1_795_348_800)

  private func propose(
    _ change: OrderEditRequest.Change, on tip: ObjectID? = nil
  ) async throws -> (EditProposal, Workspace) {
    let workspace = try await Workspace.open(
      clone.path, naming: .folder, fleetPath: "fleet", environmentFile: nil, environment: clone.environment,
      log: .silent)
    let now = Instant(seconds: 1_795_348_800)
    let proposal = try await workspace.propose(
      change, on: tip ?? self.tip, asOf: now, now: { now }, by: ada,
      PanelAccess { _, _, _, _ async throws(PanelFailure) in throw .inMaintenance })
    return (proposal, workspace)
  }

  private var suspend: OrderEditRequest.Change {
    get throws { .action(.suspend, on: [try #require(OrderID("ord-1"))]) }
  }

  private func publish(
    _ proposal: EditProposal, _ workspace: Workspace, to ref: String? = nil, because why: String? = nil
  ) async throws -> EditPublication {
    try await workspace.publish(
      proposal, try suspend, to: ref ?? main, because: why, author: ada, committer: program)
  }

  @Test("Nothing is written to any branch before it is confirmed")
  func shown() async throws {
    let (proposal, _) = try await propose(try suspend)
    #expect(proposal.edits.count == 1 && !proposal.isNeedless && proposal.problems.isEmpty)
    #expect(String(decoding: proposal.edits[0].after, as: UTF8.self) == Self.order + "state: suspended\n")
    guard case .blind = proposal.plan else { return #expect(Bool(false), "there is no panel to ask") }
    #expect(try server.id(main) == tip && clone.id(main) == tip)
  }

  @Test("It is committed by whoever confirmed it, with why, and that is no trailer")
  func committed() async throws {
    let (proposal, workspace) = try await propose(try suspend)
    guard case .published(let commit) = try await publish(proposal, workspace, because: "Intake: shop") else {
      return #expect(Bool(false), "not published")
    }
    #expect(try server.id(main) == commit)
    let said = try server.git("log", "-1", "--format=%an|%ae|%cn|%P|%(trailers:only)|%B", main)
    #expect(said.hasPrefix("Ada Admin|ada@example.com|botfleet-server|\(tip)|"))
    #expect(said.contains("Suspend ord-1\n\nWhy: Intake: shop\n\nord-1: state"))
    #expect(!(said.split(separator: "|").dropFirst(4).first ?? "").contains("Intake"))
  }

  @Test("What others pushed meanwhile is never lost")
  func overtaken() async throws {
    let (proposal, workspace) = try await propose(try suspend)
    let theirs = try seed.commit(["README": "theirs\n"], "theirs")
    try seed.git("push", "-q", "file://\(server.path)", "HEAD:main")
    guard case .overtaken = try await publish(proposal, workspace) else { return #expect(Bool(false), "not overtaken") }
    #expect(try server.id(main) == theirs)
  }

  @Test("A protected branch says why, and a branch of one's own takes it, also again")
  func protected() async throws {
    let script = "#!/bin/sh\ngrep -q ' refs/heads/main$' || exit 0\necho 'GH006: Protected branch' >&2\nexit 1\n"
    try writeProgram(script, to: server.path + "/hooks/pre-receive")
    let (proposal, workspace) = try await propose(try suspend)
    guard case .refused(let why) = try await publish(proposal, workspace) else { return #expect(Bool(false), "taken") }
    #expect(why.contains("GH006"))
    let own = EditPublication.ownBranches + "ord-1"
    for _ in 0..<2 {
      guard case .published(let commit) = try await publish(proposal, workspace, to: own) else {
        return #expect(Bool(false), "not published")
      }
      #expect(try server.id(own) == commit)
    }
    #expect(try server.id(main) == tip)
  }

  @Test("What the document says already is nothing to do, and what the fleet cannot have is told")
  func judged() async throws {
    let id = try #require(OrderID("ord-1"))
    let (needless, _) = try await propose(.edits([try OrderEdit(parsing: "tier=starter")], to: [id]))
    #expect(needless.isNeedless)
    let (faulty, _) = try await propose(.edits([try OrderEdit(parsing: "tier=platinum")], to: [id]))
    #expect(faulty.problems.hasErrors)
    guard case .none = faulty.plan else { return #expect(Bool(false), "it was planned") }
    await #expect(throws: OrderEditingFailure.self) {
      _ = try await propose(.action(.suspend, on: [try #require(OrderID("ord-9"))]))
    }
  }
}
