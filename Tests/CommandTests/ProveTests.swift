import ChildPrograms
import Foundation
import RepositoryFixtures
import Testing

/// `prove` on a real panel and a real remote, checked by programs that know nothing of botfleet.
@Suite(.timeLimit(.minutes(20)))
struct ProveTests {
  private let ref = "refs/notes/botfleet/proofs"

  /// Two servers that are as they should be, and a key that git signs with.
  private func stage(_ orders: [String: String] = Documents.orders("ord-1", "ord-2")) async throws -> Stage {
    let stage = try await Stage(orders)
    try await stage.apply()
    try stage.clone.git("pull", "-q")
    try run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "bot", "-f", path("key", stage)], in: stage)
    try stage.clone.git("config", "gpg.format", "ssh")
    try stage.clone.git("config", "user.signingkey", path("key.pub", stage))
    let key = try String(contentsOfFile: path("key.pub", stage), encoding: .utf8)
    try "bot@example.com \(key)".write(toFile: path("allowed", stage), atomically: true, encoding: .utf8)
    return stage
  }

  private func path(_ name: String, _ stage: Stage) -> String { "\(stage.clone.path)/.git/\(name)" }

  @discardableResult
  private func run(_ arguments: [String], in stage: Stage, input: Data = Data()) throws -> Int32 {
    try runProgram(arguments, environment: stage.clone.environment, input: Array(input)).status
  }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func `What is proven is a note that ssh-keygen verifies without botfleet`() async throws {
    let stage = try await stage()
    let ended = try await stage.botfleet("prove")
    #expect(ended.status == 0, "\(ended.answer)\(ended.people)")
    #expect(ended.answer.contains("Proven: ") && ended.people.contains("at origin"))
    // As an auditor does it, from the remote's note alone.
    let head = try stage.clone.git("rev-parse", "HEAD")
    #expect(try stage.server.git("rev-parse", ref) == stage.clone.git("rev-parse", ref))
    let envelope = try object(try stage.server.git("notes", "--ref=botfleet/proofs", "show", head))
    let payload = try #require(Data(base64Encoded: envelope["payload"] as? String ?? ""))
    let signatures = try #require(envelope["signatures"] as? [[String: String]])
    try #require(signatures.count == 1)
    try #require(Data(base64Encoded: signatures[0]["sig"] ?? "")).write(to: URL(filePath: path("sig", stage)))
    let type = "application/vnd.in-toto+json"
    #expect(envelope["payloadType"] as? String == type)
    let signed = Data("DSSEv1 \(type.utf8.count) \(type) \(payload.count) ".utf8) + payload
    func verify(_ namespace: String, _ bytes: Data) throws -> Int32 {
      try run(
        [
          "ssh-keygen", "-Y", "verify", "-f", path("allowed", stage), "-I", "bot@example.com", "-n", namespace, "-s",
          path("sig", stage),
        ], in: stage, input: bytes)
    }
    #expect(try verify("botfleet-proof", signed) == 0)
    #expect(try verify("git", signed) != 0)
    #expect(try verify("botfleet-proof", payload) != 0)
    let statement = try object(String(decoding: payload, as: UTF8.self))
    let predicate = try #require(statement["predicate"] as? [String: Any])
    #expect(predicate["commit"] as? String == head)
    #expect(predicate["tree"] as? String == (try stage.clone.git("rev-parse", "HEAD:fleet")))
    #expect((predicate["panel"] as? [String: Any])?["url"] as? String == stage.panel.url)
    #expect((predicate["counts"] as? [String: Any])?["servers"] as? Int == 2)
    #expect(!String(decoding: payload, as: UTF8.self).contains(stage.key))
  }

  @Test func `Where something differs it is listed, and nothing is written`() async throws {
    let stage = try await stage()
    let server = try #require(try await stage.panel.servers()["ord-1"])
    try await stage.panel.changeMemory(of: server, to: 4096)
    let ended = try await stage.botfleet("prove")
    #expect(ended.status == 1, "\(ended.people)")
    #expect(ended.answer.contains("drift") && ended.answer.contains("ord-1") && ended.answer.contains("4GiB"))
    #expect(!ended.answer.contains("ord-2") && ended.answer.contains("1 order differs"))
    let json = try object(try await stage.botfleet("prove", "--format", "json").answer)
    #expect(json["proven"] as? Bool == false && json["proof"] is NSNull)
    #expect((json["differences"] as? [[String: Any]])?.map { $0["order"] as? String } == ["ord-1"])
    #expect(throws: GitFailed.self) { try stage.server.git("rev-parse", "--verify", "-q", ref) }
    #expect(throws: GitFailed.self) { try stage.clone.git("rev-parse", "--verify", "-q", ref) }
  }

  @Test func `What an apply has not recorded yet is not proven`() async throws {
    let stage = try await stage()
    try stage.clone.git("checkout", "-q", "HEAD~1")
    let ended = try await stage.botfleet("prove", "--no-push")
    #expect(ended.status == 1 && ended.answer.contains("ord-2"), "\(ended.answer)\(ended.people)")
    let whole = try await stage.botfleet("prove", "--no-push", "--revision", "main")
    #expect(whole.status == 0, "\(whole.answer)\(whole.people)")
  }

  @Test func `Without a key it is said what to configure, and the panel is not asked`() async throws {
    let stage = try await stage()
    try stage.clone.git("config", "--unset", "user.signingkey")
    let keyless = try await stage.botfleet("prove")
    #expect(keyless.status == 1 && keyless.people.contains("git config user.signingKey FILE"))
    try stage.clone.git("config", "--unset", "gpg.format")
    #expect(try await stage.botfleet("prove").people.contains("git config gpg.format ssh"))
    try stage.clone.git("config", "gpg.format", "ssh")
    try stage.clone.git("config", "user.signingkey", path("nowhere", stage))
    #expect(try await stage.botfleet("prove").status == 1)
  }

  @Test func `A panel that cannot be asked ends with 5`() async throws {
    let stage = try await stage()
    let gone = ["PTERODACTYL_PANEL_URL": "http://127.0.0.1:1"]
    #expect(try await stage.botfleet("prove", environment: gone).status == 5)
    #expect(try await stage.botfleet("prove", environment: ["PTERODACTYL_API_KEY": ""]).status == 5)
  }

  @Test func `Another clone checks it offline, and a proof that is missing or another's is found`() async throws {
    let stage = try await stage()
    #expect(try await stage.botfleet("prove").status == 0)
    let other = try TemporaryRepository(["clone", "-q", stage.server.path])
    let offline = ["PTERODACTYL_API_KEY": "", "PTERODACTYL_PANEL_URL": ""]
    func verify(_ arguments: String...) async throws -> (status: Int32, text: String) {
      let all = ["prove", "--verify"] + arguments
      let ended = await (try stage.start(all, in: other.path, environment: offline)).end()
      return (ended.status, ended.answer + ended.people)
    }
    let none = try await verify("HEAD", "--signers", path("allowed", stage))
    #expect(none.status == 5 && none.text.contains("git fetch origin \(ref):\(ref)"), "\(none.text)")
    try other.git("fetch", "-q", "origin", "\(ref):\(ref)")
    let good = try await verify("HEAD", "--signers", path("allowed", stage))
    #expect(good.status == 0 && good.text.contains("holds") && good.text.contains("bot@example.com"), "\(good.text)")
    #expect(try await verify("HEAD").status == 5)
    let missing = try await verify("HEAD~1", "--signers", path("allowed", stage), "--format", "json")
    #expect(missing.status == 1 && missing.text.contains("\"no-proof\""), "\(missing.text)")
    // The proof of one commit, put at another.
    let note = try other.git("notes", "--ref=botfleet/proofs", "show", "HEAD")
    try other.git("notes", "--ref=botfleet/proofs", "add", "-m", note, "HEAD~1")
    let moved = try await verify("HEAD~1", "--signers", path("allowed", stage))
    #expect(moved.status == 1 && moved.text.contains("other-subject"), "\(moved.text)")
    #expect(try await verify("HEAD", "--signers", "nowhere").status == 1)
    #expect(try await verify("HEAD", "--no-push").status == 64)
  }

  @Test func `The command beside the auditors' question about proofs answers it`() async throws {
    let stage = try await stage()
    #expect(try await stage.botfleet("prove").status == 0)
    let page = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/auditing.md")
    let row = try #require(
      try String(contentsOf: page, encoding: .utf8).firstMatch(of: /\| 18 \| [^|]+ \| `botfleet ([^`]+)`/))
    let words = row.output.1.split(separator: " ").map { $0 == "FILE" ? path("allowed", stage) : String($0) }
    #expect(words.starts(with: ["prove", "--verify", "HEAD"]))
    let ended = try await stage.botfleet(words)
    #expect(ended.status == 0 && ended.answer.contains("holds"), "\(ended.answer)\(ended.people)")
  }

  @Test func `The next results commit names it, and audit finds one that was taken away`() async throws {
    let stage = try await stage()
    #expect(try await stage.botfleet("prove").status == 0)
    let proof = try stage.clone.git("rev-parse", ref)
    try stage.merge(["ord-1": Documents.order("ord-1", tier: "pro")])
    try await stage.apply()
    try stage.clone.git("pull", "-q")
    #expect(try stage.clone.git("log", "-1", "--format=%(trailers:key=Proof,valueonly)").contains(proof))
    func codes() async throws -> Set<String> {
      let audit = try await stage.botfleet("audit", "--signers", path("allowed", stage), "--format", "json")
      let findings = try object(audit.answer)["findings"] as? [[String: Any]] ?? []
      return Set(findings.compactMap { $0["code"] as? String }).intersection(["proof-missing", "bad-proof"])
    }
    #expect(try await codes() == [])
    try stage.clone.git("update-ref", "-d", ref)
    try stage.clone.git("notes", "--ref=botfleet/proofs", "add", "-m", "{}", "HEAD")
    #expect(try await codes() == ["proof-missing"])
  }

  @Test func `Somebody else's proof stays, and a remote that refuses keeps the proof here`() async throws {
    let stage = try await stage()
    let head = try stage.clone.git("rev-parse", "HEAD")
    let other = try TemporaryRepository(["clone", "-q", stage.server.path])
    try other.git("notes", "--ref=botfleet/proofs", "add", "-m", "a note of another commit", "HEAD~1")
    try other.git("push", "-q", "origin", ref)
    #expect(try await stage.botfleet("prove").status == 0)
    #expect(
      try stage.server.git("notes", "--ref=botfleet/proofs", "list").split(separator: "\n").count == 2)
    try writeProgram("#!/bin/sh\necho no notes here >&2\nexit 1\n", to: "\(stage.server.path)/hooks/pre-receive")
    // Of another commit: two proofs of one within a second would be the same.
    try stage.clone.commit(["README.md": "A fleet."])
    let refused = try await stage.botfleet("prove")
    #expect(refused.status == 3 && refused.people.contains("no notes here"), "\(refused.people)")
    #expect(try stage.clone.git("rev-parse", ref) != stage.server.git("rev-parse", ref))
    // The next one, once it may, brings both.
    let kept = try stage.clone.git("rev-parse", ref)
    try FileManager.default.removeItem(atPath: "\(stage.server.path)/hooks/pre-receive")
    #expect(try await stage.botfleet("prove").status == 0)
    #expect(try stage.server.git("rev-list", ref).contains(kept))
    #expect(try stage.server.git("notes", "--ref=botfleet/proofs", "show", head).hasPrefix("{\"payload\":"))
  }

  @Test func `The tip at the remote is proven by whoever is behind it`() async throws {
    let stage = try await stage()
    let other = try TemporaryRepository(["clone", "-q", stage.server.path])
    for (name, value) in [("gpg.format", "ssh"), ("user.signingkey", path("key", stage))] {
      try other.git("config", name, value)
    }
    try stage.merge(["ord-1": Documents.order("ord-1", tier: "pro")])
    try await stage.apply()
    let behind = try await stage.botfleet("prove", in: other.path)
    #expect(behind.status == 1)
    let followed = try await stage.botfleet("prove", "--follow", in: other.path)
    #expect(followed.status == 0, "\(followed.answer)\(followed.people)")
    let tip = try stage.server.git("rev-parse", "main")
    #expect(try stage.server.git("notes", "--ref=botfleet/proofs", "list").contains(tip))
    #expect(try await stage.botfleet("prove", "--follow", "--revision", "HEAD").status == 64)
    #expect(try await stage.botfleet("prove", "--signers", "x").status == 64)
  }
}
