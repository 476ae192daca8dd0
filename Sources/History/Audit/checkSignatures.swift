import Git
import Planner

extension LineAudit {
  /// Checks who signed the results commits.
  ///
  /// - Parameter told: how many were checked.
  mutating func checkSignatures(
    trusting trust: Trust?, _ check: SignatureCheck, _ told: (Int) -> Void
  ) async throws(GitError) {
    guard !signed.isEmpty else { return }
    guard let trust else {
      report.unchecked[.noSigners] = signed.count
      return
    }
    report.trust = trust.name
    var verdicts: [ObjectID: SignatureVerdict] = [:]
    for first in stride(from: 0, to: signed.count, by: 400) {
      told(first)
      let some = Array(signed[first..<min(first + 400, signed.count)])
      verdicts.merge(try await check.verdicts(on: some, trusting: trust.signers)) { $1 }
    }
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
}
