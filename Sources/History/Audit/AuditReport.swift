public import Git
public import Planner

/// What an audit of a range of commits came to.
public struct AuditReport: Sendable {
  /// The commit that the range begins behind; nil where it begins with the history.
  public let from: ObjectID?
  public let to: ObjectID
  /// The fleet's folder.
  public let folder: FleetFolder
  /// How many commits of the branch's own line were looked at, and how many of them are results commits.
  public internal(set) var commits = 0
  public internal(set) var resultsCommits = 0
  /// How many commits changed documents.
  public internal(set) var documentCommits = 0
  /// Whom it trusted: the file's name, and where it came from.
  public internal(set) var trust: String?
  /// What is wrong, the oldest commit first.
  public internal(set) var findings: [AuditFinding] = []
  /// What went another way than by a pull request that somebody else approved, and why.
  public internal(set) var exceptions: [AuditException] = []
  /// What could not be looked at, with how many commits that concerns.
  public internal(set) var unchecked: [AuditGap: Int] = [:]

  init(from: ObjectID?, to: ObjectID, folder: FleetFolder) { (self.from, self.to, self.folder) = (from, to, folder) }
}

/// Something that is wrong.
public struct AuditFinding: Hashable, Sendable {
  public let code: Code
  /// Nil for what concerns a reference.
  public let commit: CommitFacts?
  /// The file that it is about, in the repository.
  public let path: String?
  /// What was found, in one sentence.
  public let words: String

  /// The kinds of findings.
  public enum Code: String, Hashable, Sendable, CaseIterable {
    case resultsByHand = "results-by-hand"
    case foreignChange = "foreign-change"
    case unreadableMessage = "unreadable-message"
    case proofMissing = "proof-missing"
    case badProof = "bad-proof"
    case ordersDiffer = "orders-differ"
    case rowDiffers = "row-differs"
    case countsDiffer = "counts-differ"
    case revisionMissing = "revision-missing"
    case revisionDiffers = "revision-differs"
    case digestDiffers = "digest-differs"
    case chainBroken = "chain-broken"
    case declaredDiffers = "declared-differs"
    case unsigned
    case badSignature = "bad-signature"
    case untrustedKey = "untrusted-key"
    case otherSigner = "other-signer"
    case wrongTime = "wrong-time"
    case noPullRequest = "no-pull-request"
    case notApproved = "not-approved"
    case unknownRequest = "unknown-request"
    case mergeDiffers = "merge-differs"
    case noReason = "no-reason"
    case unclearFiles = "unclear-files"
    case rewritten, substituted
    case secret
    case email

    /// What such a finding means, and what to do.
    public var meaning: String {
      switch self {
      case .resultsByHand: "a result was changed by something else than apply"
      case .foreignChange: "a results commit changes more than results"
      case .unreadableMessage: "a commit claims to be apply's and does not read like one"
      case .proofMissing: "a proof that a results commit names is not there any more"
      case .badProof: "a proof that a results commit names does not hold"
      case .ordersDiffer: "a results commit names other orders than it changes"
      case .rowDiffers: "a results commit says something else of an order than its result"
      case .countsDiffer: "a results commit counts something else than it lists"
      case .revisionMissing: "what was applied is not in the history before it"
      case .revisionDiffers: "a result names another revision than its commit"
      case .digestDiffers: "the plan's digest is not that of its changes"
      case .chainBroken: "results commits do not follow each other: one is missing, or was put in between"
      case .declaredDiffers: "a result has another tier than its order asked for"
      case .unsigned: "a results commit is not signed"
      case .badSignature: "a results commit was changed after it was signed"
      case .untrustedKey: "a results commit is signed by a key that is not trusted"
      case .otherSigner: "a results commit is signed by somebody else than its committer"
      case .wrongTime: "a commit's time cannot be true"
      case .noPullRequest: "documents were changed without a pull request, and nobody said why"
      case .notApproved: "a pull request was merged that nobody else approved"
      case .unknownRequest: "a commit names a pull request that it did not come by"
      case .mergeDiffers: "a merge has what neither of its sides has"
      case .noReason: "a limit was lifted, and nobody said why"
      case .unclearFiles: "a commit's files cannot be told: a name is there twice, or a tree cannot be read"
      case .rewritten: "the branch was moved to where commits of it are missing"
      case .substituted: "this clone shows something else in the place of commits"
      case .secret: "something that looks like a secret came in"
      case .email: "an e-mail address came in"
      }
    }
  }
}

/// A change that is listed rather than found fault with.
public struct AuditException: Hashable, Sendable {
  public let kind: Kind
  public let commit: CommitFacts
  /// The reason that was given; nil where none was.
  public let reason: String?
  /// Who approved it afterwards, where somebody did.
  public let approval: LaterApproval?

  /// An approval in a later commit's message, by somebody else than whoever wrote the change.
  public struct LaterApproval: Hashable, Sendable {
    public let commit: ObjectID
    public let by: Person
    public let at: Instant
  }

  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case intake, emergency
    case ownApproval = "own-approval"
    case acceptedLimit = "accepted-limit"
    case lockTakenOver = "lock-taken-over"

    public var meaning: String {
      switch self {
      case .intake: "came in by the intake, without a pull request"
      case .emergency: "an emergency, without a pull request"
      case .ownApproval: "approved by nobody but its author"
      case .acceptedLimit: "a plan over a safety limit was accepted"
      case .lockTakenOver: "another run's lock was taken over"
      }
    }
  }
}

/// What an audit cannot look at with what it has.
public enum AuditGap: String, Hashable, Sendable, CaseIterable {
  case noSigners = "no-signers"
  case proofs
  case signature
  case approval
  case digest
  case cutOff = "cut-off"
  case tooMany = "too-many"

  /// Why, and what helps.
  public var meaning: String {
    switch self {
    case .noSigners: "signatures: there is no allowed-signers file; name one with --signers"
    case .proofs:
      "proofs: this clone has none, for git fetches notes only by name; fetch them with git fetch origin 'refs/notes/botfleet/*:refs/notes/botfleet/*'"
    case .signature: "signatures of a kind that cannot be checked here, such as of keys that are in no keyring"
    case .approval: "approvals of pull requests that no results commit names: only the forge has them"
    case .digest: "plan digests: these plans had changes of which nothing is recorded (failed, deleted, or users)"
    case .tooMany: "commits that change more files than a fleet can have"
    case .cutOff: "the history before a shallow clone's end: fetch it with git fetch --unshallow"
    }
  }

  /// Whether it is the nature of what is recorded, so that no more can be had anywhere.
  public var isInherent: Bool { self == .digest }
}
