import Foundation
import RepositoryFixtures
import Testing

/// Where the fleet's commits are signed, whoever may push a branch has to have a key that git trusts.
@Suite(.timeLimit(.minutes(20)))
struct SignedWaitingTests {
  private static let branch = "botfleet/results"
  private static let place = "fleet/results/02/ord-2.yaml"

  /// A key, and its public half.
  private func makeKey(_ name: String, _ repository: TemporaryRepository) throws -> (path: String, line: String) {
    let path = repository.path + "/.git/" + name
    try repository.git("-c", "alias.key=!ssh-keygen -q -t ed25519 -N '' -C \(name) -f", "key", path)
    return (path, try String(contentsOfFile: path + ".pub", encoding: .utf8).trimmingCharacters(in: .newlines))
  }

  private func sign(_ repository: TemporaryRepository, with key: String) throws {
    try repository.git("config", "gpg.format", "ssh")
    try repository.git("config", "user.signingkey", key)
    try repository.git("config", "commit.gpgsign", "true")
  }

  /// Signed results that wait beside a protected main.
  private func stage() async throws -> Stage {
    let stage = try await Stage(Documents.orders("ord-1"))
    let key = try makeKey("fleet", stage.clone)
    try "* \(key.line)\n".write(toFile: key.path + ".allowed", atomically: true, encoding: .utf8)
    try stage.clone.git("config", "gpg.ssh.allowedSignersFile", key.path + ".allowed")
    try sign(stage.clone, with: key.path)
    try await stage.apply()
    try stage.clone.git("pull", "-q")
    try stage.merge(["ord-2": Documents.order("ord-2")])
    let hook = stage.server.path + "/hooks/pre-receive"
    try writeProgram("#!/bin/sh\ngrep -q ' refs/heads/main$' || exit 0\nexit 1\n", to: hook)
    try await stage.apply(expecting: 3)
    return stage
  }

  private func open(_ stage: Stage) throws {
    try FileManager.default.removeItem(atPath: stage.server.path + "/hooks/pre-receive")
  }

  private func signature(_ stage: Stage) throws -> String {
    try stage.clone.git("fetch", "-q")
    return try stage.clone.git("log", "-1", "--format=%G?", "origin/main")
  }

  @Test func `What a trusted key signed is taken over, in a commit that is signed itself`() async throws {
    let stage = try await stage()
    let again = try await stage.apply()
    #expect(again.people.contains("wait on origin/botfleet/results"), "\(again.people)")
    try open(stage)
    try await stage.apply()
    #expect(try stage.lastSubject == "apply: 1 result taken over from botfleet/results")
    #expect(try stage.result(of: "ord-2").contains("phase: running") && signature(stage) == "G")
  }

  @Test(arguments: ["unsigned", "signed by another key", "from main", "many"])
  func `What no trusted key signed is left behind and named, and stops nothing`(attack: String) async throws {
    let stage = try await stage()
    let clone = try TemporaryRepository(["clone", "-q", "--branch", Self.branch, stage.server.path])
    if attack == "signed by another key" { try sign(clone, with: try makeKey("evil", clone).path) }
    let text = try #require(clone.read(Self.place))
    if attack == "from main" { try clone.git("checkout", "-q", "--detach", "origin/main") }
    let forged = text.replacing(/since: \d{4}-\d\d-\d\d/, with: "since: 2020-01-01")
    try clone.commit([Self.place: forged, ".github/workflows/evil.yml": "on: push\n"], "evil")
    if attack == "many" { for _ in 0..<120 { try clone.git("commit", "-q", "--allow-empty", "-m", "evil") } }
    try clone.git("push", "-q", "--force", "origin", "HEAD:refs/heads/\(Self.branch)")

    let ended = try await stage.apply(expecting: 3)
    #expect(ended.answer.contains("not signed by a key of git's allowed-signers file"), "\(ended.answer)")
    try open(stage)
    // What is left behind is told until the branch is gone.
    let handedOver = try await stage.botfleet("apply", "--yes")
    #expect([0, 3].contains(handedOver.status), "\(handedOver.answer)\n\(handedOver.people)")
    try await stage.apply()
    let recorded = try stage.result(of: "ord-2")
    #expect(recorded.contains("phase: running") && !recorded.contains("2020-01-01"), "\(recorded)")
    #expect(try !stage.server.git("ls-tree", "-r", "--name-only", "main").contains("evil"))
    #expect(try signature(stage) == "G")
    #expect(try await stage.panel.servers().count == 2)
  }
}
