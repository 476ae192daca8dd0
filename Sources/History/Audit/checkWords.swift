import Git
import Planner

extension LineAudit {
  /// Looks for secrets and addresses that a commit brings into a document. What is found is not repeated.
  mutating func checkWords(of path: String, _ commit: CommitFacts, _ parent: ObjectID) async throws(GitError) {
    guard let after = try await history.document(at: path, of: commit.id) else { return }
    let before = try await history.document(at: path, of: parent) ?? []
    let old = Set(String(decoding: before, as: UTF8.self).split(separator: "\n"))
    let isSettings = path.hasSuffix("/fleet.yaml")
    for (number, line) in String(decoding: after, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false
    ).enumerated() {
      guard !old.contains(line) else { continue }
      if let what = secretKind(in: line) {
        find(.secret, commit, "line \(number + 1) has what looks like \(what)", at: path)
      } else if !isSettings, hasAddress(line) {
        // The settings name the author of results commits.
        find(.email, commit, "line \(number + 1) has an e-mail address", at: path)
      }
    }
  }

  /// Checks who signed the results commits.
  mutating func checkSignatures(
    _ request: AuditRequest, first: ObjectID?, _ check: SignatureCheck
  ) async throws(GitError) {
    guard !signed.isEmpty else { return }
    let trust: SignatureCheck.Trust
    if let file = request.signers {
      (trust, report.trust) = (.file(file), file)
    } else if let first, let (path, bytes) = try await signersFile(at: first) {
      (trust, report.trust) = (.contents(bytes), "\(path) as of \(String("\(first)".prefix(12)))")
    } else {
      report.unchecked[.noSigners] = signed.count
      return
    }
    let verdicts = try await check.verdicts(on: signed, trusting: trust)
    for id in signed {
      let facts = try await facts(of: id)
      guard let verdict = verdicts[id] else { continue }
      switch verdict.state {
      case .good:
        let isAddress = verdict.signer.contains("@") && !verdict.signer.contains { "*?,!".contains($0) }
        if isAddress, verdict.signer.lowercased() != facts.committer.email.lowercased() {
          find(
            .otherSigner, facts,
            "it is signed by \(verdict.signer) (\(verdict.key)), and committed by \(facts.committer.email)")
        }
      case .untrusted:
        find(.untrustedKey, facts, "it is signed by the key \(verdict.key), which no line of the file allows")
      case .expired: find(.untrustedKey, facts, "it is signed by the key \(verdict.key), which is expired or revoked")
      case .bad: find(.badSignature, facts, "its signature was made over something else")
      case .none: find(.unsigned, facts, "it has no signature")
      case .unchecked: report.unchecked[.signature, default: 0] += 1
      }
    }
  }

  /// The allowed-signers file that a commit has itself, at one of the usual places.
  private func signersFile(at commit: ObjectID) async throws(GitError) -> (String, [UInt8])? {
    for path in [
      "allowed_signers", ".allowed_signers", ".github/allowed_signers", ".gitsigners",
      "\(history.folder.path)/allowed_signers",
    ] {
      if let bytes = try await history.document(at: path, of: commit) { return (path, bytes) }
    }
    return nil
  }
}

/// What a line has that looks like a secret; nil for nothing.
func secretKind(in line: Substring) -> String? {
  // Nearly every line has no run of characters long enough, and patterns are slow.
  var (run, longest) = (0, 0)
  for byte in line.utf8 {
    run = isTokenByte(byte) ? run + 1 : 0
    longest = max(longest, run)
  }
  guard longest >= 20 || line.utf8.starts(with: "-----".utf8) || line.contains("PRIVATE KEY") else { return nil }
  for (kind, pattern) in secretPatterns() where line.contains(pattern) { return kind }
  return nil
}

private func isTokenByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"),
    UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"):
    true
  default: false
  }
}

private func secretPatterns() -> [(String, Regex<Substring>)] {
  [
    ("a Discord bot's token", /[A-Za-z0-9_-]{23,28}\.[A-Za-z0-9_-]{6,7}\.[A-Za-z0-9_-]{27,}/),
    ("a panel's key", /\b(?:ptl[ac]|plcn|papp|pacc)_[A-Za-z0-9]{20,}/),
    ("a forge's token", /\b(?:gh[pousr]_|github_pat_|glpat-|glcbt-)[A-Za-z0-9_-]{20,}/),
    ("a cloud's key", /\bAKIA[0-9A-Z]{16}\b/),
    ("a payment provider's key", /\b[sr]k_live_[A-Za-z0-9]{16,}/),
    ("a private key", /-----BEGIN [A-Z ]*PRIVATE KEY-----/),
    ("a Discord webhook", /discord(?:app)?\.com\/api\/webhooks\/[0-9]+\/[A-Za-z0-9_-]+/),
    ("a web token", /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/),
  ]
}

/// Whether a line has an e-mail address.
func hasAddress(_ line: Substring) -> Bool {
  guard line.utf8.contains(UInt8(ascii: "@")) else { return false }
  return line.contains(/[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}/)
}
