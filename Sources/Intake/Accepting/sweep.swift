import Planner
import Store

extension OrderIntake {
  /// Reads the shop's rows, and takes in what no delivery told of.
  ///
  /// - Returns: nil where intake has no shop's database.
  public func sweep() async throws(IntakeFailure) -> SweepReport? {
    guard let shop else { return nil }
    let begun = now().seconds
    let tally = SweepTally()
    do throws(ShopFailure) {
      try await shop.rows { [self] rows throws(ShopFailure) in await take(rows, readAt: begun, tally) }
    } catch {
      throw .shop(error)
    }
    if let why = await tally.storeFailure { throw .store(why) }
    let report = await tally.report
    log.debug("the shop was swept", metadata: ["rows": "\(report.rows)", "late": "\(report.late)"])
    return report
  }

  private func take(_ rows: [ShopRow], readAt begun: Int, _ tally: SweepTally) async {
    let at = now().seconds
    var unreadable = 0
    let deliveries = rows.map { row in
      switch row {
      case .order(let order): return NewDelivery(order, ArrivedDelivery(id: nil, way: .sweep, order: order), at: at)
      case .unreadable(let order, let problems):
        unreadable += 1
        return NewDelivery(unreadable: order, problems, at: at)
      }
    }
    do throws(ServiceStoreFailure) {
      let late = try await inbox.accept(deliveries, readAt: begun, at: at)
      await tally.add(rows: rows.count, late: late, unreadable: unreadable)
    } catch {
      await tally.fail(error.description)
    }
  }
}

/// What a sweep came to so far.
private actor SweepTally {
  private(set) var report = SweepReport()
  private(set) var storeFailure: String?

  func add(rows: Int, late: Int, unreadable: Int) {
    report.rows += rows
    report.late += late
    report.unreadable += unreadable
  }

  func fail(_ why: String) { storeFailure = why }
}

extension NewDelivery {
  fileprivate init(unreadable order: String, _ problems: [BodyProblem], at: Int) {
    let subject = escapedForDisplay(order, upTo: 100)
    let why = problems.map(\.description).joined(separator: "; ")
    let content = Digest(of: .array([.string(subject), .string(why)])).description
    self.init(
      id: "\(ArrivedDelivery.Way.sweep.rawValue)-\(at)-\(content.suffix(24))", way: ArrivedDelivery.Way.sweep.rawValue,
      subject: subject, digest: content, content: content, sequence: nil, body: nil,
      trouble: "the shop's row cannot be read: \(why); correct it there")
  }
}
