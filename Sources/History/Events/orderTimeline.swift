import Git
public import Planner

extension FleetHistory {
  /// An order's life, the newest event first: across moved folders and removed files, and through merges and squashes.
  public func timeline(of order: OrderID) async throws(HistoryFailure) -> [HistoryEvent] {
    var commits: [ObjectID: [String]] = [:]
    var lists: [[ObjectID]] = []
    let result = resultPath(of: order)
    let recorded = try await attempt { () throws(GitError) in try await search.changes(of: result, from: tip) }
    let documents = try await documentChanges(of: order, recorded: recorded).sorted { $0.key < $1.key }
    for (path, found) in [(result, recorded)] + documents {
      lists.append(found)
      for id in found { commits[id, default: []].append(path) }
    }
    guard !commits.isEmpty else { throw .unknownOrder(order) }
    var events: [ObjectID: [HistoryEvent]] = [:]
    var times: [ObjectID: Int] = [:]
    for (id, paths) in commits {
      let facts = try await summary(of: id)
      times[id] = facts.at.seconds
      events[id] = try await attempt { () throws(GitError) in try await self.events(of: order, in: facts, at: paths) }
    }
    let line = try await attempt { () throws(GitError) in
      try await isTimely(Array(commits.keys), times) ? merged(lists, by: times) : lined(Set(commits.keys))
    }
    return joined(line.flatMap { events[$0] ?? [] })
  }

  /// Whether the commits' times can be what puts them in order: none is earlier than the commit that it follows.
  private func isTimely(_ commits: [ObjectID], _ times: [ObjectID: Int]) async throws(GitError) -> Bool {
    for id in commits {
      guard let parent = try await repository.commit(id).parents.first, try await repository.has(parent) else {
        continue
      }
      if Int(try await repository.commit(parent).committer.time) > (times[id] ?? 0) + clocksDiffer { return false }
    }
    return true
  }

  /// Some commits as the line has them, the newest first.
  private func lined(_ commits: Set<ObjectID>) async throws(GitError) -> [ObjectID] {
    try await repository.firstParents(from: tip).map(\.id).filter(commits.contains)
  }

  /// The commits that changed the order's document, by each path where it is or was: at the tip, in the commits that its results were applied
  /// from, and in the folders that it was moved from.
  private func documentChanges(
    of order: OrderID, recorded: [ObjectID]
  ) async throws(HistoryFailure) -> [String: [ObjectID]] {
    var found: [String: [ObjectID]] = [:]
    var looked: Set<ObjectID> = []
    var places = [tip]
    if let last = recorded.last, let first = recorded.first {
      for id in Set([first, last]) {
        let revision = try await attempt { () throws(GitError) in try await result(of: order, at: id)?.applied?.revision
        }
        if let revision = revision.flatMap({ ObjectID($0) }) { places.append(revision) }
      }
    }
    while let place = places.popLast() {
      guard looked.insert(place).inserted, let path = try await documentPath(of: order, at: place),
        found[path] == nil
      else { continue }
      // Where it first came to this path, it may have come from another one, and where it left, gone to another one.
      let changes = try await attempt { () throws(GitError) in try await search.changes(of: path, from: tip) }
      found[path] = changes
      for id in changes {
        let commit = try await attempt { () throws(GitError) in try await repository.commit(id) }
        guard let parent = commit.parents.first else { continue }
        let isHere = try await attempt { () throws(GitError) in try await repository.entry(at: path, of: id) } != nil
        let wasHere =
          try await attempt { () throws(GitError) in try await repository.entry(at: path, of: parent) } != nil
        if isHere != wasHere { places.append(isHere ? parent : id) }
      }
    }
    guard found.isEmpty else { return found }
    for name in ["\(order).yaml", "\(order).yml"] {
      let comings = try await attempt { () throws(GitError) in
        try await search.comings(of: name, below: ordersPath, from: tip)
      }
      for id in comings {
        let commit = try await attempt { () throws(GitError) in try await repository.commit(id) }
        for place in [id] + commit.parents.prefix(1) {
          guard let path = try await documentPath(of: order, at: place), found[path] == nil else { continue }
          found[path] = try await attempt { () throws(GitError) in try await search.changes(of: path, from: tip) }
        }
      }
    }
    return found
  }

  /// Where a commit has the order's document; nil where it has none.
  ///
  /// - Parameter known: where other commits have it: these places are tried first.
  func documentPath(
    of order: OrderID, at commit: ObjectID, trying known: [String] = []
  ) async throws(HistoryFailure) -> String? {
    // Where nearly all of them are, without listing ten thousand others.
    for path in known + ["\(ordersPath)/\(order).yaml", "\(ordersPath)/\(order).yml"] {
      let found = try? await repository.entry(at: path, of: commit)
      if found != nil { return path }
    }
    guard (try? await repository.has(commit)) == true else { return nil }
    let entries = try await attempt { () throws(GitError) in try await repository.entries(at: commit, below: ordersPath)
    }
    return entries.first { self.order(at: $0.path) == order }?.path
  }

  /// What one commit tells of an order, from what it has at some paths.
  private func events(
    of order: OrderID, in commit: CommitFacts, at paths: [String]
  ) async throws(GitError) -> [HistoryEvent] {
    let id = commit.id
    let parent = commit.parents.first
    let resultPath = resultPath(of: order)
    var events: [HistoryEvent] = []
    if paths.contains(resultPath) {
      var before: OrderResult?
      if let parent { before = try await result(of: order, at: parent) }
      events += resultEvents(of: order, from: before, to: try await result(of: order, at: id), in: commit)
    }
    var (before, after): (OrderDocument?, OrderDocument?)
    for path in paths where path != resultPath {
      if let parent, let bytes = try await document(at: path, of: parent) {
        before = OrderDocument(path: path, bytes: bytes)
      }
      if let bytes = try await document(at: path, of: id) { after = OrderDocument(path: path, bytes: bytes) }
    }
    return events + documentEvents(of: order, from: before, to: after, in: commit)
  }
}

/// How many seconds the clocks of people and runners may differ.
let clocksDiffer = 600

/// Commits of several lists in one, each once: every list keeps its order, for times are what people say.
private func merged(_ lists: [[ObjectID]], by times: [ObjectID: Int]) -> [ObjectID] {
  var rests = lists.map { $0[...] }
  var merged: [ObjectID] = []
  var seen: Set<ObjectID> = []
  while true {
    let heads = rests.indices.compactMap { index in rests[index].first.map { (index, times[$0] ?? 0) } }
    guard let next = heads.max(by: { $0.1 < $1.1 }), let id = rests[next.0].popFirst() else { return merged }
    if seen.insert(id).inserted { merged.append(id) }
  }
}
