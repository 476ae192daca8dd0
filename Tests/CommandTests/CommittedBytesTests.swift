import Foundation
import RepositoryFixtures
import Testing

/// The plan of the working tree "at" a commit once read other bytes than apply of that commit.
@Suite(.timeLimit(.minutes(20)))
struct CommittedBytesTests {
  /// Lets the working tree hold other bytes than the commit, without git's noticing: as filters and encodings do.
  private func disguise(_ path: String, as text: String, in stage: Stage) throws {
    let file = "\(stage.clone.path)/\(path)"
    let committed = try String(contentsOfFile: file, encoding: .utf8)
    try #require(committed.utf8.count == text.utf8.count)
    try stage.clone.git("update-index", "--assume-unchanged", path)
    try stage.clone.git("update-index", "--no-assume-unchanged", path)
    let handle = try FileHandle(forUpdating: URL(filePath: file))
    var status = stat()
    #expect(stat(file, &status) == 0)
    try handle.write(contentsOf: Data(text.utf8))
    try handle.close()
    var times = [status.st_atim, status.st_mtim]
    #expect(utimensat(AT_FDCWD, file, &times, 0) == 0)
    try stage.clone.git("config", "core.trustctime", "false")
  }

  @Test func `Where HEAD is clean, plan reads the commit`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    try await Task.sleep(for: .milliseconds(1100))
    try stage.clone.git("checkout", "-q", "--", ".")
    try stage.clone.git("update-index", "--refresh")
    let order = Documents.order("ord-1")
    try disguise("fleet/orders/ord-1.yaml", as: order.replacing("active", with: "pasted"), in: stage)
    try #require(try stage.clone.git("status", "--porcelain") == "")
    let plan = try await stage.plan()
    #expect(!plan.dirty && plan.inShort == ["create ord-1"])
    try await stage.apply()
  }

  @Test func `A sparse checkout of the fleet is planned and applied, and what is left out is not gone`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    try stage.clone.git("sparse-checkout", "set", "--no-cone", "/fleet/*", "!/fleet/orders/")
    try #require(!FileManager.default.fileExists(atPath: "\(stage.clone.path)/fleet/orders/ord-1.yaml"))
    #expect(try await stage.plan().inShort == ["create ord-1"])
    try await stage.apply()
    try stage.clone.write("# new\n" + Documents.catalog, to: "fleet/catalog.yaml")
    let dirty = try await stage.botfleet("plan")
    #expect(dirty.status == 1 && dirty.people.contains("leaves fleet/orders/ord-1.yaml out"), "\(dirty)")
  }

  /// git-crypt, sops, LFS: what people see in their editor is not what is committed, and an order said two things.
  @Test(arguments: ["filter=x", "working-tree-encoding=UTF-16LE"])
  func `A document that git changes on its way is named with the attribute, and holds back itself alone`(
    attribute: String
  ) async throws {
    let stage = try await Stage(Documents.orders("ord-1", "ord-2"))
    try stage.commit(["fleet/.gitattributes": "orders/ord-1.yaml \(attribute)\n"])
    for name in ["clean", "smudge", "process"] {
      try stage.clone.git("config", "filter.x.\(name)", "touch \(stage.clone.path).ran; cat")
    }
    for arguments in [["plan"], ["plan", "--revision", "HEAD"], ["validate"]] {
      let ended = try await stage.botfleet(arguments)
      let said = ended.answer + ended.people
      #expect(ended.status == 1 && said.contains("fleet/orders/ord-1.yaml"), "\(arguments): \(said)")
      #expect(said.contains("`\(attribute)`"), "\(arguments): \(said)")
    }
    // In a working tree that differs otherwise, and where the document itself differs.
    try stage.clone.write("# new\n" + Documents.catalog, to: "fleet/catalog.yaml")
    #expect(try await stage.botfleet("plan").people.contains(attribute))
    try stage.clone.write(Documents.catalog, to: "fleet/catalog.yaml")
    try stage.clone.write("# other\n" + Documents.order("ord-1"), to: "fleet/orders/ord-1.yaml")
    #expect(try await stage.botfleet("plan").people.contains(attribute))
    let applied = try await stage.botfleet("apply", "--yes")
    #expect(applied.status == 1, "\(applied)")
    #expect(try await Array(stage.panel.servers().keys) == ["ord-2"])
    #expect(!FileManager.default.fileExists(atPath: "\(stage.clone.path).ran"))
  }

  @Test func `A filter that only this machine knows is named where it makes a difference`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    try stage.clone.write("fleet/orders/* filter=x\n", to: ".git/info/attributes")
    #expect(try await stage.plan().inShort == ["create ord-1"])
    try stage.clone.write("# other\n" + Documents.order("ord-1"), to: "fleet/orders/ord-1.yaml")
    let said = try await stage.botfleet("plan")
    #expect(said.status == 1 && said.people.contains("filter=x"))
  }

  /// Its folder is empty in most clones, so that orders behind it looked as if they were gone.
  @Test(arguments: ["fleet/orders/ord-1.yaml", "fleet/orders"])
  func `A submodule in the place of documents is unreadable, never gone`(path: String) async throws {
    let stage = try await Stage(Documents.orders("ord-1", "ord-2"))
    try await stage.apply()
    try stage.clone.git("pull", "-q")
    try stage.clone.git("rm", "-q", "-r", path)
    try stage.clone.git("update-index", "--add", "--cacheinfo", "160000,\(stage.clone.head),\(path)")
    try FileManager.default.createDirectory(atPath: "\(stage.clone.path)/\(path)", withIntermediateDirectories: true)
    for state in ["staged", "committed", "committed beside another change"] {
      switch state {
      case "staged": break
      case "committed": try stage.clone.git("commit", "-qm", "A submodule")
      default: try stage.clone.write("# new\n" + Documents.catalog, to: "fleet/catalog.yaml")
      }
      let said = try await stage.botfleet("plan", "--format", "json")
      #expect(said.status == 1, "\(state): \(said.people)")
      #expect(try PlanFile(said.answer).inShort == [], "\(state)")
      #expect(said.people.contains(path), "\(state): \(said.people)")
    }
  }

  @Test func `No process is started by plan, validate and capacity, whatever git's configuration names`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    let sign = stage.clone.path + "/../ran"
    for (name, value) in [
      ("core.fsmonitor", "touch \(sign)"), ("core.sshCommand", "touch \(sign)"), ("core.hooksPath", "fleet"),
      ("credential.helper", "!touch \(sign)"), ("gpg.program", "touch"), ("core.pager", "touch \(sign)"),
      ("filter.x.clean", "touch \(sign)"), ("filter.x.smudge", "touch \(sign)"), ("filter.x.process", "touch \(sign)"),
      ("diff.external", "touch \(sign)"), ("commit.gpgsign", "true"), ("remote.origin.url", "ext::touch \(sign)"),
      ("protocol.ext.allow", "always"),
    ] { try stage.clone.git("config", name, value) }
    try stage.clone.write("* filter=x\n", to: ".git/info/attributes")
    let witness = try Witness(in: stage.clone.path + "/..")
    let path = ["PATH": witness.path(before: stage.environment)]
    for arguments in [["plan"], ["plan", "--revision", "main", "--base", "origin/main"], ["validate"], ["capacity"]] {
      let ended = await (try stage.start(arguments, environment: path)).end()
      #expect(ended.status == 0, "\(arguments): \(ended.people)")
    }
    #expect(!FileManager.default.fileExists(atPath: sign))
    #expect((try? witness.report()) == nil)
  }
}
