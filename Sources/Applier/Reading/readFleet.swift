import Git
public import Planner

extension Workspace {
  /// Reads the fleet.
  public func readFleet(from source: FleetSource) async throws(ApplyFailure) -> FleetReading {
    if case .merge(let base, let head) = source {
      let merged = try await merged(base: base, head: head)
      return try await merged.workspace.readFleet(at: merged.commit, as: merged.head)
    }
    return try await readFleet(in: try await tree(of: source))
  }

  /// Where documents are read from.
  enum DocumentTree {
    /// A commit, and the one that people know it by. A working tree that equals `HEAD` is that: it is what apply will read, byte for byte, for
    /// filters and line endings change the bytes in the working tree.
    case committed(ObjectID, as: ObjectID)
    /// A working tree that differs from `HEAD` at these paths, or has nothing to differ from.
    case changed([String])
  }

  /// - Parameter source: no merge.
  func tree(of source: FleetSource) async throws(ApplyFailure) -> DocumentTree {
    switch source {
    case .revision(let text), .merge(_, let text):
      let commit = try await resolve(text)
      return .committed(commit, as: commit)
    case .workingTree: return try await attempt { () throws(GitError) in try await workingTree() }
    }
  }

  /// - Parameter outlined: called once settings and catalog are read and sound, before orders are read.
  func readFleet(
    in tree: DocumentTree, telling outlined: (FleetOutline) -> Void = { _ in }
  ) async throws(ApplyFailure) -> FleetReading {
    switch tree {
    case .committed(let commit, let label): return try await readFleet(at: commit, as: label, telling: outlined)
    case .changed(let paths):
      return try await attempt { () throws(GitError) in
        let revision = try await workingTreeRevision()
        let files = try await listWorkingTree(changed: paths)
        return joinFleet(try await read(files, keeping: .everything, telling: outlined), at: revision)
      }
    }
  }

  /// Reads the fleet's documents in order to check them. Sound ones are not kept, and git is not asked whether the
  /// working tree is as in `HEAD`.
  public func checkFleet(from source: FleetSource) async throws(ApplyFailure) -> FleetCheck {
    let files = try await listFiles(of: source)
    let check = try await attempt { () throws(GitError) in FleetCheck(try await read(files, keeping: .problems)) }
    guard !check.diagnostics.tellOfNoFleet else { throw noFleet(in: source) }
    return check
  }

  /// Reads the fleet of a commit, and labels it with the revision that its orders come from.
  ///
  /// - Parameter outlined: called once settings and catalog are read and sound, before orders are read.
  func readFleet(
    at commit: ObjectID, as revision: ObjectID, telling outlined: (FleetOutline) -> Void = { _ in }
  ) async throws(ApplyFailure) -> FleetReading {
    let repository = try requireRepository()
    return try await attempt { () throws(GitError) in
      let files = try await list(commit, in: repository)
      let contents = try await read(files, keeping: .everything, telling: outlined)
      return joinFleet(consume contents, at: .commit(revision.description))
    }
  }

  /// Reads the fleet's settings alone, as a commit has them.
  func readSettings(at commit: ObjectID) async throws(ApplyFailure) -> ParsedDocument<FleetSettings> {
    let repository = try requireRepository()
    return try await attempt { () throws(GitError) in
      let files = try await find(["fleet.yaml", "fleet.yml"], at: commit, in: repository)
      return try await readSettings(of: files, in: FleetListing(files.listed, in: fleetPath))
    }
  }

  /// Reads what a commit decides about all orders; nil where settings or catalog have errors.
  func readOutline(
    at commit: ObjectID
  ) async throws(ApplyFailure) -> (settings: FleetSettings, catalog: Catalog)? {
    let repository = try requireRepository()
    return try await attempt { () throws(GitError) in
      let files = try await find(
        ["catalog.yaml", "catalog.yml", "fleet.yaml", "fleet.yml"], at: commit, in: repository)
      let listing = FleetListing(files.listed, in: fleetPath)
      let settings = try await readSettings(of: files, in: listing)
      let catalog = readCatalog(try await files.file(listing.catalog), in: listing)
      guard let settings = settings.value, let catalog = catalog.value else { return nil }
      return (settings, catalog)
    }
  }

  /// Finds documents by their names in a commit, without the thousands of orders and results that lie beside them.
  private func find(
    _ names: [String], at commit: ObjectID, in repository: Repository
  ) async throws(GitError) -> FleetFiles {
    var entries: [TreeEntry] = []
    for name in names {
      if let entry = try await repository.entry(at: "\(fleetPath)/\(name)", of: commit) { entries.append(entry) }
    }
    let filtered = try await repository.filtered(entries.map(\.path), below: fleetPath, at: commit)
    return .inCommit(entries, repository, filtered: filtered)
  }

