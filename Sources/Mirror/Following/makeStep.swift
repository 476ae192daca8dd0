import Applier
import Git
import History
import Planner

extension MirrorSource {
  /// What one commit after the mirrored one brings.
  ///
  /// - Parameters:
  ///   - purchasers: as of the mirrored commit; as of this one afterwards.
  ///   - oldest: what happened before is not kept; nil keeps everything.
  func makeStep(
    to commit: LineCommit, from place: MirrorPlace, in history: FleetHistory, _ purchasers: inout Purchasers,
    oldest: Instant?
  ) async throws(MirrorFailure) -> MirrorStep {
    let day = day(of: commit)
    let number = place.number + 1
    let facts = try await facts(of: commit, at: number, in: history, &purchasers, oldest: oldest)
    let since = place.isWhole && place.asOf == day ? place.commit : nil
    let change = try await attempt { () throws(ApplyFailure) in
      try await workspace.statusChange(from: since, to: commit.id, asOf: day)
    }
    let rows = rows(of: change, purchasers)
    // Where all orders were looked at, some may have gone or changed hands in earlier commits whose documents could not be read.
    let isOfAll = change.status != nil && change.orders == nil
    return MirrorStep(
      next: NextPlace(
        commit: commit.id, number: number, asOf: day, isWhole: change.status != nil, fleet: change.fleet), rows: rows,
      logs: pages(facts).map(json),
      touched: isOfAll ? nil : Set(facts.map(\.order)).union(change.orders ?? []).sorted())
  }

  /// What a whole branch comes to: the rows as of its tip, and what every commit said.
  func makeWhole(upTo tip: ObjectID, oldest: Instant?) async throws(MirrorFailure) -> MirrorStep {
    let history = history(upTo: tip)
    let line = try await line(to: tip, after: nil) ?? []
    var purchasers = Purchasers()
    var pages: [String] = []
    var waiting: [LogRow] = []
    for (index, commit) in line.enumerated() {
      waiting += try await facts(of: commit, at: index + 1, in: history, &purchasers, oldest: oldest)
      if waiting.count >= 500 {
        pages.append(json(waiting[...]))
        waiting = []
      }
    }
    if !waiting.isEmpty { pages.append(json(waiting[...])) }
    let day = line.last.map(day(of:)) ?? Instant(seconds: 0).day
    let change = try await attempt { () throws(ApplyFailure) in
      try await workspace.statusChange(from: nil, to: tip, asOf: day)
    }
    return MirrorStep(
      next: NextPlace(
        commit: tip, number: line.count, asOf: day, isWhole: change.status != nil, fleet: change.fleet),
      rows: rows(of: change, purchasers), logs: pages, touched: nil)
  }

  /// The facts of one commit, each with whose the order was.
  private func facts(
    of commit: LineCommit, at number: Int, in history: FleetHistory, _ purchasers: inout Purchasers, oldest: Instant?
  ) async throws(MirrorFailure) -> [LogRow] {
    let events = try await events(of: commit, in: history)
    let found = events.compactMap { event in event.order.map { (event: event, order: $0) } }
    // Whose the order became counts for what was done in the same commit.
    for (event, order) in found.filter(\.event.kind.isDeclared) + found.filter({ !$0.event.kind.isDeclared }) {
      purchasers.note(event, of: order)
    }
    var steps: [OrderID: Int] = [:]
    return found.compactMap { event, order in
      let step = steps[order, default: 0]
      steps[order] = step + 1
      if let oldest, event.commit.at < oldest { return nil }
      return LogRow(event, of: order, at: number, step: step, customer: purchasers[order])
    }
  }

  private func rows(of change: StatusChange, _ purchasers: Purchasers) -> MirrorStep.Rows {
    guard let status = change.status else { return .unreadable }
    let rows = status.map { DeploymentRow($0, customer: purchasers[$0.id]) }
    let texts = pages(rows).map { page in JSONValue.array(page.map { DeploymentRow.columns.json(of: $0) }).canonical }
    let ids = status.map(\.id)
    guard let orders = change.orders else { return .all(texts, orders: ids) }
    return .some(texts, gone: orders.subtracting(ids).sorted())
  }
}

private func json(_ facts: ArraySlice<LogRow>) -> String {
  JSONValue.array(facts.map { LogRow.columns.json(of: $0) }).canonical
}

private func attempt<Value>(_ step: () async throws(ApplyFailure) -> Value) async throws(MirrorFailure) -> Value {
  do throws(ApplyFailure) { return try await step() } catch { throw .fleet(error) }
}
