public import Git
public import Planner

/// What to prove, and how.
public struct ProofRequest: Sendable {
  public let subject: Subject
  /// The branch whose remote gets the proof, and that is followed; nil chooses it as `apply` does.
  public let branch: String?
  public let pushing: Pushing
  /// The program that says so: `botfleet 1.4.0`.
  public let tool: String
  public let now: @Sendable () -> Instant
  /// Waits before the next try at the remote, a little longer each time.
  public let pause: @Sendable (_ tries: Int) async -> Void

  /// Which commit it is about.
  public enum Subject: Hashable, Sendable {
    case head
    case revision(String)
    /// The branch's tip at its remote.
    case followedTip
  }

  public init(
    _ subject: Subject, branch: String?, pushing: Pushing, tool: String, now: @escaping @Sendable () -> Instant,
    pause: @escaping @Sendable (_ tries: Int) async -> Void
  ) {
    (self.subject, self.branch, self.pushing, self.tool) = (subject, branch, pushing, tool)
    (self.now, self.pause) = (now, pause)
  }
}

/// What was seen when somebody asked for a proof.
public struct Proof: Sendable {
  /// The commit that it is about.
  public let commit: ObjectID
  /// The tree of the fleet's folder there.
  public let tree: ObjectID
  public let judgement: ProofJudgement
  /// The problems of the documents.
  public let diagnostics: [Diagnostic]
  /// Nil where nothing was proven, and so nothing written.
  public let written: Written?

  /// A proof that is kept.
  public struct Written: Sendable {
    public let statement: ProofStatement
    /// The fingerprint of the key that signed it.
    public let key: String
    /// The commit of notes that brings it.
    public let note: ObjectID
    public let ref: String
    public let place: Place
  }

  /// Where a proof is kept.
  public enum Place: Sendable {
    /// The remote was asked and has it.
    case pushed(remote: String)
    /// It was not to be pushed, or there is no remote.
    case local
    /// The remote did not accept it; it is in this clone.
    case refused(remote: String, why: String)
    /// The remote could not be reached; it is in this clone.
    case unpushed(GitError)
  }
}

/// Why nobody can say whether there is something to prove. Nothing was written.
public enum ProofFailure: Error, Sendable {
  case apply(ApplyFailure)
  case signing(SigningFailure)
}

extension Proof {
  /// What it means.
  public var meaning: RunEnd {
    guard judgement.differences.isEmpty else { return .faulty }
    guard let written else { return .unreachable }
    switch written.place {
    case .pushed, .local: return .done
    case .refused, .unpushed: return .incomplete
    }
  }
}

extension Proof.Place {
  /// Whether the remote has it.
  public var isAtRemote: Bool {
    switch self {
    case .pushed: true
    case .local, .refused, .unpushed: false
    }
  }
}
