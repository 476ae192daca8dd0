import Git
import Planner

extension LineAudit {
  /// Checks the proofs that results commits name: each must be among those that this clone has, and hold.
  ///
  /// A commit of notes has all before it as its ancestors, so that the newest one stands for all.
  ///
  /// - Parameter line: the newest commit first.
  mutating func checkProofs(
    of line: [LineCommit], trusting trust: Trust?, _ check: SignatureCheck
  ) async throws(GitError) {
    // Each with the first that names it.
    var proofs: [(named: ObjectID, commit: CommitFacts)] = []
    for commit in line.reversed() {
      let facts = try await facts(of: commit.id)
      guard let named = facts.results?.proof.flatMap({ ObjectID($0) }), proofs.last?.named != named else { continue }
      proofs.append((named, facts))
    }
    guard !proofs.isEmpty else { return }
    guard let tip = try await history.proofsTip() else {
      report.unchecked[.proofs] = proofs.count
      return
    }
    // Whoever may push can put anything there: what is no commit has no line.
    let notes = (try? await history.repository.firstParents(from: tip, before: nil)) ?? []
    let held = Set(notes.map(\.id))
    var known = ReadResults()
    for (named, commit) in proofs {
      guard held.contains(named) else {
        find(
          .proofMissing, commit,
          "it names the proof \(short(named)), which is not among those of \(history.folder.proofsRef)")
        continue
      }
      guard let changed = try? await history.repository.notesChanged(by: named), changed.count == 1,
        let (about, blob) = changed.first, let blob
      else {
        find(.badProof, commit, "it names the proof \(short(named)), which does not bring one proof")
        continue
      }
      guard try await history.repository.has(about),
        (try? await history.repository.isAncestor(about, of: commit.id)) == true
      else {
        find(
          .badProof, commit, "the proof \(short(named)) is about \(short(about)), which is not in the history before it"
        )
        continue
      }
      var proof = ProofReport(commit: about)
      try await history.verify(blob, in: &proof, trusting: trust, check, reading: &known)
      note(proof, named, commit)
    }
  }

  private mutating func note(_ proof: ProofReport, _ named: ObjectID, _ commit: CommitFacts) {
    for finding in proof.findings {
      find(.badProof, commit, "the proof \(short(named)) of \(short(proof.commit)) does not hold: \(finding.words)")
    }
    for gap in proof.unchecked {
      switch gap {
      case .noNotes: report.unchecked[.proofs, default: 0] += 1
      case .noSigners: report.unchecked[.noSigners, default: 0] += 1
      case .signature: report.unchecked[.signature, default: 0] += 1
      }
    }
  }

  private func short(_ id: ObjectID) -> String { String("\(id)".prefix(12)) }
}
