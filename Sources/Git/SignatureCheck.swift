/// Finds out which commits are signed by keys that git itself trusts: those of `gpg.ssh.allowedSignersFile`, or of the
/// keyring.
public struct SignatureCheck: Sendable {
  let program: GitProgram
  let folder: String

  /// The check for a repository, through the `git` program.
  public init(for repository: Repository, through program: GitProgram) {
    // Only what was signed counts, not what somebody put in its place.
    self.program = program.at(repository).adding(["GIT_NO_REPLACE_OBJECTS": "1", "GIT_GRAFT_FILE": "/dev/null"])
    folder = repository.workTree ?? repository.gitDirectory
  }

  /// The newest of a commit's first parents, itself included, that has such a signature; nil where none of the newest
  /// `limit` has.
  ///
  /// A signed commit vouches for all of its files. A commit that somebody else appended must not take that back.
  public func newestTrusted(from tip: ObjectID, limit: Int) async throws(GitError) -> ObjectID? {
    let step = "checking the signatures of \(tip)"
    // `rev-list` has the same format, but reads no configuration for signatures.
    let answer = try await program.run(
      [
        "-c", "log.showSignature=false", "log", "--first-parent", "--max-count=\(limit)", "--no-patch", "--no-notes",
        "--format=tformat:%H %G?", tip.description,
      ], in: folder, step: step, within: .seconds(60))
    guard answer.status == 0 else { throw .signingFailed(stderr: answer.stderr) }
    for line in answer.output.split(separator: "\n") where line.hasSuffix(" G") {
      if let id = ObjectID(line.dropLast(2)) { return id }
    }
    return nil
  }

  /// What git says of the signatures of some commits.
  ///
  /// - Parameter trust: the allowed-signers file, whatever git is configured to.
  public func verdicts(
    on commits: [ObjectID], trusting trust: Trust
  ) async throws(GitError) -> [ObjectID: SignatureVerdict] {
    let scratch = try ScratchFolder(in: program.temporaryFolder)
    let file = try allowedSigners(trust, in: scratch)
    defer { withExtendedLifetime(scratch) {} }
    var pages = stride(from: 0, to: commits.count, by: Self.page).map { start in
      commits[start..<min(start + Self.page, commits.count)]
    }
    // For each signature, git starts ssh-keygen twice: several at once use the other processors.
    let answers = await withTaskGroup { group in
      var answers: [Result<[ObjectID: SignatureVerdict], GitError>] = []
      for _ in 0..<Self.atOnce {
        if let page = pages.popLast() { group.addTask { await attempt(page, file) } }
      }
      for await answer in group {
        answers.append(answer)
        if let page = pages.popLast() { group.addTask { await attempt(page, file) } }
      }
      return answers
    }
    var verdicts: [ObjectID: SignatureVerdict] = [:]
    for answer in answers { verdicts.merge(try answer.get()) { $1 } }
    return verdicts
  }

  private func attempt(
    _ page: ArraySlice<ObjectID>, _ file: String
  ) async -> Result<[ObjectID: SignatureVerdict], GitError> {
    do throws(GitError) { return .success(try await verdicts(on: page, file)) } catch { return .failure(error) }
  }

  private func verdicts(
    on page: ArraySlice<ObjectID>, _ file: String
  ) async throws(GitError) -> [ObjectID: SignatureVerdict] {
    let step = "checking the signatures of \(page.count) commits"
    let answer = try await program.run(
      [
        "-c", "gpg.ssh.allowedSignersFile=\(file)", "-c", "log.showSignature=false", "log", "--no-walk=unsorted",
        "--no-patch", "--no-notes",
        "--format=tformat:%H%x09%G?%x09%GF%x09%GS", "--stdin",
      ], in: folder, input: Array(page.map { "\($0)\n" }.joined().utf8), step: step, within: .seconds(900))
    guard answer.status == 0 else {
      // git gives up altogether where a commit has a signature that is none: which one is it?
      guard answer.stderr.contains("bad/incompatible signature") else { throw .signingFailed(stderr: answer.stderr) }
      guard page.count > 1 else { return [page[page.startIndex]: SignatureVerdict(state: .bad, key: "", signer: "")] }
      let middle = page.startIndex + page.count / 2
      return try await verdicts(on: page[..<middle], file).merging(try await verdicts(on: page[middle...], file)) { $1 }
    }
    var verdicts: [ObjectID: SignatureVerdict] = [:]
    for line in answer.output.split(separator: "\n") {
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard parts.count >= 4, let id = ObjectID(parts[0]) else { continue }
      verdicts[id] = SignatureVerdict(
        state: .init(letter: parts[1]), key: String(parts[2]), signer: parts[3...].joined(separator: "\t"))
    }
    return verdicts
  }

  private static let page = 50
  private static let atOnce = 4

  /// Whose signatures count.
  public enum Trust: Sendable {
    /// Those that an allowed-signers file names.
    case file(String)
    /// The same, by what such a file holds.
    case contents([UInt8])
  }
}

/// What git says of a commit's signature.
public struct SignatureVerdict: Hashable, Sendable {
  public let state: State
  /// The key's fingerprint, `SHA256:…`; empty where there is none.
  public let key: String
  /// Who signed, as the allowed-signers file or the key says it; empty where that is unknown.
  public let signer: String

  /// Whether a signature is there and counts.
  public enum State: Hashable, Sendable {
    /// By a key that is trusted.
    case good
    /// Intact, by a key that nobody trusts.
    case untrusted
    /// By a key that is expired or revoked.
    case expired
    /// Made over something else.
    case bad
    case none
    /// It cannot be checked here.
    case unchecked

    init(letter: some StringProtocol) {
      self =
        switch letter {
        case "G": .good
        case "U": .untrusted
        case "X", "Y", "R": .expired
        case "B": .bad
        case "N": .none
        default: .unchecked
        }
    }
  }

  public init(state: State, key: String, signer: String) {
    self.state = state
    self.key = key
    self.signer = signer
  }
}
