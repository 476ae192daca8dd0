import Git
import Planner

/// Where a commit has the documents of some orders, as the names of all documents tell. None of them is read.
struct NamedDocuments: Sendable {
  /// By order, in whichever folders they are: where one has two, both are told so.
  let entries: [OrderID: [TreeEntry]]
  /// Files that say what git changes in documents on their way to a working tree.
  let attributes: [TreeEntry]
  /// Links, submodules, folders that are too deep, names that are none, a file in the place of the folder: what is behind them is not known.
  let obstacles: [TreeEntry]
  /// How many other documents there are.
  let others: Int

  init(_ search: NameSearch, below folder: String) {
    var entries: [OrderID: [TreeEntry]] = [:]
    var (attributes, obstacles): ([TreeEntry], [TreeEntry]) = ([], [])
    for entry in search.found {
      switch entry.kind {
      case .symlink, .submodule, .folder, .misnamed: obstacles.append(entry)
      case .file, .executable:
        if entry.path == folder { obstacles.append(entry) }
        if entry.path.hasSuffix("/.gitattributes") { attributes.append(entry) }
        if let order = OrderID(fileStem(of: entry.path)) { entries[order, default: []].append(entry) }
      }
    }
    (self.entries, self.attributes, self.obstacles, others) = (entries, attributes, obstacles, search.others)
  }

  /// The documents of some of the orders that were searched for, sorted by path.
  func documents(of orders: Set<OrderID>) -> [TreeEntry] {
    orders.flatMap { entries[$0] ?? [] }.sorted { $0.path < $1.path }
  }

  /// How many documents there are beside those of some orders.
  func count(besides orders: Set<OrderID>) -> Int {
    others + entries.filter { !orders.contains($0.key) }.values.reduce(0) { $0 + $1.count }
  }
}

extension Workspace {
  /// Finds the documents of some orders, or their results, in each of some commits.
  ///
  /// - Parameter folder: `orders`, or a folder of results, within the fleet's.
  func find(
    _ orders: Set<OrderID>, in folder: String, of commits: [ObjectID], _ repository: Repository
  ) async throws(GitError) -> [NamedDocuments] {
    let path = "\(fleetPath)/\(folder)"
    // The file of attributes has no name before its dot.
    let stems = Set(orders.map(\.text)).union([""])
    return try await repository.search(for: stems, countingOthersIn: ".yaml", below: path, of: commits).map {
      NamedDocuments($0, below: path)
    }
  }
}
