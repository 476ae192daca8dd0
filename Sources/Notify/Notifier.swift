public import HTTP
public import Logging
public import Planner
public import Store

/// Tells people what their orders have come to: once for each state reached, whatever happens to this process meanwhile.
///
/// `note` decides what is to be said and puts it on disk; `deliver` says it. One process at a time does so: two would say everything twice.
public struct Notifier: Sendable {
  private let fleet: String
  private let rules: [NotifyRule]
  private let receivers: [Receiver]
  private let lanes: [Lane]
  private let outbox: Outbox
  private let now: @Sendable () -> Instant

  /// - Parameters:
  ///   - fleet: its name, which messages carry.
  ///   - receivers: each name once.
  ///   - staffTexts, customerTexts: the words of messages.
  ///   - http: for Discord and webhooks; a client of its own, whose answers are short.
  ///   - chance: from 0 to 1, for pauses.
  public init(
    fleet: String, rules: [NotifyRule], receivers: [Receiver], staffTexts: MessageTexts, customerTexts: MessageTexts,
    store: ServiceStore, http: HTTPClient, now: @escaping @Sendable () -> Instant,
    chance: @escaping @Sendable () -> Double, log: Logger
  ) throws(NotifierProblem) {
    var names: Set<String> = []
    for receiver in receivers where !names.insert(receiver.name).inserted {
      throw NotifierProblem(description: "two receivers are called \(escapedForDisplay(receiver.name))")
    }
    self.fleet = fleet
    self.rules = rules
    self.receivers = receivers
    self.now = now
    outbox = Outbox(of: store)
    let context = LaneContext(
      outbox: outbox, http: http, staffTexts: staffTexts, customerTexts: customerTexts, now: now, chance: chance,
      log: log
    )
    lanes = receivers.map { Lane($0, context) }
  }

  /// Queues what is news in a standing, and returns how many messages that makes. What is queued is on disk.
  ///
  /// The first standing with a fleet in it tells nobody anything: what it finds was so before. Only what intake and events say of the last
  /// day is told even then.
  public func note(_ standing: Standing) async throws(ServiceStoreFailure) -> Int {
    let now = now()
    try await outbox.forget(endedBefore: now.seconds - 30 * 86_400)
    return try await outbox.queue(now: now.seconds) { known, hasLooked in
      let word = { (order: OrderID) in known[order.text]?.word }
      var change = OutboxChange(isComplete: standing.fleet != nil)
      for reached in joinStates(standing, known: word) where known[reached.subject]?.state != reached.key {
        change.states[reached.subject] = KnownState(state: reached.key, cause: reached.cause)
        let isRecent = reached.at.map { now.seconds - $0.seconds <= 86_400 } ?? false
        if hasLooked || isRecent || known[reached.subject] != nil { change.messages += messages(about: reached, now) }
      }
      return change
    }
  }

  /// One round: every lane beside the others, each until nothing is due or its receiver wants a pause.
  public func deliver() async -> [LaneReport] {
    await withTaskGroup(of: LaneReport.self) { group in
      for lane in lanes { group.addTask { await lane.deliver() } }
      return await group.reduce(into: []) { $0.append($1) }.sorted { $0.receiver < $1.receiver }
    }
  }

  /// Delivers until the task is cancelled; each lane takes its own time.
  ///
  /// - Parameter pause: between two looks at the outbox; throws when the task is cancelled.
  public func run(pausing pause: @escaping @Sendable () async throws -> Void) async {
    await withTaskGroup(of: Void.self) { group in
      for lane in lanes {
        group.addTask {
          while !Task.isCancelled {
            _ = await lane.deliver()
            do { try await pause() } catch { return }
          }
        }
      }
    }
  }

  /// Whether each receiver takes messages, as far as this process has tried.
  public func lanesNow() async -> [LaneReport] {
    var reports: [LaneReport] = []
    for lane in lanes { reports.append(await lane.now()) }
    return reports
  }

  /// How the messages of each receiver fare, as the disk has it.
  public func report() async throws(ServiceStoreFailure) -> [OutboxReport] { try await outbox.report() }

  private func messages(about reached: ReachedState, _ now: Instant) -> [NewMessage] {
    let content = Notice(of: reached, fleet: fleet, now: now).json.canonical
    return receivers.compactMap { receiver in
      guard rules.contains(where: { $0.to == receiver.audience && $0.about.contains(reached.state.word) }),
        receiver.audience == .staff || reached.customer != nil
      else { return nil }
      return NewMessage(
        id: messageID(of: reached, for: receiver), lane: receiver.name, subject: reached.order.text, content: content)
    }
  }
}

/// A receiver that cannot be told anything.
public struct NotifierProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// A sentence without a full stop.
  public let description: String
}

/// The same for the same news to the same receiver, whoever makes it and when; neither blanks nor dots are in it.
private func messageID(of reached: ReachedState, for receiver: Receiver) -> String {
  let parts = [reached.order.text, reached.key, reached.cause, receiver.name, reached.customer ?? ""]
  return "msg_\(Digest(of: .array(parts.map(JSONValue.string))).hexadecimal.prefix(32))"
}

extension KnownState {
  fileprivate var word: StateWord? { StateWord(rawValue: String(state.prefix { $0 != "/" })) }
}
