import ChildPrograms
import Foundation
import Git
import History
import Planner
import RepositoryFixtures
import Testing

/// A proof is checked from git alone, and so is whether one was taken away.
@Suite(.timeLimit(.minutes(10)))
struct ProofTests {
  private let keys: ProofKeys

  init() throws { keys = try ProofKeys() }

  /// An order that was asked for and made.
  private func story() async throws -> FleetStory {
    let story = try await FleetStory()
    try await story.merge(["fleet/orders/ord-1.yaml": FleetStory.order("ord-1")], request: 11)
    try await story.apply(
      [story.result("ord-1")], rows: ["create    ord-1      tier starter on node 1 (203.0.113.7:25565)"],
      counts: "1 server created")
    return story
  }

  /// What somebody proves of a commit; `edited` makes it another thing.
  private func statement(
    of commit: ObjectID, in story: FleetStory, edited: (String) -> String = { $0 }
  ) async throws -> [UInt8] {
    let tree = try #require(try await story.repository.folder(at: "fleet", of: commit))
    let text = try story.made.git("show", "\(commit):fleet/results/01/ord-1.yaml") + "\n"
    let file = FleetFile(path: "fleet/results/01/ord-1.yaml", content: .bytes(Array(text.utf8)))
    let result = try #require(readResult(file, in: FleetListing([], in: "fleet")).value)
    let statement = ProofStatement(
      fleet: "codecraft", folder: .usual, commit: "\(commit)", tree: "\(tree)", panel: "https://panel.example.com",
      series: nil, at: Instant(seconds: Int(story.time)), live: LiveState(recorded: [result]).digest,
      counts: .init(orders: 1, waiting: 0, servers: 1, foreign: 0, phases: [.running: 1]), exceptions: [],
      tool: "botfleet 1")
    return Array(edited(String(decoding: statement.payload, as: UTF8.self)).utf8)
  }

  /// Signs it and writes it as the note of a commit.
  @discardableResult
  private func attach(
    _ payload: [UInt8], to commit: ObjectID, in story: FleetStory, by key: String? = nil,
    namespace: String = ProofStatement.namespace, signing other: [UInt8]? = nil,
    edited: (String) -> String = { $0 }
  ) async throws -> ObjectID {
    let signature = try keys.sign(
      SignedEnvelope.signedBytes(of: other ?? payload, as: ProofStatement.payloadType), by: key ?? keys.bot,
      in: namespace)
    let envelope = SignedEnvelope(
      payloadType: ProofStatement.payloadType, payload: payload,
      signatures: [.init(keyID: "SHA256:x", bytes: signature)])
    return try await note(edited(envelope.text), about: commit, in: story)
  }

  private func note(_ text: String, about commit: ObjectID, in story: FleetStory) async throws -> ObjectID {
    let old = try await story.repository.target(of: FleetFolder.usual.proofsRef)
    let who = Signature(name: "bot", email: "bot@example.com", time: story.time)
    let note = try await story.repository.annotate(
      commit, with: Array(text.utf8), over: old, message: "prove\n", by: who)
    try await story.repository.moveReference(FleetFolder.usual.proofsRef, from: old, to: note, because: "a test")
    return note
  }

  private func check(_ story: FleetStory, signers: String? = nil) async throws -> ProofReport {
    let program = try await GitProgram.find(in: story.made.environment)
    return try await story.history().verifyProof(
      of: story.tip!, signers: signers, signatures: SignatureCheck(for: story.repository, through: program))
  }

  @Test func `A proof that holds has no findings`() async throws {
    let story = try await story()
    try await attach(statement(of: story.tip!, in: story), to: story.tip!, in: story)
    let report = try await check(story, signers: keys.allowed)
    #expect(report.findings.isEmpty && report.unchecked.isEmpty, "\(report.findings)")
    #expect(report.signer?.hasPrefix("botfleet@example.com (SHA256:") == true && report.trust == keys.allowed)
    #expect(report.statement?.counts.servers == 1)
    let blind = try await check(story)
    #expect(blind.findings.isEmpty && blind.unchecked == [.noSigners])
  }

