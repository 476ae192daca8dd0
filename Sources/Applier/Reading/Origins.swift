import Git
import Planner

/// What git says about servers. For an unrecorded server with an order's external id: since when a branch has asked for
/// it. For a server that became suspended: whether a branch ever asked for that.
struct Origins: Sendable {
  let repository: Repository
  /// The branch that orders come from.
  let branch: ObjectID
  /// What is planned; a document that differs from the branch's does not count.
  let planned: ObjectID?
  /// Where `fleet.yaml` is in the repository.
  let settingsPath: String
  /// Fetches the whole history where this clone has not enough of it.
  let lengthen: @Sendable () async -> Void

  /// The fleet with what git says. Where git says nothing, no server becomes the fleet's own.
  func told(of fleet: Fleet, seenAs observation: Observation, now: Instant) async -> Fleet {
    let found = fleet.unrecorded(among: observation.servers)
    guard !found.isEmpty else { return fleet }
    let paths = Dictionary(found.map { ($0.order.id, $0.order.path) }) { first, _ in first }
    // A commit that is younger than a server counts as such, whatever this machine's clock says.
    let latest = found.reduce(now) { max($0, Instant(seconds: $1.server.createdAt.seconds + 1)) }
    var versions = await current(paths, at: branch, now: latest)
    if found.contains(where: { versions[$0.order.id]?.isTooShort(for: $0.server) == true }) {
      await lengthen()
      versions = await current(paths, at: branch, now: latest)
    }
    var asked = versions
    if let planned, planned != branch { asked = await current(paths, at: planned, now: latest) }
    var evidence = fleet.evidence
    for (order, server) in found {
      guard let version = versions[order.id], version.blob != nil, version.blob == asked[order.id]?.blob else {
        continue
      }
      if version.isTooShort(for: server) {
        evidence.tooShortFor.insert(order.id)
      } else {
        evidence.askedSince[order.id] = Instant(seconds: Int(version.time))
      }
    }
    return fleet.knowing(evidence)
  }

  /// What the documents are at a commit, and since when.
  private func current(_ paths: [OrderID: String], at tip: ObjectID, now: Instant) async -> [OrderID: FileVersion] {
    let lineages = try? await repository.lineages(of: Array(paths.values), from: tip, now: Int64(now.seconds))
    return paths.compactMapValues { lineages?[$0]?.first }
  }
}

extension FileVersion {
  /// Whether the history ends before it could say that the server is older than this.
  fileprivate func isTooShort(for server: ObservedServer) -> Bool {
    isCutOff && time > server.createdAt.seconds
  }
}
