import ChildPrograms
import Foundation
import Git
import GitServers
import RepositoryFixtures
import Testing

/// Bytes are signed by the ssh key that git signs with, and ssh-keygen itself finds the signatures good.
@Suite(.timeLimit(.minutes(20)))
struct MessageSigningTests {
  let made: TemporaryRepository
  let message = Array("a message\n".utf8)

  init() throws {
    made = try TemporaryRepository()
    try made.commit(["f": "1"], "first")
    try made.git("config", "gpg.format", "ssh")
    for name in ["key", "other"] {
      try keygen("-q", "-t", "ed25519", "-N", "", "-C", name, "-f", path(name))
    }
    try made.git("config", "user.signingkey", path("key.pub"))
  }

  private func path(_ name: String) -> String { "\(made.path)/.git/\(name)" }

  private func publicKey(_ name: String = "key") throws -> String {
    try String(contentsOfFile: path("\(name).pub"), encoding: .utf8).trimmingCharacters(in: .newlines)
  }

  @discardableResult
  private func keygen(_ arguments: String..., input: [UInt8] = []) throws -> Int32 {
    try runProgram(["ssh-keygen"] + arguments, environment: made.environment, input: input).status
  }

  private func sign(_ environment: [String: String] = [:]) async throws -> SSHSigner.Signed {
    let signer = try await SSHSigner.find(
      for: try await made.open(), in: made.environment.merging(environment) { $1 })
    return try await signer.sign(message, in: "some-proof")
  }

  private func verdict(
    on bytes: [UInt8]? = nil, _ signature: [UInt8], allowing lines: String, at time: Int64 = 1_795_000_000,
    in namespace: String = "some-proof"
  ) async throws -> SignatureVerdict {
    let program = try await GitProgram.find(in: made.environment)
    return try await SignatureCheck(for: try await made.open(), through: program).verdict(
      on: bytes ?? message, signature: signature, in: namespace, trusting: .contents(Array(lines.utf8)), at: time)
  }

  @Test func `ssh-keygen finds it good, in this namespace and no other`() async throws {
    let signed = try await sign()
    try Data(signed.signature).write(to: URL(filePath: path("sig")))
    try "bot@example.com \(publicKey())\n".write(toFile: path("allowed"), atomically: true, encoding: .utf8)
    func verify(_ namespace: String, _ bytes: [UInt8]) throws -> Int32 {
      try keygen(
        "-Y", "verify", "-f", path("allowed"), "-I", "bot@example.com", "-n", namespace, "-s", path("sig"), input: bytes
      )
    }
    #expect(try verify("some-proof", message) == 0)
    #expect(try verify("git", message) != 0)
    #expect(try verify("some-proof", message + [0x20]) != 0)
    #expect(SSHSignature(armored: signed.signature)?.namespace == "some-proof")
    #expect(signed.fingerprint.hasPrefix("SHA256:"))
  }

  @Test func `Whose it is, is what the file of allowed signers says`() async throws {
    let signed = try await sign()
    let key = try publicKey()
    let good = try await verdict(signed.signature, allowing: "bot@example.com \(key)\n")
    #expect(good == SignatureVerdict(state: .good, key: signed.fingerprint, signer: "bot@example.com"))
    func state(_ lines: String, at time: Int64 = 1_795_000_000) async throws -> SignatureVerdict.State {
      try await verdict(signed.signature, allowing: lines, at: time).state
    }
    #expect(try await state("") == .untrusted)
    #expect(try await state("bot@example.com \(publicKey("other"))\n") == .untrusted)
    #expect(try await state("bot@example.com namespaces=\"git\" \(key)\n") == .untrusted)
    #expect(try await state("bot@example.com namespaces=\"git,some-proof\" \(key)\n") == .good)
    #expect(try await state("bot@example.com valid-before=\"20261101\" \(key)\n", at: 1_795_000_000) == .untrusted)
    #expect(try await state("bot@example.com valid-before=\"20261101\" \(key)\n", at: 1_790_000_000) == .good)
  }

  @Test func `A signature over something else, in another namespace, or that is none, is bad`() async throws {
    let signed = try await sign()
    let lines = "bot@example.com \(try publicKey())\n"
    #expect(try await verdict(on: [1], signed.signature, allowing: lines).state == .bad)
    #expect(try await verdict(signed.signature, allowing: lines, in: "git").state == .bad)
    #expect(try await verdict([], allowing: lines).state == .bad)
    #expect(try await verdict(Array("-----BEGIN SSH SIGNATURE-----\n".utf8), allowing: lines).state == .bad)
  }

  @Test func `A key that an agent has is named literally, also by a command`() async throws {
    let line = try publicKey()
    let agent = try KeyAgent(holding: path("key"))
    try FileManager.default.removeItem(atPath: path("key"))
    try made.git("config", "user.signingkey", "key::\(line)")
    let literal = try await sign(["SSH_AUTH_SOCK": agent.socket])
    try made.git("config", "--unset", "user.signingkey")
    try made.git("config", "gpg.ssh.defaultKeyCommand", "echo 'key::\(line)'")
    #expect(try await sign(["SSH_AUTH_SOCK": agent.socket]).fingerprint == literal.fingerprint)
  }

  @Test func `Without an ssh key it is said what to configure, and a key that is gone is an error`() async throws {
    try made.git("config", "user.signingkey", path("nowhere.pub"))
    await #expect(throws: SigningFailure.self) { try await sign() }
    try made.git("config", "--unset", "user.signingkey")
    await #expect(throws: SigningFailure.noKey(.notSet)) { try await sign() }
    try made.git("config", "--unset", "gpg.format")
    await #expect(throws: SigningFailure.noKey(.otherFormat("openpgp"))) { try await sign() }
  }

  @Test(arguments: [
    "", "-----BEGIN SSH SIGNATURE-----\n-----END SSH SIGNATURE-----\n",
    "-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n",
    "-----BEGIN SSH SIGNATURE-----\nU1NIU0lHAAAAAf////8=\n-----END SSH SIGNATURE-----\n",
    "-----BEGIN SSH SIGNATURE-----\n%%%\n-----END SSH SIGNATURE-----\n",
  ])
  func `What is no ssh signature is not read as one`(text: String) {
    #expect(SSHSignature(armored: Array(text.utf8)) == nil)
  }
}
