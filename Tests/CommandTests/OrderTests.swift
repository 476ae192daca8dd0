import Foundation
import RepositoryFixtures
import Testing

/// `order`: one document is edited, and nothing else is touched.
@Suite(.timeLimit(.minutes(20)))
struct OrderTests {
  private let made: TemporaryRepository
  private let path = "fleet/orders/ord-1.yaml"

  init() throws {
    made = try TemporaryRepository()
    try made.commit([
      "fleet/fleet.yaml": Documents.fleet, "fleet/catalog.yaml": Documents.catalog,
      "fleet/orders/ord-1.yaml": Documents.order("ord-1", more: "# the end"),
      "fleet/orders/ord-2.yaml": Documents.order("ord-2"),
    ])
  }

  private func order(_ arguments: String..., in folder: String? = nil) async throws -> Ended {
    await (try RunningCommand(["order"] + arguments, in: folder ?? made.path, environment: made.environment)).end()
  }

  @Test func `The edit is shown as a patch, written, and told`() async throws {
    let dry = try await order("suspend", "ord-1", "--dry-run")
    #expect(dry.status == 0, "\(dry.people)")
    #expect(dry.answer.contains("-state: active\n+state: suspended\n"))
    #expect(dry.people.contains("ord-1: it waits: suspended in the order") && dry.people.contains("--dry-run"))
    #expect(try made.git("status", "--porcelain") == "")

    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: made.path + "/" + path)
    let written = try await order("suspend", "ord-1")
    #expect(written.status == 0 && written.answer == dry.answer)
    #expect(made.read(path) == Documents.order("ord-1", state: "suspended", more: "# the end"))
    let mode = try FileManager.default.attributesOfItem(atPath: made.path + "/" + path)[.posixPermissions] as? Int
    #expect(mode == 0o640)
    #expect(try FileManager.default.contentsOfDirectory(atPath: made.path + "/fleet/orders").count == 2)
    let again = try await order("suspend", "ord-1")
    #expect(again.status == 0 && again.answer == "" && again.people.contains("Nothing to do"))
  }

  @Test func `Hooks that git commit would run are named, whatever the folder they are in`() async throws {
    func commit(_ note: String) async throws -> Ended { try await order("set", "ord-1", "note=\(note)", "--commit") }
    #expect(try await commit("1").people.contains("hook") == false)
    let hook = made.path + "/.git/hooks/commit-msg"
    try FileManager.default.createDirectory(atPath: made.path + "/.git/hooks", withIntermediateDirectories: true)
    try "#!/bin/sh\nexit 1\n".write(toFile: hook, atomically: true, encoding: .utf8)
    // Without the right to run it, git does not.
    #expect(try await commit("2").people.contains("hook") == false)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: hook)
    let told = try await commit("3")
    #expect(told.status == 0 && told.people.contains("the repository's hooks were not run: commit-msg"))
    try made.git("config", "core.hooksPath", "elsewhere")
    #expect(try await commit("4").people.contains("hook") == false)
    try FileManager.default.createDirectory(atPath: made.path + "/elsewhere", withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: hook, toPath: made.path + "/elsewhere/pre-commit")
    #expect(try await commit("5").people.contains("hooks were not run: pre-commit"))
  }

  @Test func `A branch has a name that git takes, and edits agree with each other`() async throws {
    let short = try await order("suspend", "ord-1", "--branch", "@")
    #expect(short.status != 0 && short.people.contains("is not the name of a branch"))
    #expect(try made.git("for-each-ref", "--format=%(refname)", "refs/heads").split(separator: "\n").count == 1)
    let twice = try await order("set", "ord-1", "tier=pro", "tier=starter")
    #expect(twice.status == 64 && twice.people.contains("tier is edited twice"))
  }

  @Test func `What is committed has git's line breaks, and the file has those of its folder`() async throws {
    try made.git("config", "core.autocrlf", "true")
    try FileManager.default.removeItem(atPath: made.path + "/" + path)
    try made.git("checkout", "--", path)
    #expect(made.read(path)?.contains("\r\n") == true)
    let ended = try await order("set", "ord-1", "tier=pro", "--commit")
    #expect(ended.status == 0, "\(ended.people)")
    #expect(try made.git("cat-file", "blob", "HEAD:\(path)").utf8.contains(13) == false)
    #expect(made.read(path).map { $0.utf8.count { $0 == 13 } == $0.utf8.count { $0 == 10 } } == true)
    #expect(try made.git("status", "--porcelain") == "")
  }

  @Test func `What validate would refuse is refused with its place, and older errors are not its fault`() async throws {
    let refused = try await order("set", "ord-1", "tier=stater")
    #expect(refused.status == 1 && refused.people.contains("\(path):5:7: error: the catalog has no tier `stater`"))
    #expect(refused.people.contains("nothing was written") && made.read(path)?.contains("tier: starter") == true)
    try made.write(Documents.order("ord-2", tier: "stater"), to: "fleet/orders/ord-2.yaml")
    let others = try await order("set", "ord-1", "tier=pro")
    #expect(others.status == 0 && others.people.contains("1 other error that this edit did not bring"))
    let faulty = try await order("suspend", "ord-2")
    #expect(
      faulty.status == 1 && faulty.people.contains("ord-2's document has these errors already; correct them first"))
    let worse = try await order("set", "ord-2", "node=x")
    #expect(worse.status == 1 && worse.people.contains("with this edit the fleet would have the errors above"))
    // The edit that mends it.
    #expect(try await order("set", "ord-2", "tier=pro").status == 0)
    let unknown = try await order("set", "ord-3", "tier=pro")
    #expect(unknown.status == 1 && unknown.people.contains("there is no order ord-3; the nearest are ord-1, ord-2"))
    #expect(try await order("set", "ord-1", "teir=pro").status == 64)
  }

  @Test func `A commit holds the document alone, whatever else is changed`() async throws {
    try made.write("note\n", to: "notes.txt")
    try made.write(Documents.order("ord-2", tier: "pro"), to: "fleet/orders/ord-2.yaml")
    try made.git("add", "fleet/orders/ord-2.yaml")
    let ended = try await order("set", "ord-1", "payment=overdue", "--commit", "--message", "Invoice 77 is open")
    #expect(ended.status == 0, "\(ended.people)")
    #expect(
      try made.git("show", "--name-only", "--format=%s|%an|%b", "HEAD").hasPrefix(
        "Invoice 77 is open|Ada|ord-1: payment confirmed -> overdue"))
    #expect(try made.git("show", "--name-only", "--format=", "HEAD") == path)
    #expect(try made.git("status", "--porcelain") == "M  fleet/orders/ord-2.yaml\n?? notes.txt")
    #expect(made.read(path)?.contains("payment: overdue") == true)
    // Somebody else's edits of the same document are not committed along.
    try made.write("# mine\n" + (made.read(path) ?? ""), to: path)
    let refused = try await order("resume", "ord-1", "--commit")
    let changed = try await order("suspend", "ord-1", "--commit")
    #expect(refused.status == 0 && changed.status == 4 && changed.people.contains("changes that are not committed"))
  }

  @Test func `A branch takes the commit, and the working tree stays as it is`() async throws {
    let server = try TemporaryRepository(["init", "-q", "--bare", "-b", "main"])
    try made.git("remote", "add", "origin", server.path)
    try made.git("push", "-q", "-u", "origin", "main")
    try made.write("# mine\n" + (made.read(path) ?? ""), to: path)
    let before = try made.head
    let ended = try await order("terminate", "ord-1", "--branch", "end-1", "--push")
    #expect(ended.status == 0 && ended.people.contains("Pushed to end-1 of origin"), "\(ended.people)")
    #expect(try made.head == before && made.git("status", "--porcelain") == " M \(path)")
    #expect(try server.git("show", "end-1:\(path)").contains("state: terminated"))
    // The next edit follows on the same branch.
    #expect(try await order("set", "ord-2", "tier=pro", "--branch", "end-1", "--push").status == 0)
    #expect(try server.git("rev-list", "--count", "main..end-1") == "2")
    // A remote that has more is not overwritten.
    let other = try TemporaryRepository(["clone", "-q", server.path])
    try other.commit(["x": "y"])
    try other.git("push", "-q", "origin", "main")
    try made.git("checkout", "-q", path)
    let behind = try await order("suspend", "ord-1", "--push")
    #expect(behind.status == 3 && behind.people.contains("not pushed: origin has commits"))
    #expect(try server.git("log", "-1", "--format=%s", "main") == "a commit")
  }

  @Test func `The branch of another working tree is refused, from either side`() async throws {
    let side = made.path + "-side"
    try made.git("worktree", "add", "-q", "-b", "side", side)
    let before = try made.head
    let refused = try await order("suspend", "ord-1", "--branch", "side")
    #expect(refused.status == 4, "\(refused.people)")
    #expect(refused.people.contains("branch 'side' is checked out in another working tree"))
    #expect(try await order("suspend", "ord-1", "--branch", "main", in: side).status == 4)
    #expect(try made.head == before && made.id("side") == before)
    let own = try await order("suspend", "ord-1", "--branch", "side", in: side)
    #expect(own.status == 0, "\(own.people)")
    #expect(try made.head == before && made.git("-C", side, "status", "--porcelain") == "")
  }

  @Test func `Nothing is committed while somebody else has locked the index`() async throws {
    try made.write("", to: ".git/index.lock")
    let before = try made.head
    let refused = try await order("suspend", "ord-1", "--commit")
    #expect(refused.status == 4 && refused.people.contains("index.lock exists"), "\(refused.people)")
    #expect(try made.head == before)
    try FileManager.default.removeItem(atPath: made.path + "/.git/index.lock")
    #expect(try await order("suspend", "ord-1", "--commit").status == 0)
    #expect(try made.head != before && made.git("status", "--porcelain") == "")
  }

  @Test func `A push that failed is made up for by the next`() async throws {
    let server = try TemporaryRepository(["init", "-q", "--bare", "-b", "main"])
    try made.git("remote", "add", "origin", server.path + "-elsewhere")
    let failed = try await order("suspend", "ord-1", "--push")
    #expect(failed.status == 3 && failed.people.contains("not pushed"), "\(failed.people)")
    let commit = try made.head
    try made.git("remote", "set-url", "origin", server.path)
    #expect(try await order("suspend", "ord-1", "--push", "--dry-run").people.contains("Nothing to do"))
    let again = try await order("suspend", "ord-1", "--push")
    #expect(again.status == 0 && again.people.contains("Pushed to main of origin"), "\(again.people)")
    #expect(try made.head == commit && server.id("main") == commit)
    let done = try await order("suspend", "ord-1", "--push")
    #expect(done.status == 0 && done.people.contains("Nothing to do"), "\(done.people)")
  }

  @Test func `Without a fleet nothing is edited, and with a faulty one only what needs no catalog`() async throws {
    try made.write("tiers: [\n", to: "fleet/catalog.yaml")
    let refused = try await order("set", "ord-1", "tier=pro")
    #expect(refused.status == 1 && refused.people.contains("cannot be checked"), "\(refused.people)")
    #expect(try await order("new", "ord-9", "--tier", "pro").status == 1)
    #expect(made.read("fleet/orders/ord-9.yaml") == nil)
    let suspended = try await order("suspend", "ord-1")
    #expect(suspended.status == 0 && made.read(path)?.contains("state: suspended") == true, "\(suspended.people)")
    try made.git("rm", "-qf", "fleet/catalog.yaml", "fleet/fleet.yaml")
    let none = try await order("resume", "ord-1")
    #expect(none.status == 1 && none.people.contains("there is no fleet in"), "\(none.people)")
  }

  @Test func `A new order is checked, placed and written`() async throws {
    let ended = try await order(
      "new", "ord-9", "--tier", "pro", "--customer", "cus-1", "--guild", "112233445566778899", "--feature", "no",
      "--env", "LOG=a=b", "--set", "name=Jürgen's bot", "--until", "2999-01-01")
    #expect(ended.status == 0, "\(ended.people)")
    #expect(ended.people.contains("ord-9: it waits: payment is pending"))
    #expect(
      made.read("fleet/orders/ord-9.yaml") == """
        # yaml-language-server: $schema=../../schemas/order.schema.json
        order: ord-9
        customer: cus-1
        status: quote_accepted
        payment: pending
        tier: pro
        guilds: ["112233445566778899"]
        features: ["no"]
        state: active
        until: 2999-01-01
        name: Jürgen's bot
        environment: { LOG: a=b }

        """)
    let taken = try await order("new", "ord-1", "--tier", "pro")
    #expect(taken.status == 1 && taken.people.contains("the id ord-1 is taken by \(path)"))
    try made.write("order: ord-8\n", to: "fleet/results/08/ord-8.yaml")
    #expect(try await order("new", "ord-8", "--tier", "pro").people.contains("fleet/results/08/ord-8.yaml"))
    #expect(try await order("new", "ord-7", "--tier", "nix").status == 1)
    #expect(made.read("fleet/orders/ord-7.yaml") == nil)
    #expect(try await order("new", "ord-7", "--tier", "pro", "--folder", "../x").status == 1)
    #expect(try await order("new", "ord-7", "--tier", "pro", "--folder", "fleet/orders/2026").status == 0)
    #expect(made.read("fleet/orders/2026/ord-7.yaml") != nil)
  }
}
