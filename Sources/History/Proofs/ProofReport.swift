public import Git
public import Planner

/// What checking one proof came to, from git alone.
public struct ProofReport: Sendable {
  /// The commit that it should be about.
  public let commit: ObjectID
  /// The commit of notes that brought it; nil where there is none.
  public internal(set) var note: ObjectID?
  /// What it says; nil where it cannot be read.
  public internal(set) var statement: ProofStatement?
  /// Whose signature it has: as the allowed-signers file names them, and the key.
  public internal(set) var signer: String?
  /// Whom the check trusted, and where that came from.
  public internal(set) var trust: String?
  /// What is wrong.
  public internal(set) var findings: [ProofFinding] = []
  /// What could not be looked at.
  public internal(set) var unchecked: [ProofGap] = []

  init(commit: ObjectID) { self.commit = commit }

  mutating func find(_ code: ProofFinding.Code, _ words: String) {
    findings.append(ProofFinding(code: code, words: words))
  }
}

/// Something that is wrong with a proof.
public struct ProofFinding: Hashable, Sendable {
  public let code: Code
  /// What was found, in one sentence.
  public let words: String

  public enum Code: String, Hashable, Sendable, CaseIterable {
    case missing = "no-proof"
    case several = "several-notes"
    case unreadable = "unreadable-proof"
    case otherSubject = "other-subject"
    case otherNamespace = "other-namespace"
    case badSignature = "bad-signature"
    case untrustedKey = "untrusted-key"
    case differs = "state-differs"
  }
}

/// What keeps a proof from being checked as a whole.
public enum ProofGap: String, Hashable, Sendable, CaseIterable {
  case noNotes = "no-notes"
  case noSigners = "no-signers"
  case signature

  /// Why, and what helps.
  public func meaning(for folder: FleetFolder) -> String {
    switch self {
    case .noNotes:
      "this clone has no proofs, for git fetches notes only by name; fetch them with: git fetch origin \(folder.proofsRef):\(folder.proofsRef)"
    case .noSigners: "the signature: there is no allowed-signers file; name one with --signers"
    case .signature: "the signature: there is no ssh-keygen that can check it"
    }
  }
}
