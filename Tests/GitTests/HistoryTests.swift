import Foundation
import Git
import RepositoryFixtures
import Testing

@Suite struct HistoryTests {
  @Test func `The log of a path is the one that git tells, merges too`() async throws {
    let made = try TemporaryRepository()
    try made.commit(["f": "1", "g": "1"], "one")
    try made.commit(["g": "2"], "two")
    try made.git("checkout", "-q", "-b", "side")
    try made.commit(["f": "side"], "side")
    try made.commit(["h": "side"], "side, elsewhere")
    try made.git("checkout", "-q", "main")
    try made.commit(["g": "3"], "three")
    try made.git("merge", "-q", "--no-ff", "-m", "merge", "side")
    try made.git("checkout", "-q", "-b", "lost", "main~1")
    try made.commit(["f": "lost"], "lost")
    try made.git("checkout", "-q", "main")
    try made.git("merge", "-q", "-s", "ours", "-m", "merge of nothing", "lost")
    let tip = try made.commit(["f/now": "a folder"].filter { _ in false }, "empty")
    let repository = try await made.open()
    for path in ["", "f", "g", "h", "none"] {
      let ours = try await repository.log(from: tip, path: path, limit: 100)
      let theirs = try made.git("log", "--format=%H", "\(tip)", "--", path.isEmpty ? "." : path)
      // All commits here have one date, for which git promises no order among branches.
      let all = path.isEmpty ? try made.git("rev-list", "\(tip)") : theirs
      #expect(Set(ours.map(\.id.description)) == Set(all.split(separator: "\n").map(String.init)), "\(path)")
    }
    #expect(try await repository.log(from: tip, path: "g", limit: 2).map(\.message) == ["three\n", "two\n"])
  }

  @Test func `A commit tells its message, people, times and parents`() async throws {
    let made = try TemporaryRepository()
    let parent = try made.commit(["f": "1"])
    let id = try made.commit(["f": "2"], "Grüße\n\nbody\n\nOrders: a b\nRun: x")
    let commit = try await made.open().commit(id)
    #expect(commit.parents == [parent])
    #expect(commit.author == Signature(name: "Ada", email: "ada@example.com", time: 1_795_345_200, offset: 60))
    #expect(commit.message == "Grüße\n\nbody\n\nOrders: a b\nRun: x\n")
    #expect(commit.trailers == [Trailer(key: "Orders", value: "a b"), Trailer(key: "Run", value: "x")])
  }

  @Test(arguments: [
    "subject\n\nKey: value\n", "subject\n", "", "Key: value\n", "s\n\nbody\nKey: value\n",
    "s\n\nKey: a\n  folded\nB:c\n",
    "s\n\nKey: a\n\nnot a trailer\n", "s\n\nSigned-off-by: x <y@z>\nand more\nA: b\n", "s\n\nKey : spaced\nEmpty:\n",
    "s\n\nFleet-Revision: 4f2c\nPlan-Digest: sha256:aa\nOrders: a b\nRun: https://ci.example.com/run/812\n",
  ])
  func `Trailers are those that git finds`(message: String) async throws {
    let made = try TemporaryRepository()
    try made.write(message, to: "message")
    let lines = try made.git("interpret-trailers", "--parse", "message")
    let ours = trailers(of: message).map { "\($0.key): \(unfold($0.value))".trimmingCharacters(in: .whitespaces) }
    #expect(ours == lines.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) })
  }

  @Test func `An ancestor is found, and nothing else is one`() async throws {
    let made = try TemporaryRepository()
    let first = try made.commit(["f": "1"])
    let second = try made.commit(["f": "2"])
    try made.git("checkout", "-q", "-b", "side", "\(first)")
    let side = try made.commit(["f": "3"])
    let repository = try await made.open()
    #expect(try await repository.isAncestor(first, of: second))
    #expect(try await repository.isAncestor(second, of: second))
    #expect(try await !repository.isAncestor(second, of: first))
    #expect(try await !repository.isAncestor(second, of: side))
  }

  @Test func `The history of a shallow clone ends where it was cut`() async throws {
    let origin = try TemporaryRepository()
    for number in 1...3 { try origin.commit(["f": "\(number)"], "\(number)") }
    let made = try TemporaryRepository(["clone", "-q", "--depth=2", "file://\(origin.path)"])
    let repository = try await made.open()
    #expect(await repository.isShallow)
    let tip = try made.head
    #expect(try await repository.log(from: tip, path: "f", limit: 9).map(\.message) == ["3\n", "2\n"])
    #expect(try await !repository.isAncestor(origin.id("HEAD~2"), of: tip))
  }

  @Test func `Configuration, remotes and upstreams are read`() async throws {
    let made = try TemporaryRepository()
    try made.git("remote", "add", "origin", "https://example.com/x.git")
    try made.git("remote", "add", "backup", "/backup")
    try made.git("config", "branch.main.remote", "origin")
    try made.git("config", "branch.main.merge", "refs/heads/trunk")
    try made.git("config", "branch.local.remote", ".")
    try made.git("config", "branch.local.merge", "refs/heads/main")
    let repository = try await made.open()
    #expect(try await repository.configValue("remote.backup.url") == "/backup")
    #expect(try await repository.configValue("no.such") == nil)
    #expect(try await repository.remotes() == ["backup", "origin"])
    let upstream = try #require(try await repository.upstream(of: "main"))
    #expect(upstream.remote == "origin")
    #expect(upstream.branch == "trunk")
    #expect(try await repository.upstream(of: "local") == nil)
    #expect(try await repository.upstream(of: "other") == nil)
  }

  private func unfold(_ value: String) -> String {
    value.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: " ")
  }
}