  @Test func `Whom to trust is in the commit, where nobody says it`() async throws {
    let story = try await FleetStory()
    try await story.merge(["fleet/orders/ord-1.yaml": FleetStory.order("ord-1")], request: 11)
    try await story.commit(["allowed_signers": keys.allowedText], "Keys (#12)")
    try await story.apply(
      [story.result("ord-1")], rows: ["create    ord-1      tier starter on node 1 (203.0.113.7:25565)"],
      counts: "1 server created")
    try await attach(statement(of: story.tip!, in: story), to: story.tip!, in: story)
    let report = try await check(story)
    #expect(report.findings.isEmpty && report.unchecked.isEmpty)
    #expect(report.trust?.hasPrefix("allowed_signers as of ") == true)
  }

  @Test func `A commit without a proof, and a clone without any`() async throws {
    let story = try await story()
    #expect(try await check(story, signers: keys.allowed).unchecked == [.noNotes])
    let before = try await story.repository.commit(story.tip!).parents[0]
    try await attach(statement(of: story.tip!, in: story), to: before, in: story)
    let report = try await check(story, signers: keys.allowed)
    #expect(report.findings.map(\.code) == [.missing] && report.unchecked.isEmpty)
  }

  /// How a statement is edited before it is signed, and what is found.
  static let edits: [(String, String, [ProofFinding.Code])] = [
    ("\"digest\":\"sha256:", "\"digest\":\"sha256:0", [.unreadable]), ("\"running\":1", "\"running\":2", [.differs]),
    ("\"servers\":1", "\"servers\":2", [.differs]), ("botfleet://proof/v1", "botfleet://proof/v9", [.unreadable]),
  ]

  @Test(arguments: edits)
  func `What a signed statement says and git does not bear out is found`(
    from: String, to: String, codes: [ProofFinding.Code]
  ) async throws {
    let story = try await story()
    let payload = try await statement(of: story.tip!, in: story) { $0.replacing(from, with: to, maxReplacements: 1) }
    try await attach(payload, to: story.tip!, in: story)
    #expect(try await check(story, signers: keys.allowed).findings.map(\.code) == codes)
  }

  @Test func `A digest that the records do not come to is found`() async throws {
    let story = try await story()
    let payload = try await statement(of: story.tip!, in: story) { text in
      let range = text.firstRange(of: /sha256:[0-9a-f]{64}/)!
      return text.replacingCharacters(in: range, with: "\(Digest(of: .string("x")))")
    }
    try await attach(payload, to: story.tip!, in: story)
    #expect(try await check(story, signers: keys.allowed).findings.map(\.code) == [.differs])
  }

  @Test func `The envelope of another commit is found, although its signature is good`() async throws {
    let story = try await story()
    let payload = try await statement(of: story.tip!, in: story)
    try await story.commit(["README.md": "hello"], "A page")
    try await attach(payload, to: story.tip!, in: story)
    #expect(try await check(story, signers: keys.allowed).findings.map(\.code) == [.otherSubject])
  }

  @Test func `A signature of another key, in git's namespace, or over other bytes, is found`() async throws {
    let story = try await story()
    let payload = try await statement(of: story.tip!, in: story)
    try await attach(payload, to: story.tip!, in: story, by: keys.other)
    #expect(try await check(story, signers: keys.allowed).findings.map(\.code) == [.untrustedKey])
    try await attach(payload, to: story.tip!, in: story, namespace: "git")
    #expect(try await check(story, signers: keys.allowed).findings.map(\.code) == [.otherNamespace])
    try await attach(payload, to: story.tip!, in: story, signing: payload + [0x20])
    #expect(try await check(story, signers: keys.allowed).findings.map(\.code) == [.badSignature])
    try await attach(payload, to: story.tip!, in: story) { text in
      text.replacing("\"sig\":\"", with: "\"sig\":\"AAAA", maxReplacements: 1)
    }
    #expect(try await check(story, signers: keys.allowed).findings.map(\.code) == [.badSignature])
  }

  @Test(arguments: [
    "", "hello", "{}", String(repeating: "[", count: 200_000), String(repeating: "{\"a\":", count: 200_000),
    "{\"payload\":7,\"payloadType\":[],\"signatures\":{}}",
    "{\"payload\":\"e30=\",\"payloadType\":\"application/vnd.in-toto+json\",\"signatures\":[{\"sig\":\"AQID\"}]}",
    "\u{feff}{}", "\u{0}",
  ])
  func `Whatever else somebody puts there is no proof, and says so`(text: String) async throws {
    let story = try await story()
    _ = try await note(text, about: story.tip!, in: story)
    let report = try await check(story, signers: keys.allowed)
    #expect(report.findings.map(\.code) == [.unreadable])
    #expect(report.findings.allSatisfy { $0.words.utf8.count < 300 })
  }

