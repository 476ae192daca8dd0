import Git
import Planner

/// What a clone that was cut off tells of a day that lies behind its end.
enum CutOff {
  /// The day of its oldest commit: later than the true one, so that nothing happens early.
  case latest
  /// Nothing. Who cannot bring the history here only looks.
  case unknown
}

extension Workspace {
  /// When the branch came to say what it says of the orders of which that matters: those that are due to be deleted by what is recorded
  /// of them, and those whose servers are recorded nowhere but on the branch of waiting results.
  ///
  /// - Parameters:
  ///   - tip: the branch; nil outside a repository.
  ///   - lengthen: brings the whole history where this clone has not enough of it.
  func gatherEvidence(
    of fleet: Fleet, _ waiting: WaitingRecords?, at tip: ObjectID?, now: Instant, _ cutOff: CutOff,
    lengthen: () async throws(GitError) -> Void
  ) async throws(GitError) -> GitEvidence {
    guard let repository, let tip else { return GitEvidence() }
    let claims = waiting.map { Array($0.results.values) } ?? []
    let claimed = fleet.recording(claims)
    let due = Set(
      (fleet.dueTerminations(asOf: now.day) + claimed.dueTerminations(asOf: now.day)).map { Asked($0) })
    let new = Set(
      claims.filter { fleet.results[$0.order]?.livingServer == nil }.compactMap { fleet.order($0.order) }
        .map { Asked($0) })
    guard !due.isEmpty || !new.isEmpty else { return GitEvidence() }
    let paths = due.union(new).map(\.path)
    var lineages = try await repository.lineages(of: paths, from: tip, now: Int64(now.seconds))
    if lineages.values.contains(where: { $0.last?.isCutOff == true }) {
      try await lengthen()
      lineages = try await repository.lineages(of: paths, from: tip, now: Int64(now.seconds))
    }
    var evidence = GitEvidence()
    for order in due {
      evidence.terminatedOn[order.id] = await terminated(
        along: lineages[order.path] ?? [], in: repository, now: now, cutOff)
    }
    for order in new {
      let first = lineages[order.path]?.last { $0.blob != nil }
      evidence.declaredAt[order.id] = first.map { Instant(seconds: Int($0.time)) }
    }
    return evidence
  }

  /// The day on which the file came to say so; today, where it does not yet.
  private func terminated(
    along versions: [FileVersion], in repository: Repository, now: Instant, _ cutOff: CutOff
  ) async -> Day? {
    var first: FileVersion?
    for version in versions {
      guard let bytes = await repository.contents(of: version, limit: 1 << 20), readState(of: bytes) == .terminated
      else { break }
      first = version
    }
    guard let first else { return now.day }
    if first.isCutOff, cutOff == .unknown { return nil }
    return Instant(seconds: Int(first.time)).day
  }
}

/// An order of which the history is asked.
private struct Asked: Hashable {
  let id: OrderID
  let path: String

  init(_ order: Order) { (id, path) = (order.id, order.path) }
}
