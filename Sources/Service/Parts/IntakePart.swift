import Applier
import Intake
import Logging
import Planner

/// Runs intake: a round where something waits, and a sweep of the shop's database every few minutes.
actor IntakePart {
  private let intake: OrderIntake
  private let board: StatusBoard
  private let bell: Bell
  private let time: LockRequest.Time
  private let log: Logger
  private let hasShop: Bool
  /// Told after a round that moved the branch.
  private let pushed: @Sendable () async -> Void
  /// Nil where it does not run.
  private var rules: ServiceSettings.IntakeRules?
  /// Whether orders are taken in, as far as that is known: what is accepted while nobody knows is on disk, and worked on later.
  private(set) var isWanted = true
  private var calls: Set<OrderID> = []
  private var isSweepWanted = false
  private var sweptAt: Duration?

  init(
    _ intake: OrderIntake, hasShop: Bool, board: StatusBoard, time: LockRequest.Time, log: Logger,
    pushed: @escaping @Sendable () async -> Void
  ) {
    (self.intake, self.hasShop, self.board, self.time) = (intake, hasShop, board, time)
    (self.log, self.pushed) = (log, pushed)
    bell = Bell(sleep: time.sleep)
  }

  /// Takes other rules; nil stops taking orders in. What is in the inbox stays there.
  func follow(_ rules: ServiceSettings.IntakeRules?) async {
    self.rules = rules
    isWanted = rules != nil
    if let rules { await intake.follow(rules.commit == .direct ? .direct : .pullRequest) }
    await bell.ring()
  }

  /// Something came in.
  func wake() async { await bell.ring() }

  /// The shop's database has something new, perhaps of this order.
  func call(about order: OrderID?) async {
    if let order { calls.insert(order) } else { isSweepWanted = true }
    await bell.ring()
  }

  /// Works until its task is cancelled.
  func run() async {
    while !Task.isCancelled {
      guard let rules else {
        await board.note(.intake, .off)
        await bell.wait(atMost: .seconds(3600))
        continue
      }
      await bell.wait(atMost: await round(rules))
    }
    await board.note(.intake, .stopped)
  }

  /// One round, as long as until the next.
  func round(_ rules: ServiceSettings.IntakeRules) async -> Duration {
    var hindrance: String?
    do throws(IntakeFailure) {
      for order in calls.sorted() {
        calls.remove(order)
        _ = try await intake.call(about: order)
      }
      if hasShop, isSweepDue(rules) { try await sweep() }
    } catch {
      // The sweep finds what a call was about.
      hindrance = "\(error)"
    }
    let tip = await intake.work()
    if tip.settled.contains(where: \.phase.isCommit) { await pushed() }
    hindrance = tip.hindrance.map { "\($0)" } ?? hindrance
    if let counts = try? await intake.counts() { await board.note(counts) }
    await board.note(
      .intake, hindrance == nil ? .running : .hindered, why: hindrance.map { escapedForDisplay($0, upTo: 2000) })
    let untilSweep = hasShop ? Duration.seconds(rules.sweepSeconds) : .seconds(3600)
    return min(tip.pause ?? untilSweep, untilSweep)
  }

  /// Reads the shop's rows now.
  @discardableResult
  func sweep() async throws(IntakeFailure) -> SweepReport? {
    isSweepWanted = false
    sweptAt = time.elapsed()
    guard let report = try await intake.sweep() else { return nil }
    if report.late > 0 || report.unreadable > 0 {
      log.info(
        "swept", metadata: ["rows": "\(report.rows)", "late": "\(report.late)", "unreadable": "\(report.unreadable)"])
    }
    return report
  }

  private func isSweepDue(_ rules: ServiceSettings.IntakeRules) -> Bool {
    guard !isSweepWanted, let sweptAt else { return true }
    return time.elapsed() - sweptAt >= .seconds(rules.sweepSeconds)
  }
}

extension OrderStanding.Phase {
  fileprivate var isCommit: Bool { if case .committed = self { true } else { false } }
}
