import Git
import Planner

/// The part of a fleet that a run of some orders reads.
struct FleetPart: Sendable {
  /// Settings, catalog, and these orders with their results; where one of them makes a claim, or has a server and no document, the documents of
  /// all others as well.
  let reading: FleetReading
  let orders: Set<OrderID>
  /// How many other orders have a document.
  let others: Int
  let isEveryDocumentRead: Bool
  /// Their documents, settings and catalog.
  let documents: [TreeEntry]

  /// How many of the orders have a living server, as is recorded.
  func living(of fleet: Fleet) -> Int {
    fleet.results.values.count { $0.livingServer != nil && orders.contains($0.order) }
  }

  /// The fleet that was read, narrowed to the orders.
  func narrowed(_ fleet: Fleet, beside recorded: RecordedRest) -> Fleet {
    isEveryDocumentRead
      ? fleet.narrowed(to: orders, beside: recorded)
      : fleet.narrowed(to: orders, beside: recorded, unread: others)
  }
}

extension Workspace {
  /// Reads some orders of a commit with their results, and what concerns all.
  ///
  /// - Parameters:
  ///   - named: where the commit has their documents.
  ///   - commit: where documents and results are read.
  ///   - revision: the commit that the orders are labelled with.
  ///   - isWhole: whether the documents of all others are read in any case.
  func readPart(
    of orders: Set<OrderID>, _ named: NamedDocuments, at commit: ObjectID, as revision: ObjectID,
    withOthers isWhole: Bool = false, in repository: Repository
  ) async throws(GitError) -> FleetPart {
    var documents = named.documents(of: orders)
    for name in ["catalog.yaml", "catalog.yml", "fleet.yaml", "fleet.yml"] {
      if let entry = try await repository.entry(at: "\(fleetPath)/\(name)", of: commit) { documents.append(entry) }
    }
    var entries = try await named.attributes + named.obstacles + results(of: orders, at: commit, in: repository)
    var reading = try await read(entries + documents, of: commit, as: revision, in: repository)
    let isEveryDocumentRead = isWhole || reading.fleet.map { $0.makesClaims || named.isAnyMissing(of: $0) } ?? false
    if isEveryDocumentRead {
      entries += documents
      let listed = Set(entries.map(\.path))
      let all = try await repository.entries(at: commit, below: "\(fleetPath)/orders")
      entries += all.filter { !listed.contains($0.path) }
      reading = try await self.read(entries, of: commit, as: revision, in: repository)
    }
    return FleetPart(
      reading: reading, orders: orders, others: named.count(besides: orders), isEveryDocumentRead: isEveryDocumentRead,
      documents: documents)
  }

  /// The files of some orders' results, and what may hide one.
  func results(
    of orders: Set<OrderID>, at commit: ObjectID, in repository: Repository
  ) async throws(GitError) -> [TreeEntry] {
    var entries: [TreeEntry] = []
    for (folder, some) in Dictionary(grouping: orders, by: { resultPath(of: $0).folder }).sorted(by: { $0.key < $1.key }
    ) {
      for named in try await find(Set(some), in: folder, of: [commit], repository) {
        entries += named.documents(of: Set(some)) + named.attributes + named.obstacles
      }
    }
    let above = "\(resultsPath)/.gitattributes"
    if let attributes = try await repository.entry(at: above, of: commit) { entries.append(attributes) }
    return entries
  }

  func read(
    _ entries: [TreeEntry], of commit: ObjectID, as revision: ObjectID, in repository: Repository
  ) async throws(GitError) -> FleetReading {
    let filtered = try await repository.filtered(entries.map(\.path), below: fleetPath, at: commit)
    let contents = try await read(.inCommit(entries, repository, filtered: filtered), keeping: .everything)
    return joinFleet(consume contents, at: .commit(revision.description))
  }
}

extension NamedDocuments {
  /// Whether an order has a server and no document by its name: it may be declared under another one by mistake.
  fileprivate func isAnyMissing(of fleet: Fleet) -> Bool {
    fleet.results.values.contains { $0.livingServer != nil && entries[$0.order] == nil }
  }
}

extension String {
  /// The path without its last part.
  fileprivate var folder: String { split(separator: "/").dropLast().joined(separator: "/") }
}
