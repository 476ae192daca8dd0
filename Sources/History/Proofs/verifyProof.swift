public import Git
import Planner

extension FleetHistory {
  /// Checks the proof of a commit, from git alone.
  ///
  /// - Parameter signers: an allowed-signers file from outside; nil takes the one that the commit has.
  public func verifyProof(
    of commit: ObjectID, signers: String?, signatures check: SignatureCheck
  ) async throws(HistoryFailure) -> ProofReport {
    try await attempt { () throws(GitError) in
      var report = ProofReport(commit: commit)
      guard let tip = try await proofsTip() else {
        report.unchecked.append(.noNotes)
        return report
      }
      guard let notes = try? await repository.notes(about: commit, at: tip) else {
        report.find(.unreadable, "\(folder.proofsRef) is \(tip), which is no commit of notes")
        return report
      }
      guard let note = notes.first else {
        report.find(.missing, "there is no proof of \(commit)")
        return report
      }
      report.note = tip
      if notes.count > 1 {
        report.find(.several, "git has \(notes.count) notes about it, which a reader takes for one")
      }
      var known = ReadResults()
      let trust = try await trust(signers, asOf: commit)
      try await verify(note.id, in: &report, trusting: trust, check, reading: &known)
      return report
    }
  }

  /// The newest commit of the fleet's proofs; nil where this clone has none.
  func proofsTip() async throws(GitError) -> ObjectID? { try await repository.target(of: folder.proofsRef) }

  /// Checks one envelope against the commit that the report is about.
  func verify(
    _ blob: ObjectID, in report: inout ProofReport, trusting trust: Trust?, _ check: SignatureCheck,
    reading known: inout ReadResults
  ) async throws(GitError) {
    let bytes: [UInt8]
    do throws(GitError) {
      guard let found = try await repository.bytes(ofNote: blob, limit: SignedEnvelope.largest) else {
        return report.find(.unreadable, "it is larger than \(SignedEnvelope.largest) bytes")
      }
      bytes = found
    } catch {
      // A note may be anything that git can name: another repository's commit, say.
      return report.find(.unreadable, "it cannot be read: \(error)")
    }
    let (envelope, statement): (SignedEnvelope, ProofStatement)
    do throws(ProofFault) {
      envelope = try SignedEnvelope(bytes)
      statement = try ProofStatement(envelope)
    } catch {
      return report.find(.unreadable, "\(error)")
    }
    report.statement = statement
    try await checkSignature(of: envelope, at: statement.at, in: &report, trusting: trust, check)
    guard try await isAbout(statement, &report) else { return }
    try await checkState(statement, &report, reading: &known)
  }

  /// Whether the statement is about the commit, the fleet and the tree that it is attached to.
  private func isAbout(_ statement: ProofStatement, _ report: inout ProofReport) async throws(GitError) -> Bool {
    guard statement.commit == "\(report.commit)" else {
      report.find(.otherSubject, "it is about the commit \(statement.commit)")
      return false
    }
    guard statement.folder == folder else {
      report.find(
        .otherSubject, "it is about the fleet in \(escapedForDisplay(statement.folder.path, upTo: 100))")
      return false
    }
    let tree = try await repository.folder(at: folder.path, of: report.commit)
    guard let tree, statement.tree == "\(tree)" else {
      report.find(
        .otherSubject, "it names the tree \(statement.tree), and the commit has \(tree.map { "\($0)" } ?? "none")")
      return false
    }
    return true
  }

  /// Whether what is recorded at the commit comes to the digest and the counts of the statement.
  private func checkState(
    _ statement: ProofStatement, _ report: inout ProofReport, reading known: inout ReadResults
  ) async throws(GitError) {
    let results: [OrderResult]
    switch try await known.all(of: report.commit, in: self) {
    case .success(let all): results = all
    case .failure(let unreadable):
      return report.find(
        .differs, "the result of \(unreadable.order) cannot be read, so nobody can compute its digest")
    }
    let recorded = LiveState(recorded: results)
    if recorded.digest != statement.live {
      report.find(
        .differs, "its live state is \(statement.live), and what the commit records comes to \(recorded.digest)")
    }
    let phases = Dictionary(recorded.servers.map { ($0.phase, 1) }, uniquingKeysWith: +)
    let isCounted = OrderResult.Phase.allCases.allSatisfy { (phases[$0] ?? 0) == (statement.counts.phases[$0] ?? 0) }
    if !isCounted || statement.counts.servers != recorded.servers.count {
      report.find(
        .differs,
        "it counts \(statement.counts.servers) servers otherwise than the commit records \(recorded.servers.count)")
    }
  }

  /// Whether one of its signatures is good, in the namespace of proofs, and by somebody who is trusted.
  private func checkSignature(
    of envelope: SignedEnvelope, at time: Instant, in report: inout ProofReport, trusting trust: Trust?,
    _ check: SignatureCheck
  ) async throws(GitError) {
    report.trust = trust?.name
    var faults: [ProofFinding] = []
    for signature in envelope.signatures {
      guard let said = SSHSignature(armored: signature.bytes) else {
        faults.append(ProofFinding(code: .badSignature, words: "its signature is not one of ssh"))
        continue
      }
      guard said.namespace == ProofStatement.namespace else {
        faults.append(
          ProofFinding(
            code: .otherNamespace,
            words:
              "its signature is in the namespace \(escapedForDisplay(said.namespace, upTo: 80)), not \(ProofStatement.namespace)"
          ))
        continue
      }
      let verdict = try await check.verdict(
        on: envelope.signedBytes, signature: signature.bytes, in: ProofStatement.namespace,
        trusting: trust?.signers ?? .contents([]), at: Int64(time.seconds))
      switch verdict.state {
      case .good:
        report.signer = "\(verdict.signer) (\(verdict.key))"
        return
      case .bad, .none:
        faults.append(ProofFinding(code: .badSignature, words: "its signature was made over something else"))
      case .untrusted, .expired:
        guard trust != nil else {
          report.unchecked.append(.noSigners)
          continue
        }
        faults.append(
          ProofFinding(
            code: .untrustedKey,
            words:
              "it is signed by the key \(verdict.key), which no line of the file allows in the namespace \(ProofStatement.namespace) at \(time)"
          ))
      case .unchecked: report.unchecked.append(.signature)
      }
    }
    report.findings += faults
  }
}
