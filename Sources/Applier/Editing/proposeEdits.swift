public import Git
public import Planner

/// Documents edited on top of a commit, and what would come of it. Nothing is written to any branch.
public struct EditProposal: Sendable {
  /// The commit that the edits follow.
  public let tip: ObjectID
  /// The documents, in the order of the request.
  public let edits: [OrderDocumentEdit]
  /// Problems that the fleet would have only with the edits; an error among them forbids them.
  public let problems: [Diagnostic]
  /// Where the orders stand with the edits in them; nil where the fleet cannot be read.
  public let status: FleetStatus?
  public let plan: Foreseen

  /// What an apply of the edits would do.
  public enum Foreseen: Sendable {
    /// To the orders that are edited.
    case plan(Plan)
    /// The panel cannot be asked.
    case blind(String)
    /// There is nothing to plan: nothing changes, or the fleet cannot have it.
    case none
  }

  /// Whether every document says so already.
  public var isNeedless: Bool { edits.allSatisfy(\.isNeedless) }
}

extension Workspace {
  /// Edits documents of orders as a commit has them, checks the fleet with them, and plans what the panel would then be asked for.
  ///
  /// - Parameter tip: in a clone that nobody works in: the commit that it is planned as belongs to no branch.
  public func propose(
    _ change: OrderEditRequest.Change, on tip: ObjectID, asOf now: Instant,
    now clock: @escaping @Sendable () -> Instant,
    by author: Signature, _ access: PanelAccess
  ) async throws(OrderEditingFailure) -> EditProposal {
    let source = FleetSource.revision(tip.description)
    let request = OrderEditRequest(change, to: .workingTree, isDryRun: true, asOf: now.day)
    let files = try await failing { () throws(ApplyFailure) in try await listFiles(of: source) }
    let listing = FleetListing(files.listed, in: fleetPath)
    if listing.settings == nil, listing.catalog == nil { throw .fleet(noFleet(in: source)) }
    let edits = try await edits(for: request, in: files, listing, beside: [])
    let check = try await check(edits, in: files, knowing: nil, asOf: now.day)
    if check.status == nil, change.needsCatalog { throw .unchecked }
    var plan = EditProposal.Foreseen.none
    if !edits.allSatisfy(\.isNeedless), !check.problems.hasErrors {
      plan = try await foresee(edits, on: tip, asOf: now, now: clock, by: author, access)
    }
    return EditProposal(tip: tip, edits: edits, problems: check.problems, status: check.status, plan: plan)
  }

  private func foresee(
    _ edits: [OrderDocumentEdit], on tip: ObjectID, asOf now: Instant, now clock: @escaping @Sendable () -> Instant,
    by author: Signature, _ access: PanelAccess
  ) async throws(OrderEditingFailure) -> EditProposal.Foreseen {
    let candidate = try await failing { () throws(ApplyFailure) in
      let repository = try requireRepository()
      return try await attempt { () throws(GitError) in
        try await repository.write(
          CommitDraft(
            parent: tip, changes: edits.written, message: "What somebody is about to commit\n", author: author))
      }
    }
    guard case .made(let commit) = candidate else { return .none }
    let request = PlanRequest(
      source: .revision(commit.description), base: tip.description, asOf: now, isDayGiven: false, now: clock,
      orders: Set(edits.map(\.order)), look: .changed)
    do throws(ApplyFailure) { return .plan(try await plan(request, access).shown) } catch {
      return .blind(error.description)
    }
  }

  /// Commits documents as they were proposed, on top of the branch's tip, and pushes that with a lease.
  ///
  /// - Parameters:
  ///   - ref: the remote's reference that is moved, or made, to the commit.
  ///   - why: in one line, what the person who confirmed it says about it.
  ///   - committer: who writes the commit: the program.
  public func publish(
    _ proposal: EditProposal, _ change: OrderEditRequest.Change, to ref: String, because why: String?,
    author: Signature,
    committer: Signature
  ) async throws(OrderEditingFailure) -> EditPublication {
    let needed = proposal.edits.filter { !$0.isNeedless }
    return try await failing { () throws(ApplyFailure) in
      let repository = try requireRepository()
      return try await attempt { () throws(GitError) in
        let program = try await GitProgram.find(in: runEnvironment.variables, log: log)
        let signer = try await Signer.find(for: repository, in: runEnvironment.variables, log: log)
        let draft = CommitDraft(
          parent: proposal.tip, changes: needed.written,
          message: commitMessage(of: needed, verb: change.verb, because: why), author: author, committer: committer)
        guard case .made(let commit) = try await repository.write(draft, signedBy: signer) else { return .nothingToDo }
        let remote = Remote("origin", of: repository, through: program, within: .seconds(60))
        let there = try await remote.tip(of: ref)
        let isOwn = ref.hasPrefix(EditPublication.ownBranches)
        // Nobody's commits are thrown away: only a branch of our own is replaced.
        guard isOwn || there == proposal.tip else { return .overtaken }
        let update: RefUpdate =
          there.map { there in
            there == proposal.tip
              ? .advance(ref: ref, from: there, to: commit) : .replace(ref: ref, from: there, to: commit)
          } ?? .create(ref: ref, to: commit)
        switch try await remote.push(update) {
        case .pushed, .alreadyThere: return .published(commit)
        case .overtaken: return .overtaken
        case .refused(let why, let stderr): return .refused(stderr.isEmpty ? why : stderr)
        }
      }
    }
  }
}

/// What became of documents that somebody confirmed.
public enum EditPublication: Sendable {
  case published(ObjectID)
  case nothingToDo
  /// The branch moved meanwhile.
  case overtaken
  /// The remote does not take it, in its own words.
  case refused(String)

  /// Where branches of pull requests begin.
  public static let ownBranches = "refs/heads/botfleet/admin/"
}

extension [OrderDocumentEdit] {
  /// As a commit changes them.
  fileprivate var written: [String: CommitDraft.Change] {
    Dictionary(map { ($0.path, CommitDraft.Change.write($0.after)) }) { first, _ in first }
  }
}

/// What the commit says: what was done to which order, why, and each key's old and new value. Why never stands at the end, where it could
/// pass for a trailer.
private func commitMessage(of edits: [OrderDocumentEdit], verb: String, because why: String?) -> String {
  let message = editCommitMessage(edits, verb: verb, message: nil)
  guard let why, let blank = message.firstRange(of: "\n\n") else { return message }
  return
    "\(message[..<blank.lowerBound])\n\nWhy: \(escapedForDisplay(why, upTo: 200))\n\n\(message[blank.upperBound...])"
}

extension OrderEditRequest.Change {
  /// `Suspend ord-1042`
  public func title(of order: OrderID) -> String { "\(verb) \(order)" }
}
