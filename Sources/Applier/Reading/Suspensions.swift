import Git
import Planner

extension Origins {
  /// The fleet with what git tells of servers that are suspended although the last apply left them running: a run that was killed may
  /// have done it only if some revision since then wanted it.
  func toldOfSuspensions(in fleet: Fleet, seenAs observation: Observation, now: Instant) async -> Fleet {
    let asked = fleet.suspensionsToExplain(among: observation.servers)
    guard !asked.isEmpty else { return fleet }
    var histories = await histories(of: asked, now: now)
    if histories.contains(where: \.isCutOff) {
      await lengthen()
      histories = await self.histories(of: asked, now: now)
    }
    var evidence = fleet.evidence
    for history in histories {
      evidence.suspensionAskedSince[history.order] = suspensionAsked(of: history.order, in: history.declarations)
      // What is here may be enough: it wanted the suspension, whatever came before.
      if history.isCutOff, evidence.suspensionAskedSince[history.order] == nil {
        evidence.suspensionsBeyondHistory.insert(history.order)
      }
    }
    return fleet.knowing(evidence)
  }

  private func histories(
    of asked: [(order: Order, applied: OrderResult.Applied)], now: Instant
  ) async -> [OrderHistory] {
    // One walk of the history for all of them, and one for each revision that was applied.
    let here = await lineages(of: asked.map(\.order), from: branch, now: Int64(now.seconds))
    var starts: [String: Start] = [:]
    for (text, some) in Dictionary(grouping: asked, by: { $0.applied.revision }) {
      guard let revision = ObjectID(text), (try? await repository.has(revision)) == true else { continue }
      starts[text] = Start(
        revision: revision, lineages: await lineages(of: some.map(\.order), from: revision, now: .max))
    }
    var histories: [OrderHistory] = []
    for (order, applied) in asked {
      histories.append(await history(of: order, since: applied, here, starts[applied.revision], now: now))
    }
    return histories
  }

  /// A revision that was applied, with the versions that it and those before it had.
  private struct Start {
    let revision: ObjectID
    let lineages: [String: [FileVersion]]
  }

  /// The versions of some orders' documents and of the settings, by path.
  private func lineages(of orders: [Order], from tip: ObjectID, now: Int64) async -> [String: [FileVersion]] {
    (try? await repository.lineages(of: orders.map(\.path) + [settingsPath], from: tip, now: now)) ?? [:]
  }

  /// - Parameters:
  ///   - here: the versions on the branch, by path.
  ///   - start: the applied revision; nil where it is not here.
  private func history(
    of order: Order, since applied: OrderResult.Applied, _ here: [String: [FileVersion]], _ start: Start?, now: Instant
  ) async -> OrderHistory {
    let versions = await versions(of: order, from: branch, here[order.path] ?? [], now: Int64(now.seconds))
    var appliedVersion: FileVersion?
    if let start {
      appliedVersion = await self.versions(
        of: order, from: start.revision, start.lineages[order.path] ?? [], now: .max
      ).first
    }
    let orders = span(of: versions, since: appliedVersion, at: applied.at)
    let settings = span(of: here[settingsPath] ?? [], since: start?.lineages[settingsPath]?.first, at: applied.at)
    var history = OrderHistory(order: order.id, isCutOff: orders.isCutOff || settings.isCutOff)
    for (index, version) in orders.versions.enumerated() {
      for (other, policy) in settings.versions.enumerated() {
        let next = index > 0 ? orders.versions[index - 1] : nil
        let nextPolicy = other > 0 ? settings.versions[other - 1] : nil
        // By their commits: many of them may be of one second.
        if let next, await comes(next, before: policy) { continue }
        if let nextPolicy, await comes(nextPolicy, before: version) { continue }
        let from = max(version.time, policy.time)
        let until = max(from, min(next?.time ?? Int64(now.seconds), nextPolicy?.time ?? Int64(now.seconds)))
        history.declarations.append(
          PastDeclaration(
            order: await contents(of: version), settings: await contents(of: policy),
            from: Instant(seconds: Int(from)), until: Instant(seconds: Int(until))))
      }
    }
    return history
  }

  /// Whether a version came with the other one, or before it.
  private func comes(_ version: FileVersion, before other: FileVersion) async -> Bool {
    (try? await repository.isAncestor(version.commit, of: other.commit)) ?? false
  }

  /// The versions since the one that was applied, that one included. Where the whole branch does not have it, those since the time of the apply.
  private func span(
    of versions: [FileVersion], since start: FileVersion?, at moment: Instant
  ) -> (versions: [FileVersion], isCutOff: Bool) {
    // Times are people's: where the applied revision is not here, a history that is cut off says nothing by them.
    if start == nil, versions.last?.isCutOff ?? true { return (versions, true) }
    let end =
      start.flatMap { start in versions.firstIndex { $0.commit == start.commit } }
      ?? versions.firstIndex { $0.time < moment.seconds }
    if let end { return (Array(versions[...end]), false) }
    return (versions, versions.last?.isCutOff ?? true)
  }

  private func versions(of path: String, from tip: ObjectID, now: Int64) async -> [FileVersion] {
    (try? await repository.lineages(of: [path], from: tip, now: now))?[path] ?? []
  }

  /// The versions of an order's document, also of the time when it lay in another folder, or before it was gone for a while.
  ///
  /// - Parameter first: those at the path that it has now.
  private func versions(
    of order: Order, from tip: ObjectID, _ first: [FileVersion], now: Int64
  ) async -> [FileVersion] {
    var (versions, from, path): ([FileVersion], ObjectID, String) = (first, tip, order.path)
    // So many moves are more than anybody makes.
    for round in 0..<20 {
      if round > 0 { versions += await self.versions(of: path, from: from, now: now) }
      guard let gone = versions.last, gone.blob == nil else { break }
      let before = versions.count > 1 ? await parent(of: versions[versions.count - 2].commit) : tip
      if let before, let elsewhere = await place(of: order, at: before) {
        // It was not gone.
        versions.removeLast()
        (from, path) = (before, elsewhere)
      } else if let older = await parent(of: gone.commit), let there = await place(of: order, at: older) {
        // It was, and came back.
        (from, path) = (older, there)
      } else {
        break
      }
    }
    return versions
  }

  private func parent(of commit: ObjectID) async -> ObjectID? {
    (try? await repository.commit(commit))?.parents.first
  }

  /// Where a commit has an order's document; nil where it has none.
  private func place(of order: Order, at commit: ObjectID) async -> String? {
    let orders = settingsPath.split(separator: "/").dropLast().map { $0 + "/" }.joined() + "orders"
    let entries = try? await repository.entries(at: commit, below: orders)
    return entries?.first { $0.path.hasSuffix("/\(order.id.text).yaml") }?.path
  }

  private func contents(of version: FileVersion) async -> [UInt8]? {
    await repository.contents(of: version, limit: 1 << 20)
  }
}

/// What the documents said of one order since what was applied last.
private struct OrderHistory {
  let order: OrderID
  /// Whether the history that is here ends before that.
  let isCutOff: Bool
  var declarations: [PastDeclaration] = []
}
