import FoundationEssentials
public import Logging

/// Signs bytes with the ssh key that git signs with, in a namespace of the caller's: what is signed is no commit, and cannot be taken for one.
///
/// The key is found as git finds it: `gpg.format` is `ssh`, and `user.signingKey` or `gpg.ssh.defaultKeyCommand` names a file or, literally,
/// a key that an agent holds. `gpg.ssh.program` makes the signature, `ssh-keygen` unless it is set.
public struct SSHSigner: Sendable {
  private let program: GitProgram
  private let folder: String
  private let keygen: String
  private let key: Key

  fileprivate enum Key: Sendable {
    /// A path; its private half is there, or an agent has it.
    case file(String)
    /// `ssh-ed25519 AAAA…`: an agent has the private half.
    case literal(String)
  }

  /// A signature, and whose it is.
  public struct Signed: Hashable, Sendable {
    /// Armored, as `ssh-keygen -Y verify` reads it.
    public let signature: [UInt8]
    /// `SHA256:…`.
    public let fingerprint: String
  }

  private static let limit = Duration.seconds(60)

  /// The signer that git's configuration names for a repository.
  public static func find(
    for repository: Repository, in environment: [String: String], log: Logger = .silent
  ) async throws(SigningFailure) -> SSHSigner {
    let program: GitProgram
    do throws(GitError) { program = try await GitProgram.find(in: environment, log: log).at(repository) } catch {
      throw .git(error)
    }
    let folder = repository.workTree ?? repository.gitDirectory
    func setting(_ name: String) async throws(SigningFailure) -> String? {
      do throws(GitError) {
        let answer = try await program.run(
          ["config", "--type=path", "--get", name], in: folder, step: "reading \(name)", within: limit)
        guard answer.status == 0 else { return nil }
        let value = answer.output.hasSuffix("\n") ? String(answer.output.dropLast()) : answer.output
        return value.isEmpty ? nil : value
      } catch { throw .git(error) }
    }
    let format = try await setting("gpg.format") ?? "openpgp"
    guard format == "ssh" else { throw .noKey(.otherFormat(format)) }
    let keygen = try await setting("gpg.ssh.program") ?? "ssh-keygen"
    if let name = try await setting("user.signingkey") {
      return SSHSigner(program: program, folder: folder, keygen: keygen, key: Key(name))
    }
    guard let command = try await setting("gpg.ssh.defaultkeycommand") else { throw .noKey(.notSet) }
    let output: GitAnswer
    do throws(GitError) {
      output = try await program.runBeside(
        "/bin/sh", ["-c", command], in: folder, step: "running gpg.ssh.defaultKeyCommand", within: limit)
    } catch { throw .git(error) }
    let line = String(output.output.prefix { $0 != "\n" })
    guard output.status == 0, Key.isLiteral(line) else { throw .noKey(.noneByDefault(stderr: output.stderr)) }
    return SSHSigner(program: program, folder: folder, keygen: keygen, key: Key(line))
  }

  /// Signs bytes, and looks that the signature is good.
  public func sign(_ bytes: [UInt8], in namespace: String) async throws(SigningFailure) -> Signed {
    do throws(GitError) {
      let scratch = try ScratchFolder(in: program.temporaryFolder)
      defer { withExtendedLifetime(scratch) {} }
      let message = try scratch.write(bytes, as: "message")
      var options = ["-Y", "sign", "-n", namespace, "-f"]
      switch key {
      case .file(let path): options.append(path)
      case .literal(let line): options += [try scratch.write(Array("\(line)\n".utf8), as: "key"), "-U"]
      }
      // From a file, as git does it: a program in the place of ssh-keygen may know no other way.
      let made = try await program.runBeside(
        keygen, options + [message], in: folder, step: "signing", within: Self.limit)
      guard made.status == 0, let data = FileManager.default.contents(atPath: "\(message).sig") else {
        throw GitError.signingFailed(stderr: made.stderr)
      }
      let tested = try await program.runBeside(
        "ssh-keygen", ["-Y", "check-novalidate", "-n", namespace, "-s", "\(message).sig"], in: folder, input: bytes,
        step: "checking the signature", within: Self.limit)
      guard tested.status == 0, let key = fingerprint(in: tested.output) else {
        throw GitError.signingFailed(stderr: tested.stderr)
      }
      return Signed(signature: Array(data), fingerprint: key)
    } catch {
      if case .signingFailed(let stderr) = error { throw .failed(stderr: stderr) }
      throw .git(error)
    }
  }
}

extension SSHSigner.Key {
  /// Reads what git takes as a key: a path, or `key::ssh-…` and `ssh-…` literally.
  fileprivate init(_ text: String) {
    self = Self.isLiteral(text) ? .literal(text.hasPrefix("key::") ? String(text.dropFirst(5)) : text) : .file(text)
  }

  fileprivate static func isLiteral(_ text: String) -> Bool { text.hasPrefix("ssh-") || text.hasPrefix("key::") }
}

/// The fingerprint that ssh-keygen names: `… with ED25519 key SHA256:…`.
func fingerprint(in output: String) -> String? {
  output.split(whereSeparator: \.isWhitespace).first { $0.hasPrefix("SHA256:") }.map(String.init)
}

/// Why nothing was signed.
public enum SigningFailure: Error, Hashable, Sendable {
  case noKey(Missing)
  /// The program that signs failed; what it wrote.
  case failed(stderr: String)
  case git(GitError)

  /// What git's configuration lacks.
  public enum Missing: Hashable, Sendable {
    /// `gpg.format` is not `ssh`.
    case otherFormat(String)
    /// Neither `user.signingKey` nor `gpg.ssh.defaultKeyCommand` is set.
    case notSet
    /// The command named no key.
    case noneByDefault(stderr: String)
  }
}

extension SigningFailure: CustomStringConvertible {
  /// What happened, and what to do.
  public var description: String {
    switch self {
    case .noKey(.otherFormat(let format)):
      "git is not configured to sign with ssh (gpg.format is \(format)); run: git config gpg.format ssh && git config user.signingKey FILE, where FILE is the public key of whoever signs here"
    case .noKey(.notSet):
      "git knows no ssh key to sign with; run: git config user.signingKey FILE, where FILE is the public key of whoever signs here"
    case .noKey(.noneByDefault(let stderr)):
      "gpg.ssh.defaultKeyCommand names no ssh key\(stderr.isEmpty ? "" : ": ")\(stderr)"
    case .failed(let stderr):
      "the ssh key that git is configured with could not sign: \(stderr.isEmpty ? "the program gave no reason" : stderr)"
    case .git(let error): error.description
    }
  }
}
