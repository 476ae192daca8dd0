import Git
public import Planner

/// Who is behind one value of an order, now and before.
public struct ValueHistory: Hashable, Sendable {
  public let order: OrderID
  /// As it was found: `tier`, `build.memory`.
  public let field: String
  /// What documents said, the newest first.
  public let declared: [Step]
  /// What was applied, the newest first.
  public let applied: [Step]

  /// A value since a commit.
  public struct Step: Hashable, Sendable {
    /// Nil where there was none any more.
    public let value: String?
    public let commit: CommitFacts
    /// The document that the commit changed; of what was applied, the result.
    public let path: String
    /// Who wrote it, where a merge brought it: the commits' own authors.
    public let authors: [Person]
    public var approvals: [RecordedApproval]
  }
}

extension FleetHistory {
  /// The commits behind each value that an order's key or its server's field has had.
  ///
  /// - Parameter name: a key of the order's document (`tier`), or a field of a server (`memory`, `build.memory`, a variable's name): its value
  ///   comes from the order, the catalog and the settings together.
  public func values(of order: OrderID, _ name: String) async throws(HistoryFailure) -> ValueHistory {
    let timeline = try await timeline(of: order)
    let key = try await keyHistory(of: order, name, timeline)
    if !key.isEmpty {
      let applied = appliedHistory(timeline, field: name)
      return ValueHistory(order: order, field: name, declared: key, applied: applied)
    }
    guard let field = Field(named: name) else { throw .unknownField(name, order) }
    let declared = try await fieldHistory(of: order, field, timeline)
    let applied = appliedHistory(timeline, field: field.path)
    guard !declared.isEmpty || !applied.isEmpty else { throw .unknownField(name, order) }
    return ValueHistory(order: order, field: field.path, declared: declared, applied: applied)
  }

  /// The steps of a key that the document itself has.
  private func keyHistory(
    of order: OrderID, _ key: String, _ timeline: [HistoryEvent]
  ) async throws(HistoryFailure) -> [ValueHistory.Step] {
    var steps: [ValueHistory.Step] = []
    var known: [String] = []
    for event in timeline where [.asked, .edited, .removed].contains(event.kind) {
      let commit = event.commit
      guard let path = try await path(of: order, around: commit, trying: known) else { continue }
      if !known.contains(path.path) { known.append(path.path) }
      let change = try await attempt { () throws(GitError) -> KeyChange? in
        var before: [UInt8]?
        if let parent = commit.parents.first { before = try await document(at: path.before ?? path.path, of: parent) }
        let after = try await document(at: path.path, of: commit.id)
        return keyChanges(from: before, to: after, showingAll: true)?.first { $0.key == key }
      }
      guard let change else { continue }
      steps.append(try await step(change.new, commit, path.path, event.approvals))
    }
    return steps
  }

  private func path(
    of order: OrderID, around commit: CommitFacts, trying known: [String]
  ) async throws(HistoryFailure) -> (path: String, before: String?)? {
    let after = try await documentPath(of: order, at: commit.id, trying: known)
    var before: String?
    if let parent = commit.parents.first {
      before = try await documentPath(of: order, at: parent, trying: known + [after].compactMap(\.self))
    }
    guard let path = after ?? before else { return nil }
    return (path, before)
  }

