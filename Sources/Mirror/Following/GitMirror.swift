import Git
public import Health
public import Planner
public import Postgres

/// Keeps the tables of a database what a branch says.
///
/// Whoever mirrors into the same tables besides, the newer commit wins: each transaction names the place that it goes on from, and does nothing
/// where another one is. The place is read before the branch is fetched, so that what is mirrored by then is on the branch, unless somebody
/// rewrote it.
public actor GitMirror {
  private let source: MirrorSource
  private let tables: MirrorTables
  private let now: @Sendable () -> Instant
  /// Whose orders are at a place of this mirror's own making.
  private var known: (generation: Int64, purchasers: Purchasers)?
  /// Where the branch was seen before the mirrored commit: believed when it is seen again.
  private var doubted: Doubt?

  private struct Doubt: Equatable {
    let generation: Int64
    let tip: ObjectID
  }

  public init(_ source: MirrorSource, into client: PostgresClient, now: @escaping @Sendable () -> Instant) {
    (self.source, self.now) = (source, now)
    tables = MirrorTables(client: client)
  }

  /// Mirrors what came since the last time: commit by commit, or anew where the branch was rewritten.
  ///
  /// - Parameter days: for how long facts are kept; nil keeps them for good.
  @discardableResult
  public func catchUp(keeping days: Int?) async throws(MirrorFailure) -> MirrorReport {
    let oldest = oldest(keeping: days)
    var report = MirrorReport()
    for _ in 0..<Self.attempts {
      let place = try await tables.place()
      let tip = try await source.tip()
      if try await bring(place, to: tip, oldest: oldest, &report) {
        try await tables.tend(oldest: oldest)
        return report
      }
    }
    throw .overtaken
  }

  /// Makes all rows anew from git.
  @discardableResult
  public func rebuild(keeping days: Int?) async throws(MirrorFailure) -> MirrorReport {
    let oldest = oldest(keeping: days)
    var report = MirrorReport()
    for _ in 0..<Self.attempts {
      let place = try await tables.place()
      if try await rebuild(upTo: try await source.tip(), from: place, oldest: oldest, &report) {
        try await tables.tend(oldest: oldest)
        return report
      }
    }
    throw .overtaken
  }

  /// Writes what is seen of bots beside their orders.
  public func note(_ sightings: [BotSighting]) async throws(MirrorFailure) { try await tables.put(sightings) }

  /// Writes what was done and no commit says.
  public func note(_ facts: [ServerFact]) async throws(MirrorFailure) {
    guard !facts.isEmpty else { return }
    let purchasers = try await tables.purchasers()
    try await tables.put(facts.map { LogRow($0, customer: purchasers[$0.order]) })
  }

  /// How often somebody else may be faster.
  private static let attempts = 8

  private func oldest(keeping days: Int?) -> Instant? {
    days.map { Instant(startOf: now().day.adding(days: -$0)) }
  }

  /// False where somebody else was faster.
  private func bring(
    _ place: MirrorPlace, to tip: ObjectID, oldest: Instant?, _ report: inout MirrorReport
  ) async throws(MirrorFailure) -> Bool {
    guard let mirrored = place.commit, place.form == MirrorPlace.presentForm else {
      return try await rebuild(upTo: tip, from: place, oldest: oldest, &report)
    }
    (report.commit, report.isWhole) = (mirrored, place.isWhole)
    if mirrored == tip { return true }
    if let line = try await source.line(to: tip, after: mirrored) {
      return try await follow(line, from: place, oldest: oldest, &report)
    }
    let doubt = Doubt(generation: place.generation, tip: tip)
    if doubted != doubt, try await source.isAncestor(tip, of: mirrored) {
      doubted = doubt
      throw .behind(tip: tip, mirrored: mirrored)
    }
    return try await rebuild(upTo: tip, from: place, isOwn: false, oldest: oldest, &report)
  }

  private func follow(
    _ line: [LineCommit], from start: MirrorPlace, oldest: Instant?, _ report: inout MirrorReport
  ) async throws(MirrorFailure) -> Bool {
    guard let tip = line.last else { return true }
    let history = source.history(upTo: tip.id)
    var place = start
    var purchasers = try await purchasers(at: place)
    for commit in line {
      let step = try await source.makeStep(to: commit, from: place, in: history, &purchasers, oldest: oldest)
      known = nil
      guard try await tables.follow(step, from: place) else { return false }
      place = place.followed(by: step.next)
      known = (place.generation, purchasers)
      report.note(step)
      if Task.isCancelled { return true }
    }
    return true
  }

  /// - Parameter isOwn: whether somebody said that it is this fleet's to write.
  private func rebuild(
    upTo tip: ObjectID, from place: MirrorPlace, isOwn: Bool = true, oldest: Instant?, _ report: inout MirrorReport
  ) async throws(MirrorFailure) -> Bool {
    let step = try await source.makeWhole(upTo: tip, oldest: oldest)
    if !isOwn, let mirrored = place.fleet, let own = step.next.fleet, mirrored != own {
      throw .otherFleet(mirrored: mirrored, own: own)
    }
    known = nil
    guard try await tables.rebuild(as: step, from: place) else { return false }
    report.note(step)
    report.isRebuilt = true
    return true
  }

  private func purchasers(at place: MirrorPlace) async throws(MirrorFailure) -> Purchasers {
    if let known, known.generation == place.generation { return known.purchasers }
    return try await tables.purchasers()
  }
}

extension MirrorPlace {
  /// As the row is after a transaction.
  fileprivate func followed(by next: NextPlace) -> MirrorPlace {
    MirrorPlace(
      generation: generation + 1, commit: next.commit, number: next.number, asOf: next.asOf, isWhole: next.isWhole,
      fleet: next.fleet ?? fleet, form: Self.presentForm)
  }
}
