import Foundation
import PanelProcess
import RepositoryFixtures
import Testing

@Suite(.timeLimit(.minutes(20)))
struct SecretTests {
  /// As distinct as a key can be: whatever holds it was told it.
  private static let wrongKey = "ptla_0123456789WrongAndDistinct9876543210ABCDEF"

  @Test(.tags(.process))
  func `The key is in no output, file, git object, process list or child's environment of a whole run`()
    async throws
  {
    let stage = try await Stage(Documents.orders("ord-1", "ord-2"))
    let scratch = try Scratch()
    let witness = try Witness(in: scratch.path)
    let keys = [stage.key, Self.wrongKey]
    let environment = ["PATH": witness.path(before: stage.environment), "TMPDIR": scratch.path, "HOME": scratch.path]
    let watch = ProcessWatch(for: keys)
    var said: [Ended] = []
    for (arguments, changes) in commands(against: stage.panel) {
      said.append(await (try stage.startProcess(arguments, environment: environment.merging(changes) { $1 })).end())
    }
    #expect(said.map(\.status) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 5, 5, 5])
    let commandLines = await watch.end()
    #expect(commandLines.isEmpty, "\(commandLines)")
    #expect(try witness.report().contains("--force-with-lease"), "git was watched while it pushed")
    for key in keys {
      for ended in said { #expect(!ended.answer.contains(key) && !ended.people.contains(key)) }
      for folder in [stage.clone.path, stage.server.path, scratch.path] {
        #expect(try files(below: folder, holding: key) == [])
      }
      for repository in [stage.clone, stage.server] {
        #expect(try !repository.git("cat-file", "--batch", "--batch-all-objects").contains(key))
      }
    }
  }

  /// Every command in every form; what fails is asked with a key that the panel does not know, and where nobody listens.
  private func commands(against panel: SandboxProcess) -> [([String], [String: String])] {
    let wrong = ["PTERODACTYL_API_KEY": Self.wrongKey]
    let nobody = ["PTERODACTYL_PANEL_URL": "http://127.0.0.1:9"]
    return [
      (["validate", "--verbose"], [:]), (["plan", "--verbose", "--out", "plan.json"], [:]),
      (["apply", "plan.json", "--yes", "--verbose"], [:]), (["plan", "--format", "json"], [:]),
      (["plan", "--format", "markdown", "--all"], [:]), (["plan", "--format", "html"], [:]),
      (["apply", "--yes", "--format", "json"], [:]), (["capacity", "--verbose"], [:]),
      (["validate", "--format", "sarif"], [:]), (["plan", "--verbose"], wrong), (["apply", "--yes"], wrong),
      (["capacity", "--format", "json"], wrong), (["apply", "--yes", "--verbose"], nobody),
    ]
  }

  @Test func `Only the environment can let the key travel in clear, and only to the host that it names`() async throws {
    let stage = try await Stage()
    func plan(_ url: String, allowing host: String) async throws -> Ended {
      try await stage.botfleet("plan", environment: ["PTERODACTYL_PANEL_URL": url, "BOTFLEET_ALLOW_HTTP": host])
    }
    for host in ["", "panel.example.com", "1"] {
      let refused = try await plan("http://0.0.0.0:9", allowing: host)
      #expect(
        refused.status == 1
          && refused.people.contains("the panel's URL is http, so the key would be sent to 0.0.0.0 unencrypted"))
    }
    let allowed = try await plan("http://0.0.0.0:9", allowing: "0.0.0.0")
    #expect(allowed.status == 5 && allowed.people.contains("nobody accepts connections"))
  }

  /// Whoever reads the logs could push with it.
  @Test(arguments: ["origin", "url"])
  func `A token in the remote's URL is in no output and no git object`(name: String) async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    let token = "glpat-DistinctToken0123456789"
    let url = "https://botfleet:\(token)@git.example.com/shop.git"
    try stage.clone.git("config", "url.\(stage.server.path).insteadOf", url)
    try stage.clone.git("config", "remote.origin.url", url)
    if name == "url" { try stage.clone.git("config", "branch.main.remote", url) }
    let applied = try await stage.apply("--verbose")
    #expect(applied.people.contains(name == "url" ? "«secret»@git.example.com" : "pushed to origin/main"))
    try stage.server.git("update-ref", "refs/botfleet/lock", "main")
    try stage.merge(["ord-2": Documents.order("ord-2")])
    let locked = try await stage.apply(expecting: 4)
    #expect(locked.people.contains("refs/botfleet/lock"))
    let unreachable = "https://botfleet:\(token)@127.0.0.1:9"
    try stage.clone.git("config", "--unset", "url.\(stage.server.path).insteadOf")
    try stage.clone.git("config", "url.\(unreachable).insteadOf", "https://botfleet:\(token)@git.example.com")
    let failed = try await stage.botfleet("apply", "--yes", "--verbose")
    #expect(failed.status == 5)
    for text in [applied.answer, applied.people, locked.answer, locked.people, failed.answer, failed.people] {
      #expect(!text.contains(token))
    }
    #expect(try files(below: stage.server.path, holding: token) == [])
    #expect(try files(below: stage.clone.path, holding: token) == [".git/config"])
    for repository in [stage.clone, stage.server] {
      #expect(try !repository.git("cat-file", "--batch", "--batch-all-objects").contains(token))
    }
  }

  @Test func `An environment file that git tracks is refused, and its key is not told`() async throws {
    let stage = try await Stage()
    try stage.commit([".env.local": "PTERODACTYL_API_KEY=\(stage.key)\n"])
    let ended = try await stage.botfleet("plan", environment: ["PTERODACTYL_API_KEY": ""])
    #expect(ended.status == 1 && ended.people.contains(".env.local is tracked by git"))
    #expect(try await stage.panel.requests().isEmpty)
  }

  private func files(below folder: String, holding secret: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder).filter { path in
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: "\(folder)/\(path)", isDirectory: &isFolder), !isFolder.boolValue
      else { return false }
      return try Data(contentsOf: URL(filePath: "\(folder)/\(path)")).range(of: Data(secret.utf8)) != nil
    }
  }
}
