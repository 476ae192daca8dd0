import Git
import Planner

/// The events with what they know of each other, the newest first.
///
/// Who approved what was asked, says the results commit that covers the pull request. Who asked for what was applied, says the newest edit
/// before it: of the order, or of what the catalog or the settings say of its tier.
///
/// - Parameter runs: what came after all of them.
func joined(_ events: [HistoryEvent], before runs: [ResultsCommit] = []) -> [HistoryEvent] {
  var join = EventJoin(events: events)
  for run in runs { join.note(run) }
  for index in events.indices { join.look(at: index) }
  return join.events
}

/// Walks from the newest event to the oldest.
private struct EventJoin {
  var events: [HistoryEvent]
  private var approvals: [Int: [RecordedApproval]] = [:]
  /// What was applied to an order, and of which no edit of the order was seen yet.
  private var applied: [OrderID: [Int]] = [:]
  /// What ended something, and of which the beginning was not seen yet.
  private var ends: [OrderID: [HistoryEvent.Kind: Int]] = [:]

  init(events: [HistoryEvent]) { self.events = events }

  mutating func note(_ run: ResultsCommit) {
    for request in run.requestNumbers { approvals[request] = run.approvals(of: request) }
  }

  mutating func look(at index: Int) {
    let event = events[index]
    if let results = event.commit.results {
      note(results)
      events[index].approvals = results.approvedBy.map { RecordedApproval($0) }
    }
    if event.kind.isDeclared, let request = event.commit.origin.request, let known = approvals[request] {
      events[index].approvals += known
    }
    guard let order = event.order else { return reach(from: index) }
    guard event.kind.isDeclared else {
      applied[order, default: []].append(index)
      return measure(index, of: order)
    }
    let later = applied.removeValue(forKey: order) ?? []
    for index in later { events[index].customer = event.customer }
    // What the first run behind an edit did, it asked for; later ones had other reasons.
    let asked = later.filter { events[$0].kind.isAskedFor && events[$0].askedIn == nil }
    guard let first = asked.last.map({ events[$0].commit.id }) else { return }
    for index in asked where events[index].commit.id == first { ask(index, in: event.commit) }
  }

  /// Says which commit asked for what was applied.
  private mutating func ask(_ index: Int, in commit: CommitFacts) {
    events[index].askedIn = commit.id
    if events[index].took == nil { events[index].took = max(0, events[index].commit.at.seconds - commit.at.seconds) }
  }

  /// What the catalog or the settings changed: updates of orders whose tier they are about.
  private mutating func reach(from index: Int) {
    guard events[index].kind == .catalog || events[index].kind == .settings else { return }
    let keys = Set(events[index].changes.map(\.field))
    var reached: Set<OrderID> = []
    for (order, indices) in applied {
      // The oldest update behind it; what came after that, it did not ask for.
      let updates = indices.filter { events[$0].kind == .updated && events[$0].askedIn == nil }
      guard let oldest = updates.last, isAbout(events[oldest], keys, events[index].kind) else { continue }
      ask(oldest, in: events[index].commit)
      reached.insert(order)
    }
    events[index].reached = reached.sorted()
  }

  private func isAbout(_ event: HistoryEvent, _ keys: Set<String>, _ kind: HistoryEvent.Kind) -> Bool {
    // What an order bought is its own wish.
    guard !event.changes.contains(where: { $0.field == "tier" || $0.field == "addons" }) else { return false }
    guard kind == .catalog else { return true }
    return event.tier.map { keys.contains("tiers.\($0)") } == true || keys.contains { !$0.hasPrefix("tiers.") }
  }

  /// How long it was until something ended.
  private mutating func measure(_ index: Int, of order: OrderID) {
    let kind = events[index].kind
    if beginnings[kind] != nil { ends[order, default: [:]][kind] = index }
    for (end, beginning) in beginnings where beginning == kind {
      guard let later = ends[order]?.removeValue(forKey: end) else { continue }
      events[later].took = max(0, events[later].commit.at.seconds - events[index].commit.at.seconds)
    }
  }
}

/// What the kinds that end something end.
private let beginnings: [HistoryEvent.Kind: HistoryEvent.Kind] = [
  .repaired: .failed, .byHandEnded: .suspendedByHand, .installed: .created,
]

extension HistoryEvent.Kind {
  /// Whether a run does it because documents want it.
  fileprivate var isAskedFor: Bool {
    switch self {
    case .created, .linked, .updated, .suspended, .resumed, .deleted, .terminating: true
    default: false
    }
  }
}
