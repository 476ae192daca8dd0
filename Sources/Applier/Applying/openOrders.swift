import Planner

extension PreparedApply {
  /// What becomes of the record of open orders.
  ///
  /// It goes into the results' commit. Alone it is written only where it would mislead: where it cannot be read, or does not say what the
  /// results say. While results wait beside their branch, each run takes them over again, and nothing is told about them yet.
  func openOrders(after run: Run, next again: Plan?, _ results: [OrderResult]) -> OpenOrdersUpdate {
    let fleet = planned.fleet
    let orders = makeOpenOrders(after: run, next: again, in: fleet.recording(results))
    if let changed = read.changed {
      let living = fleet.results.values.count { $0.livingServer != nil }
      // What documents came to say that nothing was recorded for, the next run finds once more.
      return OpenOrdersUpdate(
        orders: orders.flatMap { changed.open.carriedOn(by: $0, lookingAt: changed.orders, livingBefore: living) },
        isDueAlone: false)
    }
    let isDue = read.whole?.endsWithRecord == true || isMisleading(openOrdersRecord)
    return OpenOrdersUpdate(orders: orders, isDueAlone: planned.takenOver.isEmpty && isDue)
  }

  /// Whether it says something else than the results do, as far as all of them can be read.
  private func isMisleading(_ record: OpenOrdersRecord) -> Bool {
    guard planned.fleet.unreadable.isEmpty else { return false }
    return switch record {
    case .none: false
    case .unreadable: true
    case .recorded(let recorded, let isOfResults):
      !isOfResults
        || !recorded.orders.agrees(
          withRecorded: OpenOrders(recordedIn: planned.fleet, revision: recorded.orders.revision, asOf: asOf.day))
    }
  }
}
