import ChildPrograms
import Foundation
import Git
import RepositoryFixtures

/// Two ssh keys, of which the fleet trusts one.
struct SigningKeys: Sendable {
  private let home: TemporaryRepository
  var bot: String { "\(home.path)/bot" }
  var other: String { "\(home.path)/other" }
  var allowed: String { "\(home.path)/allowed" }

  init() throws {
    home = try TemporaryRepository()
    for path in ["bot", "other"] {
      try home.program("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", path, "-f", "\(home.path)/\(path)"])
    }
    try "botfleet@example.com \(publicKey(of: bot))\n".write(toFile: allowed, atomically: true, encoding: .utf8)
  }

  func publicKey(of key: String) throws -> String {
    try String(contentsOfFile: "\(key).pub", encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}

extension FleetStory {
  /// Signs what runs commit from now on with a key.
  func sign(with key: String) async throws {
    try made.git("config", "gpg.format", "ssh")
    try made.git("config", "commit.gpgsign", "true")
    try made.git("config", "user.signingkey", "\(key).pub")
    signer = try await Signer.find(for: repository, in: made.environment)
  }
}

extension TemporaryRepository {
  /// Runs a program here; throws where it fails.
  func program(_ name: String, _ arguments: [String]) throws {
    let ended = try runProgram([name] + arguments, in: path)
    guard ended.status == 0 else { throw GitFailed(stderr: "\(name) \(arguments): \(ended.complaint)") }
  }
}
