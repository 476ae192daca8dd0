import ChildPrograms
import Foundation
import Git
import GitServers
import RepositoryFixtures
import Testing

/// Commits are signed as git's own configuration says, and git itself finds the signatures good.
@Suite(.timeLimit(.minutes(20)))
struct SigningTests {
  let made: TemporaryRepository
  let first: ObjectID

  init() throws {
    made = try TemporaryRepository()
    first = try made.commit(["f": "1"], "first")
  }

  /// Writes a commit with whatever the repository's configuration asks for.
  private func write(_ environment: [String: String] = [:]) async throws -> ObjectID {
    let repository = try await made.open()
    let signer = try await Signer.find(for: repository, in: made.environment.merging(environment) { $1 })
    let draft = CommitDraft(
      parent: first, changes: ["r": .write(Array("2".utf8))], message: "results\n\nbody: ü\n\nKey: value\n", author: bot
    )
    guard case .made(let commit) = try await repository.write(draft, signedBy: signer) else {
      throw GitFailed(stderr: "nothing changed")
    }
    return commit
  }

  private func run(_ program: String, _ arguments: String..., environment: [String: String] = [:]) throws {
    let ended = try runProgram([program] + arguments, environment: made.environment.merging(environment) { $1 })
    guard ended.status == 0 else { throw GitFailed(stderr: "\(program) \(arguments): \(ended.complaint)") }
  }

  /// An ssh key that git trusts for the author; returns its public half.
  private func makeKey() throws -> String {
    let path = made.path + "/.git/key"
    try run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "bot", "-f", path)
    let line = try String(contentsOfFile: path + ".pub", encoding: .utf8).trimmingCharacters(in: .newlines)
    try "\(bot.email) \(line)\n".write(toFile: path + ".allowed", atomically: true, encoding: .utf8)
    try made.git("config", "gpg.ssh.allowedSignersFile", path + ".allowed")
    try made.git("config", "gpg.format", "ssh")
    try made.git("config", "commit.gpgsign", "true")
    return line
  }

  @Test func `Unless it is asked for, nothing is signed`() async throws {
    let commit = try await write()
    #expect(try !made.git("cat-file", "commit", "\(commit)").contains("gpgsig"))
  }

  @Test func `With an ssh key from a file, git verify-commit agrees`() async throws {
    _ = try makeKey()
    try made.git("config", "user.signingkey", made.path + "/.git/key")
    let commit = try await write()
    try made.git("verify-commit", "\(commit)")
    #expect(
      try made.git("log", "-1", "--format=%G? %an %ae %at %cn|%B", "\(commit)")
        == "G \(bot.name) \(bot.email) \(bot.time) \(bot.name)|results\n\nbody: ü\n\nKey: value\n")
    #expect(try made.git("rev-parse", "\(commit)^") == "\(first)" && made.git("show", "\(commit):r") == "2")
    try made.git("fsck", "--strict")
  }

  @Test func `With an ssh key that only an agent has, named literally, git verify-commit agrees`() async throws {
    let line = try makeKey()
    let agent = try KeyAgent(holding: made.path + "/.git/key")
    try FileManager.default.removeItem(atPath: made.path + "/.git/key")
    try made.git("config", "user.signingkey", "key::\(line)")
    let commit = try await write(["SSH_AUTH_SOCK": agent.socket])
    try made.git("verify-commit", "\(commit)")
  }

  @Test func `With a gpg key, git verify-commit agrees`() async throws {
    let home = "/tmp/gpg-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(
      atPath: home, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let environment = ["GNUPGHOME": home]
    defer {
      try? run("gpgconf", "--kill", "all", environment: environment)
      try? FileManager.default.removeItem(atPath: home)
    }
    try run(
      "gpg", "--batch", "--passphrase", "", "--quick-generate-key", "\(bot.name) <\(bot.email)>", "ed25519", "sign",
      "0",
      environment: environment)
    try made.git("config", "commit.gpgsign", "yes")
    try made.git("config", "user.signingkey", bot.email)
    let commit = try await write(environment)
    try run("git", "-C", made.path, "verify-commit", "\(commit)", environment: environment)
  }

  @Test func `A program in gpg.ssh.program, and settings from the environment, count as they do for git`() async throws
  {
    let line = try makeKey()
    try made.git("config", "--unset", "commit.gpgsign")
    try made.write("#!/bin/sh\ntouch \"$0.used\"\nexec ssh-keygen \"$@\"\n", to: ".git/signer")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: made.path + "/.git/signer")
    try made.git("config", "gpg.ssh.program", made.path + "/.git/signer")
    try made.git("config", "gpg.ssh.defaultKeyCommand", "echo \(made.path)/.git/key ignored; echo key::\(line)")
    try made.git("config", "user.signingkey", made.path + "/.git/key.pub")
    let commit = try await write([
      "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "commit.gpgsign", "GIT_CONFIG_VALUE_0": "true",
    ])
    #expect(made.read(".git/signer.used") != nil)
    try made.git("verify-commit", "\(commit)")
  }

  @Test func `A key that is gone is an error that says so, before and instead of a commit`() async throws {
    _ = try makeKey()
    try made.git("config", "user.signingkey", made.path + "/.git/nowhere")
    let repository = try await made.open()
    let signer = try #require(try await Signer.find(for: repository, in: made.environment))
    let failure = await #expect(throws: GitError.self) { try await signer.test(as: bot) }
    guard case .signingFailed(let said) = failure else { throw try #require(failure) }
    #expect(said.contains("nowhere"))
    await #expect(throws: GitError.self) { try await write() }
  }
}
