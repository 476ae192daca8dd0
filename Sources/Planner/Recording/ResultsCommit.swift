/// What the message of a results commit says, read back: `commitMessage` and `takeoverMessage` write what is read here.
///
/// Anybody may have written a message. So only the writers' own form is read, line by line, and whatever else there is makes it none.
public struct ResultsCommit: Hashable, Sendable {
  public let kind: Kind
  /// The numbers of the subject, in its order: `6 servers and 1 user created, 1 failed`.
  public let counts: [Count]
  /// The fleet's folder.
  public let folder: FleetFolder
  /// The rows, in their order.
  public let rows: [Row]
  /// How many changes the message has no room for.
  public let unlisted: Int
  /// What else the body says, a line each: what was not tried, what the look after the run saw.
  public let remarks: [String]
  /// The commit that the orders were read from; nil for a takeover.
  public let revision: String?
  /// Nil for a takeover.
  public let plan: Digest?
  /// Every order that was tried or whose result is written, sorted.
  public let orders: [OrderID]
  /// The orders whose changes the run held back, for nobody had reviewed them, sorted.
  public let heldBack: [OrderID]
  public let run: String?
  public let asOf: Day?
  /// The digest of a plan over a safety limit that was accepted.
  public let accepted: Digest?
  /// Why it was accepted.
  public let because: String?
  /// Whose lock was taken over: `broken, of ada@build-7, 4f2c…`.
  public let lockTookOver: String?
  public let pullRequests: [String]
  public let approvedBy: [String]
  /// The newest proof that there was, as the commit of notes that brought it, by its id; nil where there was none.
  public let proof: String?
  /// The tree of the results that the commit was made over; nil where there were none, and in histories of older versions.
  public let previousResults: String?

  /// Which of the two commits it is.
  public enum Kind: Hashable, Sendable {
    case run
    /// Results that had waited on a branch.
    case takeover(from: String)
  }

  /// A number of the subject and what is counted: `6` `servers created`.
  public struct Count: Hashable, Sendable {
    public let number: Int
    public let what: String

    public init(number: Int, what: String) { (self.number, self.what) = (number, what) }
  }

  /// What became of one change.
  public struct Row: Hashable, Sendable {
    /// `create`, `takeover`, `failed`; of a takeover of results the phase.
    public let word: String
    public let order: OrderID
    /// The rest: `memory 256MiB -> 512MiB`.
    public let told: String
  }

  /// Why a message is not that of a results commit.
  public struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
    /// In a few words: `its trailer Orders names an order twice`.
    public let description: String
  }

  /// Whether a subject claims to be that of a results commit.
  public static func isClaimed(by message: String) -> Bool { message.utf8.starts(with: "apply: ".utf8) }
}

extension ResultsCommit {
  /// Reads a message; says what is wrong with one that no version of botfleet writes.
  public init(_ message: String) throws(Fault) {
    guard message.utf8.last == UInt8(ascii: "\n"), !message.utf8.contains(UInt8(ascii: "\r")) else {
      throw Fault("its message does not end as one does that botfleet writes")
    }
    var paragraphs: [[Substring]] = [[]]
    for line in message.dropLast().split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty { paragraphs.append([]) } else { paragraphs[paragraphs.count - 1].append(line) }
    }
    guard (2...3).contains(paragraphs.count), paragraphs.allSatisfy({ !$0.isEmpty }), paragraphs[0].count == 1 else {
      throw Fault("its message has not the paragraphs of one that botfleet writes")
    }
    var trailers = try ResultsTrailers(paragraphs[paragraphs.count - 1])
    let folder = trailers.take(.fleet).map { FleetFolder($0) } ?? .usual
    let subject = try ResultsSubject(paragraphs[0][0], in: folder)
    (kind, counts, self.folder) = (subject.kind, subject.counts, folder)
    let body = try ResultsBody(paragraphs.count == 3 ? paragraphs[1] : [], of: subject.kind)
    (rows, unlisted, remarks) = (body.rows, body.unlisted, body.remarks)
    revision = trailers.take(.revision)
    plan = try trailers.take(.plan) { Digest($0) }
    orders = try trailers.orders()
    heldBack = try trailers.orders(.heldBack)
    run = trailers.take(.run)
    asOf = try trailers.take(.asOf) { Day($0) }
    accepted = try trailers.take(.accepted) { Digest($0) }
    because = trailers.take(.because)
    lockTookOver = trailers.take(.lockTookOver)
    pullRequests = trailers.takeAll(.pullRequest)
    approvedBy = trailers.takeAll(.approvedBy)
    proof = try trailers.take(.proof, objectID)
    previousResults = try trailers.take(.previousResults, objectID)
    switch kind {
    case .run:
      guard revision != nil, plan != nil else { throw Fault("it names no revision or no plan") }
    case .takeover:
      guard revision == nil, plan == nil, accepted == nil else {
        throw Fault("results that were taken over have no plan")
      }
    }
  }
}

/// The id of an object of git's, where the text is one.
private func objectID(_ text: String) -> String? {
  text.utf8.count == 40 && text.utf8.allSatisfy(isHexadecimal) ? text : nil
}

extension ResultsCommit.Fault {
  init(_ words: String) { description = words }
}