  /// Lists the files that the fleet is read from.
  func listFiles(of source: FleetSource) async throws(ApplyFailure) -> FleetFiles {
    switch source {
    case .workingTree: return try await attempt { () throws(GitError) in try await listWorkingTree(changed: []) }
    case .revision(let text):
      let (repository, commit) = (try requireRepository(), try await resolve(text))
      return try await attempt { () throws(GitError) in try await list(commit, in: repository) }
    case .merge(let base, let head):
      let merged = try await merged(base: base, head: head)
      let repository = try merged.workspace.requireRepository()
      return try await attempt { () throws(GitError) in try await list(merged.commit, in: repository) }
    }
  }

  func requireRepository() throws(ApplyFailure) -> Repository {
    guard let repository else { throw .noRepository(root) }
    return repository
  }

  func resolve(_ text: String) async throws(ApplyFailure) -> ObjectID {
    let repository = try requireRepository()
    return try await attempt { () throws(GitError) in try await repository.resolve(text) }
  }

  /// - Parameter changed: what is known to differ from `HEAD`.
  private func listWorkingTree(changed: [String]) async throws(GitError) -> FleetFiles {
    guard let repository, repository.workTree != nil else {
      return .onDisk(try FolderListing(root, below: fleetPath), filtered: [:])
    }
    let submodules = try await repository.submodules(below: fleetPath)
    let listing = try FolderListing(root, below: fleetPath, closed: submodules)
    let filtered = try await repository.filteredInWorkTree(
      listing.files.map(\.path), below: fleetPath, changed: changed)
    return .onDisk(listing, filtered: filtered)
  }

  private func list(_ commit: ObjectID, in repository: Repository) async throws(GitError) -> FleetFiles {
    let entries = try await repository.entries(at: commit, below: fleetPath)
    let filtered = try await repository.filtered(entries.map(\.path), below: fleetPath, at: commit)
    return .inCommit(entries, repository, filtered: filtered)
  }

  private func workingTree() async throws(GitError) -> DocumentTree {
    guard let repository, repository.workTree != nil, let head = try await repository.head().commit else {
      return .changed([])
    }
    let paths = try await uncommitted(in: repository)
    guard !paths.isEmpty else { return .committed(head, as: head) }
    // What is left out must never look as if it were deleted.
    if let path = try await repository.leftOut(below: fleetPath) { throw .leftOut(path: path) }
    return .changed(paths)
  }

  /// The paths below the fleet's folder that `HEAD` has otherwise, or not: what belongs to the fleet, and so not the secrets beside it, which
  /// are never committed.
  func uncommitted(in repository: Repository) async throws(GitError) -> [String] {
    guard case .changed(let paths) = try await repository.difference(below: fleetPath) else { return [] }
    return paths.filter { $0 != "\(fleetPath)/\(RunEnvironment.fileName)" }
  }

  private func workingTreeRevision() async throws(GitError) -> Revision {
    guard let repository, repository.workTree != nil else { return .dirty(basedOn: nil) }
    return .dirty(basedOn: try await repository.head().commit?.description)
  }

  func read(
    _ files: FleetFiles, keeping kept: FleetDocuments.Kept, telling outlined: (FleetOutline) -> Void = { _ in }
  ) async throws(GitError) -> FleetContents {
    let listing = FleetListing(files.listed, in: fleetPath)
    let settings = try await readSettings(of: files, in: listing)
    let catalog = readCatalog(try await files.file(listing.catalog), in: listing)
    if let settings = settings.value, let catalog = catalog.value {
      outlined(FleetOutline(settings: settings, catalog: catalog, results: listing.results.count))
    }
    let documents = try await readDocuments(
      files, in: listing, catalog: catalog.value, settings: settings.value, keeping: kept)
    let openOrders = try await files.file(listing.openOrders).map { readOpenOrders($0) }
    return FleetContents(
      listing, settings: settings, catalog: catalog,
      service: try await files.file(listing.service).map { readService($0) },
      openOrders: openOrders, documents: consume documents)
  }

  private func readSettings(
    of files: FleetFiles, in listing: FleetListing
  ) async throws(GitError) -> ParsedDocument<FleetSettings> {
    Planner.readSettings(try await files.file(listing.settings), in: listing, environment: runEnvironment.variables)
  }
}
