import Git
import Planner

/// The part of a fleet that a run of some orders reads.
struct FleetPart: Sendable {
  /// Settings, catalog, and these orders with their results; where one of them makes a claim, the documents of all others as well.
  let reading: FleetReading
  let orders: Set<OrderID>
  /// The other orders that have a document.
  let others: Set<OrderID>
  /// Some recorded servers of other orders, by which a panel is told from another one.
  let sample: [SampledServer]
  let isEveryDocumentRead: Bool

  /// The fleet that was read, narrowed to the orders.
  ///
  /// - Parameter servers: how many orders of the whole fleet have a living server, as the last run recorded.
  func narrowed(_ fleet: Fleet, of servers: Int) -> Fleet {
    let living = fleet.results.values.count { $0.livingServer != nil && orders.contains($0.order) }
    // Whoever lost their document without being recorded as such is open, and among the orders.
    let recorded = RecordedRest(orders: [], servers: max(0, servers - living), gone: [], sample: sample)
    return isEveryDocumentRead
      ? fleet.narrowed(to: orders, beside: recorded)
      : fleet.narrowed(to: orders, beside: recorded, unread: others)
  }
}

extension Workspace {
  /// Reads some orders of a commit with their results, and what concerns all.
  ///
  /// - Parameters:
  ///   - commit: where documents and results are read.
  ///   - revision: the commit that the orders are labelled with, which also chooses the sample.
  func readPart(
    of orders: Set<OrderID>, at commit: ObjectID, as revision: ObjectID, in repository: Repository
  ) async throws(GitError) -> FleetPart {
    var entries: [TreeEntry] = []
    for name in ["catalog.yaml", "catalog.yml", "fleet.yaml", "fleet.yml"] {
      if let entry = try await repository.entry(at: "\(fleetPath)/\(name)", of: commit) { entries.append(entry) }
    }
    for folder in Set(orders.map { "\(fleetPath)/\(resultPath(of: $0))".folder }).sorted() {
      entries += try await repository.entries(at: commit, below: folder).filter { $0.isOf(orders) }
    }
    // All names, for a document may be in any folder, or in two.
    let documents = try await repository.entries(at: commit, below: "\(fleetPath)/orders")
    let own = documents.filter { $0.isOf(orders) }
    var reading = try await read(entries + own, of: commit, as: revision, in: repository)
    let makesClaims = reading.fleet?.makesClaims == true
    if makesClaims { reading = try await read(entries + documents, of: commit, as: revision, in: repository) }
    return FleetPart(
      reading: reading, orders: orders,
      others: Set(documents.compactMap { OrderID(fileStem(of: $0.path)) }).subtracting(orders),
      sample: try await sample(beside: orders, at: commit, by: revision, in: repository),
      isEveryDocumentRead: makesClaims)
  }

  private func read(
    _ entries: [TreeEntry], of commit: ObjectID, as revision: ObjectID, in repository: Repository
  ) async throws(GitError) -> FleetReading {
    let filtered = try await repository.filtered(entries.map(\.path), below: fleetPath, at: commit)
    let contents = try await read(.inCommit(entries, repository, filtered: filtered), keeping: .everything)
    return joinFleet(consume contents, at: .commit(revision.description))
  }
}

extension TreeEntry {
  /// Whether it is a file of one of some orders, or what may hide one.
  fileprivate func isOf(_ orders: Set<OrderID>) -> Bool {
    switch kind {
    case .file, .executable: OrderID(fileStem(of: path)).map(orders.contains) ?? false
    case .symlink, .submodule, .folder: true
    }
  }
}

extension String {
  /// The path without its last part.
  fileprivate var folder: String { split(separator: "/").dropLast().joined(separator: "/") }
}