  /// The steps of a server's field, whichever document moved it.
  private func fieldHistory(
    of order: OrderID, _ field: Field, _ timeline: [HistoryEvent]
  ) async throws(HistoryFailure) -> [ValueHistory.Step] {
    var places: [(id: ObjectID, path: String, approvals: [RecordedApproval])] = []
    var known: [String] = []
    for event in timeline where event.kind.isDeclared {
      let path = try await documentPath(of: order, at: event.commit.id, trying: known)
      if let path, !known.contains(path) { known.append(path) }
      places.append((event.commit.id, path ?? event.words, event.approvals))
    }
    for (path, found) in try await sharedChanges() {
      places += found.filter { id in !places.contains { $0.id == id } }.map { ($0, path, []) }
    }
    var approvals: [Int: [RecordedApproval]] = [:]
    for results in timeline.compactMap(\.commit.results) {
      for request in results.requestNumbers { approvals[request] = results.approvals(of: request) }
    }
    var steps: [ValueHistory.Step] = []
    for place in places {
      let facts = try await summary(of: place.id)
      var before: String?
      if let parent = facts.parents.first { before = try await declaredValue(of: field, order, at: parent, known) }
      let after = try await declaredValue(of: field, order, at: place.id, known)
      guard before != after else { continue }
      let known = place.approvals + (facts.origin.request.flatMap { approvals[$0] } ?? [])
      steps.append(try await step(after, facts, place.path, known))
    }
    return steps.sorted { $0.commit.at > $1.commit.at }
  }

  /// The commits that changed each of the documents that decide about many orders. In a long history a search takes a while, so they
  /// run at once.
  private func sharedChanges() async throws(HistoryFailure) -> [(path: String, commits: [ObjectID])] {
    let found = await withTaskGroup(of: (Int, Result<[ObjectID], GitError>).self) { group in
      for (index, path) in sharedPaths.enumerated() { group.addTask { (index, await commits(changing: path)) } }
      return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    return try await attempt { () throws(GitError) in
      var changes: [(path: String, commits: [ObjectID])] = []
      for (index, path) in sharedPaths.enumerated() { changes.append((path, try found[index]?.get() ?? [])) }
      return changes
    }
  }

  /// A function of its own: where a task's closure catches a typed error itself, Swift 6.3's optimiser returns rubbish in the place of the path.
  private func commits(changing path: String) async -> Result<[ObjectID], GitError> {
    do throws(GitError) { return .success(try await search.changes(of: path, from: tip, limit: 2000)) } catch {
      return .failure(error)
    }
  }

  private func declaredValue(
    of field: Field, _ order: OrderID, at commit: ObjectID, _ known: [String]
  ) async throws(HistoryFailure) -> String? {
    guard let path = try await documentPath(of: order, at: commit, trying: known) else { return nil }
    return try await attempt { () throws(GitError) in
      var files: [FleetFile] = []
      for path in [path] + sharedPaths {
        guard let bytes = try await document(at: path, of: commit) else { continue }
        files.append(FleetFile(path: path, content: .bytes(bytes)))
      }
      let reading = readFleet(files, in: folder.path, revision: .commit(commit.description), environment: [:])
      guard let fleet = reading.fleet, let found = fleet.order(order) else { return nil }
      return declaredValues(of: found, in: fleet.catalog, under: fleet.settings)[field]
    }
  }

  private func appliedHistory(_ timeline: [HistoryEvent], field: String) -> [ValueHistory.Step] {
    timeline.compactMap { event in
      guard let order = event.order, let change = event.changes.first(where: { $0.field == field }),
        !event.kind.isDeclared
      else { return nil }
      return ValueHistory.Step(
        value: change.new, commit: event.commit, path: resultPath(of: order), authors: [], approvals: event.approvals)
    }
  }

  private func step(
    _ value: String?, _ commit: CommitFacts, _ path: String, _ approvals: [RecordedApproval]
  ) async throws(HistoryFailure) -> ValueHistory.Step {
    var authors: [Person] = []
    if commit.origin.isMerge, let first = commit.parents.first, let merged = commit.parents.last {
      let brought = try await attempt { () throws(GitError) in
        try await search.brought(by: merged, without: first, path: path)
      }
      for id in brought {
        let author = try await attempt { () throws(GitError) in Person(try await repository.commit(id).author) }
        if !authors.contains(author) { authors.append(author) }
      }
    }
    return ValueHistory.Step(
      value: value, commit: commit, path: path, authors: authors.isEmpty ? [commit.origin.asker] : authors,
      approvals: approvals)
  }
}
