import Git
import Planner

extension Workspace {
  /// Edits documents of orders, checks the fleet with them, and writes or commits them. Nothing is written where the fleet would then have
  /// an error that it does not have now.
  public func editOrders(_ request: OrderEditRequest) async throws(OrderEditingFailure) -> OrderEditReport {
    let base = try await base(for: request.destination)
    let files = try await failing { () throws(ApplyFailure) in try await listFiles(of: base.source) }
    let listing = FleetListing(files.listed, in: fleetPath)
    if listing.settings == nil, listing.catalog == nil { throw .fleet(noFleet(in: base.source)) }
    // A new order goes where the others are.
    var before: FleetReading?
    if case .new(let order, _, let folder) = request.change {
      try requireUntaken(order.id, in: files, listing)
      if folder == nil { before = try await read(files) }
    }
    let edits = try await edits(for: request, in: files, listing, beside: before?.fleet?.orders ?? [])
    let check = try await check(edits, in: files, knowing: before, asOf: request.asOf)
    func report(_ end: OrderEditReport.End, skipping hooks: [String] = []) -> OrderEditReport {
      OrderEditReport(
        edits: edits, problems: check.problems, faultyBefore: check.faultyBefore, olderErrors: check.olderErrors,
        status: check.status, end: end, skippedHooks: hooks)
    }
    let needed = edits.filter { !$0.isNeedless }
    if needed.isEmpty {
      guard case .commit(let how) = request.destination, how.isPushed, !request.isDryRun, let target = base.target
      else { return report(.nothingToDo) }
      return report(await pushTip(of: target))
    }
    if check.problems.hasErrors { return report(.refused) }
    if check.status == nil, request.change.needsCatalog { throw .unchecked }
    if let target = base.target { try await requireUntouched(needed, target) }
    if request.isDryRun { return report(.dryRun) }
    switch (request.destination, base.target) {
    case (.commit(let how), let target?):
      let hooks = (try? await target.repository.hooks(among: ["pre-commit", "prepare-commit-msg", "commit-msg"])) ?? []
      return report(try await commit(needed, request.change.verb, how, on: target), skipping: hooks)
    case (.workingTree, _), (.commit, nil):
      try await failing { () throws(ApplyFailure) in
        try await attempt { () throws(GitError) in
          for edit in needed { try replaceFile(at: edit.path, below: root, with: edit.after) }
        }
      }
      return report(.written)
    }
  }

  /// The documents with the edits in them.
  func edits(
    for request: OrderEditRequest, in files: FleetFiles, _ listing: FleetListing, beside others: [Order]
  ) async throws(OrderEditingFailure) -> [OrderDocumentEdit] {
    switch request.change {
    case .new(let order, let more, let folder):
      let document = try newDocument(order, in: folder, beside: others, listing, asOf: request.asOf)
      do throws(OrderEditFailure) {
        return [
          OrderDocumentEdit(
            order: order.id, path: document.path, before: nil, after: try editOrder(document.after, by: more))
        ]
      } catch {
        throw .edit(order.id, error)
      }
    case .edits(let edits, let orders):
      return try await edited(orders, in: files, listing) { bytes throws(OrderEditFailure) in
        try editOrder(bytes, by: edits)
      }
    case .action(let action, let orders):
      return try await edited(orders, in: files, listing) { bytes throws(OrderEditFailure) in
        try editOrder(bytes, by: try action.edits(of: bytes))
      }
    }
  }

  private func edited(
    _ orders: [OrderID], in files: FleetFiles, _ listing: FleetListing,
    _ edit: ([UInt8]) throws(OrderEditFailure) -> [UInt8]
  ) async throws(OrderEditingFailure) -> [OrderDocumentEdit] {
    let listed = files.listed
    var numbers: [String: [Int]] = [:]
    for number in listing.orders { numbers[fileStem(of: listed[number].path), default: []].append(number) }
    var edits: [OrderDocumentEdit] = []
    for order in orders where !edits.contains(where: { $0.order == order }) {
      guard let found = numbers[order.text], let number = found.first else {
        let recorded = listing.results.contains { fileStem(of: listed[$0].path) == order.text }
        throw .noSuchOrder(order, nearest: nearest(to: order.text, among: Array(numbers.keys)), isRecorded: recorded)
      }
      guard found.count == 1 else { throw .declaredTwice(order, found.map { listed[$0].path }) }
      let file = try await failing { () throws(ApplyFailure) in
        try await attempt { () throws(GitError) in try await files.file(number) }
      }
      guard case .bytes(let bytes)? = file?.content else { throw .unreadable(path: listed[number].path) }
      do throws(OrderEditFailure) {
        edits.append(
          OrderDocumentEdit(order: order, path: listed[number].path, before: bytes, after: try edit(bytes)))
      } catch {
        throw .edit(order, error)
      }
    }
    return edits
  }

  private func requireUntaken(
    _ order: OrderID, in files: FleetFiles, _ listing: FleetListing
  ) throws(OrderEditingFailure) {
    let listed = files.listed
    for number in listing.orders + listing.results
    where fileStem(of: listed[number].path).lowercased() == order.text {
      throw .taken(order, by: listed[number].path)
    }
  }

