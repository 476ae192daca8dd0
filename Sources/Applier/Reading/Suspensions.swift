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

  private func histories(of asked: [(order: Order, applied: OrderResult.Applied)], now: Instant) async -> [History] {
    let paths = asked.map(\.order.path) + [settingsPath]
    let lineages = (try? await repository.lineages(of: paths, from: branch, now: Int64(now.seconds))) ?? [:]
    var histories: [History] = []
    for (order, applied) in asked {
      histories.append(
        await history(
          of: order, since: applied, now: now, versions: lineages[order.path] ?? [],
          settings: lineages[settingsPath] ?? []))
    }
    return histories
  }

  private func history(
    of order: Order, since applied: OrderResult.Applied, now: Instant, versions: [FileVersion], settings: [FileVersion]
  ) async -> History {
    let start = await start(of: applied, of: order.path)
    let orders = span(of: versions, since: start?.order, at: applied.at)
    let policies = span(of: settings, since: start?.settings, at: applied.at)
    var history = History(order: order.id, isCutOff: orders.isCutOff || policies.isCutOff || versions.isEmpty)
    // A version counts from when it came to the branch until the next one did.
    var until = now
    for version in orders.versions {
      let from = Instant(seconds: Int(version.time))
      var policyUntil = until
      for policy in policies.versions {
        let policyFrom = max(from, Instant(seconds: Int(policy.time)))
        if policyFrom < policyUntil || (policyFrom == policyUntil && policyUntil == until) {
          history.declarations.append(
            PastDeclaration(
              order: await contents(of: version, order), settings: await contents(of: policy), from: policyFrom,
              until: policyUntil))
          policyUntil = policyFrom
        }
        if policyFrom <= from { break }
      }
      until = from
    }
    return history
  }

  /// The versions that the applied revision had; nil where it is not here.
  private func start(
    of applied: OrderResult.Applied, of path: String
  ) async -> (order: FileVersion?, settings: FileVersion?)? {
    guard let revision = ObjectID(applied.revision), (try? await repository.has(revision)) == true,
      let lineages = try? await repository.lineages(of: [path, settingsPath], from: revision, now: .max)
    else { return nil }
    return (lineages[path]?.first, lineages[settingsPath]?.first)
  }

  /// The versions since the one that was applied, that one included. Where the branch does not have it, those since the time of the apply.
  private func span(
    of versions: [FileVersion], since start: FileVersion?, at moment: Instant
  ) -> (versions: [FileVersion], isCutOff: Bool) {
    let end =
      start.flatMap { start in versions.firstIndex { $0.commit == start.commit } }
      ?? versions.firstIndex { $0.time <= moment.seconds }
    if let end { return (Array(versions[...end]), false) }
    return (versions, versions.last?.isCutOff ?? true)
  }

  private static var largest: Int { 1 << 20 }

  /// Nil while there was no document; one that lay elsewhere then is read there.
  private func contents(of version: FileVersion, _ order: Order) async -> [UInt8]? {
    if version.blob != nil { return await contents(of: version) }
    let folder = settingsPath.split(separator: "/").dropLast().joined(separator: "/")
    guard let entries = try? await repository.entries(at: version.commit, below: folder) else { return nil }
    let name = "/\(order.id.text).yaml"
    guard
      let moved = entries.first(where: { $0.path.hasPrefix(folder + "/orders/") && $0.path.hasSuffix(name) })
    else { return nil }
    let read = try? await repository.readFiles([moved], limit: Self.largest, into: [UInt8]?.none) { bytes, file in
      if case .bytes(let found) = file.contents { bytes = found }
    }
    return read ?? nil
  }

  private func contents(of version: FileVersion) async -> [UInt8]? {
    await repository.contents(of: version, limit: Self.largest)
  }
}

/// What the documents said of one order since what was applied last.
private struct History {
  let order: OrderID
  /// Whether the history that is here ends before that.
  let isCutOff: Bool
  var declarations: [PastDeclaration] = []
}
