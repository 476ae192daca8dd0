import HTTP
import Logging
public import Planner
import Store

/// What became of a lane's messages in one round.
public struct LaneReport: Sendable, Hashable {
  public let receiver: String
  public var sent = 0
  /// Refused for now, and tried again.
  public var postponed = 0
  public var givenUp = 0
  /// How the lane is left.
  public var condition = Condition.open

  /// Whether its receiver takes messages.
  public enum Condition: Sendable, Hashable {
    case open
    /// It could not be reached, or asks for a pause.
    case paused(until: Instant, why: String)
    /// It refuses this side; it is asked again once the server is started anew. What waits for it waits three days.
    case closed(why: String)
  }
}

/// What all lanes have in common.
struct LaneContext: Sendable {
  let outbox: Outbox
  let http: HTTPClient
  let staffTexts: MessageTexts
  let customerTexts: MessageTexts
  let now: @Sendable () -> Instant
  /// From 0 to 1.
  let chance: @Sendable () -> Double
  let log: Logger

  func texts(for audience: Audience) -> MessageTexts {
    switch audience {
    case .staff: staffTexts
    case .customer: customerTexts
    }
  }
}

/// The messages of one receiver, one after the other. What it is like is no matter to any other lane.
actor Lane {
  private let receiver: Receiver
  private let context: LaneContext
  private var isBusy = false
  private var failures = 0
  private var condition = LaneReport.Condition.open
  /// Sent, and not recorded so yet: they are not sent again while this process lives.
  private var unrecorded: [Int64] = []
  private var lookedForOldNewsAt: Instant?

  init(_ receiver: Receiver, _ context: LaneContext) {
    self.receiver = receiver
    self.context = context
  }

  /// Sends what is due, until nothing is or the receiver wants a pause. Returns at once where that is under way already.
  func deliver() async -> LaneReport {
    var report = LaneReport(receiver: receiver.name, condition: condition)
    guard !isBusy else { return report }
    isBusy = true
    defer { isBusy = false }
    do {
      try await recordSent()
      if case .closed = condition { report.givenUp += try await giveUpOldNews() }
      while isOpen, !Task.isCancelled, let message = try await outbox.next(in: receiver.name, now: moment.seconds) {
        try await attempt(message, &report)
      }
    } catch {
      // Whoever cannot write down what was sent must not go on sending.
      leaveAlone(because: error.description, nil)
    }
    report.condition = condition
    return report
  }

  /// How it is left, with nothing counted.
  func now() -> LaneReport { LaneReport(receiver: receiver.name, condition: condition) }

  private var outbox: Outbox { context.outbox }
  private var moment: Instant { context.now() }

  private var isOpen: Bool {
    switch condition {
    case .open: true
    case .paused(let until, _): until <= moment
    case .closed: false
    }
  }

  private func attempt(_ message: OutboxMessage, _ report: inout LaneReport) async throws(ServiceStoreFailure) {
    switch await send(message) {
    case .arrived(let pause):
      unrecorded.append(message.number)
      report.sent += 1
      (failures, condition) = (0, .open)
      context.log.debug("\(receiver.name): \(message.id) was sent")
      try await recordSent()
      if let pause { condition = .paused(until: moment.adding(pause), why: "its limit is used up") }
    case .refused(let why, let isFinal):
      (failures, condition) = (0, .open)
      context.log.warning("\(receiver.name): \(message.id) was not sent: \(why)")
      if isFinal || message.queuedAt + newsLasts <= moment.seconds {
        try await outbox.giveUp(message.number, why: why, now: moment.seconds)
        report.givenUp += 1
      } else {
        try await postpone(message, by: pause(afterAttempts: message.attempts + 1, chance: context.chance()), why)
        report.postponed += 1
      }
    // The server ends: that says nothing about the receiver.
    case .unreachable where Task.isCancelled: break
    case .unreachable(let why, let pause):
      report.postponed += 1
      leaveAlone(because: why, pause)
      try await postpone(message, by: .zero, why)
      report.givenUp += try await giveUpOldNews()
    case .gone(let why):
      report.postponed += 1
      condition = .closed(why: why)
      context.log.error("\(receiver.name): nothing is sent any more: \(why)")
      try await postpone(message, by: .zero, why)
    }
  }

  private func send(_ message: OutboxMessage) async -> Delivery {
    guard let notice = Notice(message.content) else {
      return .refused(why: "another version of botfleet-server queued it", isFinal: true)
    }
    let words = { (form: TextForm) in
      write(notice, in: self.context.texts(for: self.receiver.audience), as: form)
    }
    switch receiver.channel {
    case .discord(let webhook): return await webhook.send(words(.discord), over: context.http)
    case .webhook(let receiver):
      return await receiver.send(notice, id: message.id, now: moment, over: context.http)
    case .mail(let sender): return await sender.send(words(.plain), about: notice, id: message.id)
    }
  }

  private func recordSent() async throws(ServiceStoreFailure) {
    while let number = unrecorded.first {
      try await outbox.sent(number, now: moment.seconds)
      unrecorded.removeFirst()
    }
  }

  private func postpone(_ message: OutboxMessage, by pause: Duration, _ why: String) async throws(ServiceStoreFailure) {
    try await outbox.postpone(message.number, until: moment.adding(pause).seconds, why: why)
  }

  private func leaveAlone(because why: String, _ asked: Duration?) {
    failures += 1
    let pause = max(asked ?? .zero, pause(afterFailures: failures, chance: context.chance()))
    condition = .paused(until: moment.adding(pause), why: why)
    context.log.warning("\(receiver.name): nothing can be sent now: \(why)")
  }

  private func giveUpOldNews() async throws(ServiceStoreFailure) -> Int {
    if let last = lookedForOldNewsAt, moment.seconds - last.seconds < 3600 { return 0 }
    lookedForOldNewsAt = moment
    let count = try await outbox.giveUp(
      in: receiver.name, queuedBefore: moment.seconds - newsLasts, why: "it could not be sent for three days",
      now: moment.seconds)
    if count > 0 {
      context.log.error("\(receiver.name): \(count) messages are given up: they could not be sent for three days")
    }
    return count
  }
}

extension Instant {
  /// Never too early: a fraction counts as a whole second.
  fileprivate func adding(_ duration: Duration) -> Instant {
    let (seconds, fraction) = duration.components
    return Instant(seconds: self.seconds + Int(seconds) + (fraction > 0 ? 1 : 0))
  }
}
