public import Git
public import Planner

/// Somebody whom a commit names.
public struct Person: Hashable, Sendable {
  public let name: String
  public let email: String

  public init(name: String, email: String) { (self.name, self.email) = (name, email) }

  init(_ signature: Signature) { self.init(name: signature.name, email: signature.email) }

  /// Whether a name or login that a forge or a trailer has means this person, as far as that can be told.
  func isCalled(_ text: String) -> Bool {
    let text = text.lowercased()
    let (name, email) = (self.name.lowercased(), self.email.lowercased())
    guard !text.isEmpty else { return false }
    if text == name || text == email || text.contains("<\(email)>") { return true }
    let local = String(email.prefix { $0 != "@" })
    // GitHub's addresses that hide others: `1234+login@users.noreply.github.com`.
    let login = local.split(separator: "+").last.map(String.init) ?? local
    return text == local || text == login
  }
}

/// What a commit on the branch's line is, without its files.
public struct CommitFacts: Hashable, Sendable {
  public let id: ObjectID
  /// When it was committed, as it says.
  public let at: Instant
  /// When its change was written, as it says.
  public let authoredAt: Instant
  public let author: Person
  public let committer: Person
  public let subject: String
  public let parents: [ObjectID]
  /// How its changes of documents came to the branch.
  public let origin: Origin
  /// What it says as a results commit; nil where it is none.
  public let results: ResultsCommit?
  /// Why it is none although its subject claims it.
  public let fault: ResultsCommit.Fault?

  /// How changes of documents came to the branch.
  public struct Origin: Hashable, Sendable {
    /// The number of the pull request that the message names.
    public let request: Int?
    public let isMerge: Bool
    /// Who wrote what was merged; of a commit that merges nothing, its author.
    public let asker: Person
    /// Who approved it, as the message's own trailers say.
    public let approvals: [String]
    /// Why there was no pull request, where somebody said so.
    public let reason: Reason?
    /// The commits that it approves afterwards (`Approves: 4f2c1ab`), by the first digits of their ids.
    public let approves: [String]

    /// What a trailer of the message gives as a reason: `Emergency: the node is on fire`.
    public struct Reason: Hashable, Sendable {
      public let kind: Kind
      public let text: String

      public enum Kind: String, Hashable, Sendable, CaseIterable { case intake, emergency }
    }
  }

  /// - Parameter merged: who wrote the tip of what it merges.
  init(_ commit: Commit, in folder: FleetFolder, merged: Person?) {
    id = commit.id
    at = Instant(seconds: Int(commit.committer.time))
    authoredAt = Instant(seconds: Int(commit.author.time))
    (author, committer) = (Person(commit.author), Person(commit.committer))
    subject = String(commit.message.prefix { $0 != "\n" })
    parents = commit.parents
    let trailers = commit.trailers
    let approvals = trailers.filter { ["reviewed-by", "approved-by", "acked-by"].contains($0.key.lowercased()) }
    let reason = Origin.Reason.Kind.allCases.compactMap { kind -> Origin.Reason? in
      let found = trailers.first {
        $0.key.lowercased() == kind.rawValue && $0.value.contains { !$0.isWhitespace }
      }
      return found.map { Origin.Reason(kind: kind, text: $0.value) }
    }.first
    let approves = trailers.filter { $0.key.lowercased() == "approves" }.map { $0.value.lowercased() }
    var (results, fault): (ResultsCommit?, ResultsCommit.Fault?)
    if ResultsCommit.isClaimed(by: commit.message) {
      do throws(ResultsCommit.Fault) { results = try ResultsCommit(commit.message) } catch let why { fault = why }
      // Another fleet of the repository has its own.
      if let found = results, found.folder != folder { results = nil }
    }
    (self.results, self.fault) = (results, fault)
    origin = Origin(
      request: results == nil ? requestNumber(in: commit.message) : nil, isMerge: commit.parents.count > 1,
      asker: merged ?? Person(commit.author), approvals: results == nil ? approvals.map(\.value) : [], reason: reason,
      approves: approves.filter { (7...64).contains($0.utf8.count) && $0.allSatisfy { $0.isASCII && $0.isHexDigit } })
  }
}
