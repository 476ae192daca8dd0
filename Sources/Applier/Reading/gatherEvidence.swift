import Git
import Planner

/// What a shallow clone says about a day that lies beyond its end.
enum CutOff {
  /// The day of its oldest commit: later than the true one, so that nothing happens early.
  case latest
  /// Nothing. Whoever cannot fetch the history only looks.
  case unknown
}

extension Workspace {
  /// Since when the branch has said what it says about the orders for which that matters: those that are due to be
  /// deleted according to their records, and those whose servers are recorded only on the branch for waiting results.
  ///
  /// - Parameters:
  ///   - tip: the branch; nil outside a repository.
  ///   - lengthen: fetches the whole history where this clone has not enough of it.
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

  /// The day since when the file has said so; today, where it does not yet.
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

/// An order whose history is wanted.
private struct Asked: Hashable {
  let id: OrderID
  let path: String

  init(_ order: Order) { (id, path) = (order.id, order.path) }
}