  @Test func `A note beyond all measure is not read`() async throws {
    let story = try await story()
    _ = try await note(String(repeating: " ", count: SignedEnvelope.largest + 1), about: story.tip!, in: story)
    #expect(try await check(story, signers: keys.allowed).findings.map(\.code) == [.unreadable])
  }

  /// A proof, and a results commit after it that names one.
  private func named(
    _ named: (FleetStory, ObjectID) async throws -> ObjectID = { $1 },
    edited: (String) -> String = { $0 }, then change: (FleetStory) async throws -> Void = { _ in }
  ) async throws -> AuditReport {
    let story = try await story()
    let note = try await attach(statement(of: story.tip!, in: story, edited: edited), to: story.tip!, in: story)
    let proof = try await named(story, note)
    try await story.apply(
      [story.result("ord-1", memory: "512MiB", change: "2")], rows: ["update    ord-1      memory 256MiB -> 512MiB"],
      counts: "1 server updated", more: ["Proof: \(proof)"])
    try await change(story)
    story.signer = nil
    return try await story.audit(signers: keys.allowed)
  }

  private func proofs(_ report: AuditReport) -> [String] { report.codes.filter { $0 != "unsigned" } }

  @Test func `A proof that a results commit names and that holds is no finding`() async throws {
    let report = try await named()
    #expect(proofs(report) == [], "\(report.findings.map(\.words))")
    #expect(report.unchecked.isEmpty)
  }

  @Test func `A named proof that was taken away is found`() async throws {
    let cut = try await named(then: { story in
      // The reference begins anew, without what was there.
      try story.made.git("update-ref", "-d", FleetFolder.usual.proofsRef)
      _ = try await note("{}", about: story.tip!, in: story)
    })
    #expect(proofs(cut) == ["proof-missing"])
    let gone = try await named(then: { try $0.made.git("update-ref", "-d", FleetFolder.usual.proofsRef) })
    #expect(proofs(gone) == [] && gone.unchecked[.proofs] == 1)
    let invented = try await named { story, _ in try await story.repository.commit(story.tip!).parents[0] }
    #expect(proofs(invented) == ["proof-missing"])
  }

  @Test func `A named proof that was replaced later is still there, and holds`() async throws {
    let report = try await named(then: { story in
      let first = try await story.repository.commit(story.tip!).parents[0]
      try await attach(statement(of: first, in: story), to: first, in: story)
    })
    #expect(proofs(report) == [] && report.unchecked.isEmpty, "\(report.findings.map(\.words))")
  }

  @Test func `A named proof that does not hold is found`() async throws {
    let report = try await named(edited: { $0.replacing("\"running\":1", with: "\"running\":2", maxReplacements: 1) })
    #expect(proofs(report) == ["bad-proof"])
  }
}

/// Two ssh keys, of which the fleet trusts one.
private struct ProofKeys {
  let home: TemporaryRepository
  var bot: String { "\(home.path)/bot" }
  var other: String { "\(home.path)/other" }
  var allowed: String { "\(home.path)/allowed" }
  let allowedText: String

  init() throws {
    home = try TemporaryRepository()
    for path in ["bot", "other"] {
      try Self.keygen(["-q", "-t", "ed25519", "-N", "", "-C", path, "-f", "\(home.path)/\(path)"])
    }
    let key = try String(contentsOfFile: "\(home.path)/bot.pub", encoding: .utf8)
    allowedText = "botfleet@example.com \(key)"
    try allowedText.write(toFile: "\(home.path)/allowed", atomically: true, encoding: .utf8)
  }

  func sign(_ bytes: [UInt8], by key: String, in namespace: String) throws -> [UInt8] {
    let file = "\(home.path)/\(UUID().uuidString)"
    try Data(bytes).write(to: URL(filePath: file))
    try Self.keygen(["-q", "-Y", "sign", "-f", key, "-n", namespace, file])
    return Array(try Data(contentsOf: URL(filePath: "\(file).sig")))
  }

  private static func keygen(_ arguments: [String]) throws {
    let ended = try runProgram(["ssh-keygen"] + arguments)
    guard ended.status == 0 else { throw GitFailed(stderr: "ssh-keygen \(arguments): \(ended.complaint)") }
  }
}
