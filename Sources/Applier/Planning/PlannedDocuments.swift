import Git
import Planner

/// What a plan is made from, and what it is held against; both narrowed to the same orders where only those were read.
struct PlannedDocuments: Sendable {
  let fleet: Fleet
  let diagnostics: [Diagnostic]
  /// Nil where there is no base, or nothing can be planned from it, so that nothing is pending.
  let base: Fleet?
  /// The problems of the base's documents.
  let known: [Diagnostic]
}

extension Workspace {
  /// Reads what a plan is made from: what differs from its base, where that is enough to know.
  ///
  /// - Parameters:
  ///   - merge: what stands for the source where that is a merge.
  ///   - outlined: called before orders are read where it is certain by then that everything will be looked at.
  func documents(
    for request: PlanRequest, merge: MergedWorkspace?, telling outlined: (FleetOutline) -> Void
  ) async throws(ApplyFailure) -> PlannedDocuments {
    let tree = try await tree(of: request.source, merge)
    if !request.looksAtEverything, let base = request.base, case .committed(let commit, let label) = tree,
      let part = try await readDifference(from: try await resolve(base), to: commit, as: label, for: request)
    {
      return part
    }
    let isWhole = await wholeLook(for: request)
    let reading = try await readFleet(in: tree) { if isWhole($0) { outlined($0) } }
    let fleet = try requireFleet(of: reading, from: request.source)
    let before: FleetReading?
    if let base = request.base { before = try await readFleet(from: .revision(base)) } else { before = nil }
    return PlannedDocuments(
      fleet: fleet, diagnostics: reading.diagnostics, base: before?.fleet, known: before?.diagnostics ?? [])
  }

  /// Tells whether everything will be looked at, as far as that is certain before orders are read: where no base is to be compared with, or it
  /// has settings or a catalog that differ, or none that can be read.
  private func wholeLook(for request: PlanRequest) async -> (FleetOutline) -> Bool {
    guard !request.looksAtEverything, let base = request.base else { return { _ in true } }
    do {
      let before = try await readOutline(at: try await resolve(base))
      return { before == nil || before?.settings != $0.settings || before?.catalog != $0.catalog }
    } catch {
      return { _ in false }
    }
  }

  private func tree(of source: FleetSource, _ merge: MergedWorkspace?) async throws(ApplyFailure) -> DocumentTree {
    if let merge { return .committed(merge.commit, as: merge.head) }
    return try await tree(of: source)
  }

  /// Reads what differs between two commits. Nil where that does not tell what the rest of the fleet comes to, or looking at everything is
  /// less work for the panel.
  private func readDifference(
    from base: ObjectID, to head: ObjectID, as label: ObjectID, for request: PlanRequest
  ) async throws(ApplyFailure) -> PlannedDocuments? {
    let repository = try requireRepository()
    return try await attempt { () throws(GitError) in
      guard let rest = try await UnreadRest(at: base, of: self, in: repository),
        case .orders(let edited) = try await documentChanges(from: base, to: head, in: repository),
        let recorded = try await recordChanges(from: base, to: head, in: repository)
      else { return nil }
      let orders = edited.union(recorded).union(request.orders)
      guard request.look == .changed || isCheaperToLook(at: orders.count, among: rest.open.servers) else { return nil }
      return try await readDifference(of: orders, beside: rest, from: base, to: head, as: label, in: repository)
    }
  }

  private func readDifference(
    of orders: Set<OrderID>, beside rest: UnreadRest, from base: ObjectID, to head: ObjectID, as label: ObjectID,
    in repository: Repository
  ) async throws(GitError) -> PlannedDocuments? {
    let suspects = rest.mayBeGone.subtracting(orders)
    let named = try await find(orders.union(suspects), in: "orders", of: [base, head], repository)
    guard named.allSatisfy(\.obstacles.isEmpty) else { return nil }
    var before = try await readPart(of: orders, named[0], at: base, as: base, in: repository)
    let after = try await readPart(
      of: orders, named[1], at: head, as: label, withOthers: before.isEveryDocumentRead, in: repository)
    // What is wrong at both is not of the head's making.
    if after.isEveryDocumentRead, !before.isEveryDocumentRead {
      before = try await readPart(of: orders, named[0], at: base, as: base, withOthers: true, in: repository)
    }
    guard let old = before.reading.fleet, let new = after.reading.fleet, old.orderNamingServer == nil,
      new.orderNamingServer == nil
    else { return nil }
    let recorded = RecordedRest(
      orders: [], servers: max(0, rest.open.servers - before.living(of: old)),
      gone: try await gone(among: suspects.filter { named[0].entries[$0] == nil }, at: base, in: repository),
      sample: try await sample(beside: orders, at: base, by: label, in: repository))
    return PlannedDocuments(
      fleet: after.narrowed(new, beside: recorded), diagnostics: after.reading.diagnostics,
      base: before.narrowed(old, beside: recorded), known: before.reading.diagnostics)
  }

  /// Those of some orders without a document that have a recorded server, and no apply that has recorded that they are gone.
  private func gone(
    among suspects: Set<OrderID>, at commit: ObjectID, in repository: Repository
  ) async throws(GitError) -> [OrderID] {
    let entries = try await results(of: suspects, at: commit, in: repository).filter { $0.kind == .file }
    let results = try await repository.readFiles(entries, limit: 1 << 20, into: [OrderResult]()) {
      [fleetPath] results, file in
      guard let result = readResult(FleetFile(file), in: FleetListing([], in: fleetPath)).value else { return }
      results.append(result)
    }
    return results.filter { $0.livingServer != nil && $0.orphanedSince == nil }.map(\.order)
  }
}

/// What is known of a fleet's orders at a commit although only some of them are read.
private struct UnreadRest {
  /// What the last recorded run left open.
  let open: OpenOrders
  /// The orders that may have lost their documents without a run having recorded it.
  let mayBeGone: Set<OrderID>

  /// Nil where the record of open orders is none to be believed, or results wait beside the branch: which of those are believed, only a look at
  /// all orders shows.
  init?(at commit: ObjectID, of workspace: Workspace, in repository: Repository) async throws(GitError) {
    guard
      case .recorded(let found, isOfResults: true) = try await workspace.openOrdersRecord(at: commit, in: repository),
      let revision = ObjectID(found.orders.revision), try await repository.has(revision),
      try await repository.isAncestor(revision, of: commit),
      try await workspace.waitingCommit(in: repository) == nil,
      let removed = try await workspace.ordersRemoved(from: revision, to: commit, in: repository)
    else { return nil }
    open = found.orders
    mayBeGone = removed.union(found.orders.open.keys)
  }
}

extension Workspace {
  /// What waits beside the branch, as far as it was fetched.
  fileprivate func waitingCommit(in repository: Repository) async throws(GitError) -> ObjectID? {
    var remote: String?
    if let branch = try await repository.head().branch { remote = try await repository.upstream(of: branch)?.remote }
    return try await repository.target(of: "refs/remotes/\(remote ?? "origin")/\(folder.waitingBranch)")
  }
}
