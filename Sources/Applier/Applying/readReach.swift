import Git
import Planner

/// What an apply read of the fleet.
struct ReadFleet: Sendable {
  /// Narrowed where only what changed was read.
  let fleet: Fleet
  /// The problems of the documents that were read.
  let diagnostics: [Diagnostic]
  /// What is open, and what changed; nil where everything was read.
  let changed: ChangedOrders?
  /// Why everything was read although only what changed was asked for.
  let whole: WholeReason?
  /// The documents that were read; nil where everything was.
  let documents: [TreeEntry]?
}

extension Workspace {
  /// Reads as much of the fleet as is asked for, at the tip of the results branch.
  ///
  /// - Parameter outlined: called before orders are read where everything is looked at.
  func readFleet(
    _ request: ApplyRequest, on base: ResultsBase, as revision: ObjectID, beside record: OpenOrdersRecord,
    in repository: Repository, telling outlined: (FleetOutline) -> Void
  ) async throws(ApplyFailure) -> ReadFleet {
    let source = FleetSource.revision("\(revision.description.prefix(7))")
    var whole: WholeReason?
    switch try await reach(of: request, on: base, beside: record, in: repository) {
    case .everything(let why): whole = why
    case .changed(let changed):
      let part = try await attempt { () throws(GitError) in
        let named = try await find(changed.orders, in: "orders", of: [base.commit], repository)[0]
        return try await readPart(of: changed.orders, named, at: base.commit, as: revision, in: repository)
      }
      let sampled = try await attempt { () throws(GitError) in
        try await sample(beside: changed.orders, at: base.commit, by: revision, in: repository)
      }
      let found = try requireFleet(of: part.reading, from: source)
      // Whoever lost their document without being recorded as such is open, and among the orders.
      let fleet = part.narrowed(
        found,
        beside: RecordedRest(
          orders: [], servers: max(0, changed.open.servers - part.living(of: found)), gone: [], sample: sampled))
      guard let order = fleet.orderNamingServer else {
        return ReadFleet(
          fleet: fleet, diagnostics: part.reading.diagnostics, changed: changed, whole: nil,
          documents: part.documents)
      }
      whole = .namesServer(order)
    }
    let reading = try await readFleet(at: base.commit, as: revision, telling: outlined)
    return ReadFleet(
      fleet: try requireFleet(of: reading, from: source), diagnostics: reading.diagnostics, changed: nil, whole: whole,
      documents: nil)
  }

  private func reach(
    of request: ApplyRequest, on base: ResultsBase, beside record: OpenOrdersRecord, in repository: Repository
  ) async throws(ApplyFailure) -> Reach {
    switch request.extent {
    case .everything: return .everything(because: nil)
    case .changed: break
    }
    if request.screen != nil { return .everything(because: .screened) }
    switch base.aside {
    case .nothing: break
    case .waiting, .unreachable: return .everything(because: .waitingResults(branch: folder.waitingBranch))
    }
    return try await attempt { () throws(GitError) in
      try await reach(
        from: record, to: base.commit, asOf: request.asOf.day, and: request.recreate.union(request.resume),
        in: repository)
    }
  }
}