  private func newDocument(
    _ new: NewOrder, in folder: String?, beside others: [Order], _ listing: FleetListing, asOf day: Day
  ) throws(OrderEditingFailure) -> OrderDocumentEdit {
    let fleetParts = fleetPath.split(separator: "/").map(String.init)
    let path: String
    if let folder {
      let parts = folder.split(separator: "/").map(String.init)
      let inner = parts.starts(with: fleetParts) ? Array(parts.dropFirst(fleetParts.count)) : parts
      guard inner.first == "orders", !inner.contains(".."), !inner.contains(".") else { throw .badFolder(folder) }
      path = listing.path(inner.joined(separator: "/") + "/\(new.id).yaml")
    } else {
      path = OrderPlacement(beside: others, in: fleetPath).path(of: new, asOf: day)
    }
    let parent = fleetParts.dropLast().map { "\($0)/" }.joined()
    let bytes = writeNewOrder(new, schema: schemaLink(from: path, to: "\(parent)schemas/order.schema.json"))
    return OrderDocumentEdit(order: new.id, path: path, before: nil, after: bytes)
  }

  private func read(_ files: FleetFiles) async throws(OrderEditingFailure) -> FleetReading {
    try await failing { () throws(ApplyFailure) in
      try await attempt { () throws(GitError) in
        joinFleet(try await read(files, keeping: .everything), at: .dirty(basedOn: nil))
      }
    }
  }

  /// What the fleet would have wrong with the edits in it, and where the orders then stand.
  func check(
    _ edits: [OrderDocumentEdit], in files: FleetFiles, knowing before: FleetReading?, asOf day: Day
  ) async throws(OrderEditingFailure) -> EditCheck {
    let documents = edits.map { ($0, FleetFile(path: $0.path, content: .bytes($0.after))) }
    let replaced = documents.filter { $0.0.before != nil }.map { ($0.0.path, $0.1) }
    let after = FleetFiles.edited(
      files, replaced: Dictionary(replaced) { first, _ in first },
      added: documents.filter { $0.0.before == nil }.map(\.1))
    return try await failing { () throws(ApplyFailure) in
      try await attempt { () throws(GitError) in
        let reading = joinFleet(try await read(after, keeping: .everything), at: .dirty(basedOn: nil))
        let found = reading.diagnostics + (reading.fleet?.contradictions ?? [])
        let paths = Set(edits.map(\.path))
        var older: Set<Diagnostic> = []
        if found.contains(where: { !paths.contains($0.path) || $0.severity == .error }) {
          if let before {
            older = Set(before.diagnostics + (before.fleet?.contradictions ?? []))
          } else {
            older = Set(FleetCheck(try await read(files, keeping: .problems)).diagnostics)
          }
        }
        let problems = found.filter { paths.contains($0.path) || !older.contains($0) }
        let ids = Set(edits.map(\.order))
        let status = reading.fleet.map { fleet in
          FleetStatus(
            fleet: fleet.settings.name, revision: fleet.revision, asOf: day, policy: fleet.settings.policy,
            orders: fleet.orders.filter { ids.contains($0.id) }.map { makeStatus(of: $0, in: fleet, asOf: day) })
        }
        let errors = problems.filter { $0.severity == .error }
        let known = older.filter { paths.contains($0.path) }
        let areOld = errors.allSatisfy { error in known.contains { $0.isSame(as: error) } }
        return EditCheck(
          problems: problems,
          faultyBefore: areOld ? edits.filter { edit in errors.contains { $0.path == edit.path } }.map(\.order) : [],
          olderErrors: found.count { $0.severity == .error && !problems.contains($0) }, status: status)
      }
    }
  }
}

/// What the fleet would be with edits in it.
struct EditCheck: Sendable {
  let problems: [Diagnostic]
  /// Those whose documents had all of the errors before.
  let faultyBefore: [OrderID]
  let olderErrors: Int
  /// Nil where settings or catalog cannot be read.
  let status: FleetStatus?
}

extension Diagnostic {
  /// Whether it tells of the same, which an edit may have moved to another line.
  fileprivate func isSame(as other: Diagnostic) -> Bool {
    path == other.path && code == other.code && message == other.message
  }
}

extension OrderEditRequest.Change {
  /// Whether only the catalog and the settings tell if it is sound. To end or to stop something does not wait for them.
  var needsCatalog: Bool {
    switch self {
    case .new, .edits: true
    case .action: false
    }
  }

  /// What a commit says was done.
  var verb: String {
    switch self {
    case .new: "Add"
    case .edits(let edits, _): "Set \(edits.map(\.name).joined(separator: ", ")) of"
    case .action(.suspend, _): "Suspend"
    case .action(.resume, _): "Resume"
    case .action(.terminate, _): "Terminate"
    case .action(.reprieve, _): "Reprieve"
    }
  }
}

/// A failure of reading a fleet as one of editing it.
func failing<Value>(
  _ body: () async throws(ApplyFailure) -> Value
) async throws(OrderEditingFailure) -> Value {
  do { return try await body() } catch { throw .fleet(error) }
}
