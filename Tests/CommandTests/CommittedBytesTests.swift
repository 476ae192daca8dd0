import Foundation
import RepositoryFixtures
import Testing

/// The plan of the working tree "at" a commit once read other bytes than apply of that commit.
@Suite(.timeLimit(.minutes(5)))
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
    #expect(dirty.status == 1 && dirty.people.contains("fleet/orders/ord-1.yaml is left out"), "\(dirty)")
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
