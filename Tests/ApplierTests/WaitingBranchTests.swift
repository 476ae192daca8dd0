import Git
import Planner
import RepositoryFixtures
import Testing

@testable import Applier

/// What is read of a branch that anybody may have pushed.
@Suite(.timeLimit(.minutes(20)))
struct WaitingBranchTests {
  let made: TemporaryRepository
  let tip: ObjectID

  init() throws {
    made = try TemporaryRepository()
    tip = try made.commit(["fleet/fleet.yaml": "fleet: example\n", "README": "1\n"], "first")
  }

  private static let sound = "order: ord-1\nphase: terminated\nsince: 2026-11-20\n"
  private let place = "fleet/results/01/ord-1.yaml"

  private func read(
    _ commit: ObjectID, beside tip: ObjectID? = nil, signatures: SignatureCheck? = nil
  ) async throws -> WaitingRecords {
    let workspace = try await made.workspace()
    let branch = WaitingBranch(
      commit: commit, repository: try workspace.requireRepository(), workspace: workspace, signatures: signatures)
    return try await branch.records(beside: tip ?? self.tip, known: [orderID("ord-1"), orderID("ord-2")]) {
      () throws(GitError) in
    }
  }

  private func left(_ records: WaitingRecords) -> [String] { records.leftBehind.map { "\($0.what) \($0.why.code)" } }

  @Test func `A result at its order's place is read, and everything else is named`() async throws {
    let commit = try made.commit([
      place: Self.sound, "fleet/results/02/ord-1.yaml": Self.sound, "fleet/results/09/ord-9.yaml": Self.sound,
      "fleet/results/02/ord-2.yaml": "order: ord-2\nphase: here\n", "fleet/results/.gitattributes": "* ident\n",
      ".github/workflows/evil.yml": "on: push\n", "fleet/orders/ord-9.yaml": "order: ord-9\n",
    ])
    let records = try await read(commit)
    #expect(records.results.keys.map(\.text) == ["ord-1"])
    #expect(
      left(records).sorted() == [
        ".github/workflows/evil.yml no-result", "fleet/orders/ord-9.yaml no-result",
        "fleet/results/.gitattributes no-result", "fleet/results/02/ord-1.yaml no-result",
        "fleet/results/02/ord-2.yaml unreadable", "fleet/results/09/ord-9.yaml no-result",
      ])
  }

  @Test func `What is open is never taken from it, and nothing is said of that`() async throws {
    let open = "revision: 4f2c1ab\nresults: 4f2c1ab\nasOf: 2026-11-20\nservers: 1000\n"
    let commit = try made.commit([place: Self.sound, "fleet/results/open.yaml": open])
    let records = try await read(commit)
    #expect(records.results.keys.map(\.text) == ["ord-1"])
    #expect(records.leftBehind.isEmpty)
  }

  @Test(arguments: ["120000", "100755", "160000"])
  func `A link, a program or a submodule is no result`(mode: String) async throws {
    try made.write(Self.sound, to: "f")
    let object = mode == "160000" ? "\(tip)" : try made.git("hash-object", "-w", "f")
    try made.git("update-index", "--add", "--cacheinfo", "\(mode),\(object),\(place)")
    try made.git("commit", "-q", "-m", "evil")
    let records = try await read(try made.head)
    #expect(records.results.isEmpty && left(records) == ["\(place) no-plain-file"])
  }

  @Test func `An entry that stands in a tree twice ends nothing`() async throws {
    try made.write(Self.sound, to: "f")
    let blob = try made.git("hash-object", "-w", "f")
    func tree(_ lines: String) throws -> String {
      try made.write(lines, to: "lines")
      return try made.git("-c", "alias.mk=!git mktree --missing < lines", "mk")
    }
    let twice = try tree("100644 blob \(blob)\tord-1.yaml\n100644 blob \(blob)\tord-1.yaml\n")
    let results = try tree("040000 tree \(twice)\t01\n")
    let fleet = try tree("040000 tree \(results)\tresults\n")
    let root = try tree("040000 tree \(fleet)\tfleet\n040000 tree \(fleet)\tother\n040000 tree \(fleet)\tother\n")
    let commit = try #require(ObjectID(try made.git("commit-tree", "-p", "\(tip)", "-m", "evil", root)))
    let records = try await read(commit)
    #expect(records.results.isEmpty)
    #expect(left(records).filter { $0.contains("unclear") } == ["\(place) unclear", "other unclear"])
  }

  @Test func `What the branch itself changed since stays as it is there`() async throws {
    let commit = try made.commit([place: Self.sound])
    try made.git("checkout", "-q", "--detach", "\(tip)")
    let newer = try made.commit([place: "order: ord-1\nphase: terminated\nsince: 2026-11-21\n"])
    let records = try await read(commit, beside: newer)
    #expect(records.results.isEmpty && records.leftBehind.isEmpty)
  }

  @Test func `What the branch has already waits no more, however it came there`() async throws {
    let commit = try made.commit([place: Self.sound])
    #expect(try await read(commit, beside: commit).results.isEmpty)
    try made.git("checkout", "-q", "--detach", "\(tip)")
    let squashed = try made.commit([place: Self.sound], "squashed")
    let records = try await read(commit, beside: squashed)
    #expect(records.results.isEmpty && records.leftBehind.isEmpty)
  }

  @Test func `A branch from elsewhere is named and not read`() async throws {
    try made.git("checkout", "-q", "--orphan", "unrelated")
    let commit = try made.commit([place: Self.sound])
    let records = try await read(commit)
    #expect(records.results.isEmpty && records.leftBehind.map(\.why) == [.unrelated])
  }
}
