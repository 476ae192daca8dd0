import Git
public import Planner

/// Which events of a fleet are wanted.
public struct EventFilter: Sendable {
  /// The first and the last moment; nil for none.
  public var since: Instant?
  public var until: Instant?
  public var tiers: Set<String> = []
  public var customers: Set<String> = []
  public var kinds: Set<HistoryEvent.Kind> = []
  /// Only what failed.
  public var isFailed = false
  /// Only what a plan over a safety limit did that was accepted.
  public var isAccepted = false
  /// Only what ended something that had lasted longer, in seconds: the way from a wish to its run, a failure.
  public var longerThan: Int?

  public init() {}

  /// Whether an event is wanted, its time included.
  public func wantsInTime(_ event: HistoryEvent) -> Bool { wants(event) && isInTime(event) }

  func isInTime(_ event: HistoryEvent) -> Bool {
    (since.map { $0 <= event.commit.at } ?? true) && (until.map { event.commit.at <= $0 } ?? true)
  }

  func wants(_ event: HistoryEvent) -> Bool {
    (kinds.isEmpty || kinds.contains(event.kind)) && (tiers.isEmpty || event.tier.map(tiers.contains) ?? false)
      && (customers.isEmpty || event.customer.map(customers.contains) ?? false)
      && (longerThan.map { event.took ?? -1 > $0 } ?? true)
      && (!isFailed || event.kind == .failed) && (!isAccepted || event.commit.results?.accepted != nil)
  }
}

extension FleetHistory {
  /// What happened to the fleet's orders, the newest first.
  ///
  /// - Parameter told: how many commits of how many were looked at.
  public func events(
    _ filter: EventFilter, _ told: @Sendable (Int, Int) -> Void = { _, _ in }
  ) async throws(HistoryFailure) -> [HistoryEvent] {
    let start = filter.since.map { Int64($0.seconds) - askedBefore }
    let line = try await attempt { () throws(GitError) in try await repository.firstParents(from: tip, notBefore: start)
    }
    // Who approved what came in last, may stand in a run that came afterwards.
    let later = line.prefix { commit in filter.until.map { $0.seconds < Int(commit.time) } ?? false }
    let runs = try await attempt { () throws(GitError) -> [ResultsCommit] in
      var runs: [ResultsCommit] = []
      for commit in later.suffix(1000) { if let run = try await facts(of: commit.id).results { runs.append(run) } }
      return runs
    }
    var events: [HistoryEvent] = []
    for (number, commit) in line.enumerated() {
      if number.isMultiple(of: 256) { told(number, line.count) }
      guard start.map({ $0 <= commit.time }) ?? true, filter.until.map({ Int(commit.time) <= $0.seconds }) ?? true
      else { continue }
      events += try await attempt { () throws(GitError) in try await self.events(in: commit) }
    }
    told(line.count, line.count)
    var found = joined(events, before: runs).filter(filter.isInTime)
    if !filter.customers.isEmpty || !filter.tiers.isEmpty { found = try await purchasersFilled(in: found) }
    return found.filter(filter.wants)
  }

  /// All that one commit of the line tells.
  func events(in line: LineCommit) async throws(GitError) -> [HistoryEvent] {
    guard let parent = line.parents.first, !line.isCutOff else { return try await firstEvents(in: line) }
    let changes = try await repository.changes(from: parent, to: line.id, below: folder.path, budget: 2_000_000)
    guard !changes.list.isEmpty else { return [] }
    let commit = try await facts(of: line.id)
    var events: [HistoryEvent] = []
    var documents: [OrderID: (before: OrderDocument?, after: OrderDocument?)] = [:]
    for change in try await files(changes, parent) {
      if let order = WaitingRecords.order(at: change, in: folder.path) {
        let (before, after) = (try await result(of: order, at: parent), try await result(of: order, at: line.id))
        events += resultEvents(of: order, from: before, to: after, in: commit)
      } else if let order = order(at: change) {
        if let bytes = try await document(at: change, of: parent) {
          documents[order, default: (nil, nil)].before = .init(path: change, bytes: bytes)
        }
        if let bytes = try await document(at: change, of: line.id) {
          documents[order, default: (nil, nil)].after = .init(path: change, bytes: bytes)
        }
      } else if sharedPaths.contains(change) {
        let keys = changedKeys(
          from: try await document(at: change, of: parent), to: try await document(at: change, of: line.id))
        guard !keys.isEmpty else { continue }
        let kind: HistoryEvent.Kind = change.hasSuffix("catalog.yaml") ? .catalog : .settings
        var event = HistoryEvent(
          kind, of: nil, in: commit, "", keys.map { ValueChange(field: $0, old: nil, new: nil, isLeftOut: true) })
        event.approvals = commit.origin.approvals.map { RecordedApproval($0) }
        events.append(event)
      }
    }
    for (order, versions) in documents.sorted(by: { $0.key < $1.key }) {
      events += documentEvents(of: order, from: versions.before, to: versions.after, in: commit)
    }
    return events
  }

  /// The paths of files; a folder that is gone stands for all that was in it.
  func files(_ changes: TreeChanges, _ parent: ObjectID) async throws(GitError) -> [String] {
    var files: [String] = []
    for change in changes.list {
      switch change.what {
      case .put, .unclear: files.append(change.path)
      case .removed: files += try await repository.entries(at: parent, below: change.path).map(\.path)
      }
    }
    // A folder that became a file, or the reverse, is listed from both sides.
    return Set(files).sorted()
  }

  /// The line's first commit: all that it has is new.
  private func firstEvents(in line: LineCommit) async throws(GitError) -> [HistoryEvent] {
    let commit = try await facts(of: line.id)
    var events: [HistoryEvent] = []
    for entry in try await repository.entries(at: line.id, below: ordersPath) {
      guard let order = order(at: entry.path), let bytes = try await document(at: entry.path, of: line.id) else {
        continue
      }
      events += documentEvents(of: order, from: nil, to: OrderDocument(path: entry.path, bytes: bytes), in: commit)
    }
    return events
  }

  /// The events with the tier and the customer of their orders as of now, where no event before them says it.
  private func purchasersFilled(in events: [HistoryEvent]) async throws(HistoryFailure) -> [HistoryEvent] {
    var events = events
    var known: [OrderID: (tier: String?, customer: String?)] = [:]
    for index in events.indices where events[index].customer == nil || events[index].tier == nil {
      guard let order = events[index].order else { continue }
      if known[order] == nil {
        let place = events[index].commit.id
        let path = try await documentPath(of: order, at: place)
        let bytes = try await attempt { () throws(GitError) in
          guard let path else { return [UInt8]?.none }
          return try await document(at: path, of: place)
        }
        known[order] = bytes.map { purchaser(in: $0) } ?? (nil, nil)
      }
      events[index].customer = events[index].customer ?? known[order]?.customer
      events[index].tier = events[index].tier ?? known[order]?.tier
    }
    return events
  }
}

/// How many seconds before a period is looked for what was asked for, and what failed, that ended in it: 30 days.
private let askedBefore: Int64 = 30 * 86_400
