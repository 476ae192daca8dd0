import Git
public import Planner

extension Workspace {
  /// Reads the fleet.
  public func readFleet(from source: FleetSource) async throws(ApplyFailure) -> FleetReading {
    switch source {
    case .revision(let text):
      let commit = try await resolve(text)
      return try await readFleet(at: commit, as: commit)
    case .workingTree:
      return try await attempt { () throws(GitError) in
        let revision = try await workingTreeRevision()
        return try await read(try listWorkingTree(), at: revision)
      }
    }
  }

  /// Reads the fleet in order to check it. A working tree counts as one of no commit: to find out whether it is what `HEAD`
  /// says would take a good part of the time, and nobody is told.
  public func checkFleet(from source: FleetSource) async throws(ApplyFailure) -> FleetReading {
    switch source {
    case .revision: try await readFleet(from: source)
    case .workingTree:
      try await attempt { () throws(GitError) in try await read(try listWorkingTree(), at: .dirty(basedOn: nil)) }
    }
  }

  /// Reads the fleet as a commit has it, and calls it by the revision that its orders come from.
  func readFleet(at commit: ObjectID, as revision: ObjectID) async throws(ApplyFailure) -> FleetReading {
    let repository = try requireRepository()
    return try await attempt { () throws(GitError) in
      try await read(try await list(commit, in: repository), at: .commit(revision.description))
    }
  }

  /// Lists the files that the fleet is read from.
  func listFiles(of source: FleetSource) async throws(ApplyFailure) -> FleetFiles {
    switch source {
    case .workingTree: return try await attempt { () throws(GitError) in try listWorkingTree() }
    case .revision(let text):
      let (repository, commit) = (try requireRepository(), try await resolve(text))
      return try await attempt { () throws(GitError) in try await list(commit, in: repository) }
    }
  }

  func requireRepository() throws(ApplyFailure) -> Repository {
    guard let repository else { throw .noRepository(root) }
    return repository
  }

  private func resolve(_ text: String) async throws(ApplyFailure) -> ObjectID {
    let repository = try requireRepository()
    return try await attempt { () throws(GitError) in try await repository.resolve(text) }
  }

  private func listWorkingTree() throws(GitError) -> FleetFiles {
    .onDisk(try FolderListing(root, below: fleetPath))
  }

  private func list(_ commit: ObjectID, in repository: Repository) async throws(GitError) -> FleetFiles {
    .inCommit(try await repository.entries(at: commit, below: fleetPath), repository)
  }

  /// A working tree that equals `HEAD` below the fleet's folder has `HEAD` as its revision.
  private func workingTreeRevision() async throws(GitError) -> Revision {
    guard let repository, repository.workTree != nil else { return .dirty(basedOn: nil) }
    guard let head = try await repository.head().commit else { return .dirty(basedOn: nil) }
    switch try await repository.difference(below: fleetPath) {
    case .clean: return .commit(head.description)
    case .changed: return .dirty(basedOn: head.description)
    }
  }

  private func read(_ files: FleetFiles, at revision: Revision) async throws(GitError) -> FleetReading {
    let listing = FleetListing(files.listed, in: fleetPath)
    let settings = try await files.file(listing.settings)
    let catalog = readCatalog(try await files.file(listing.catalog), in: listing)
    let documents = try await readDocuments(files, in: listing, catalog: catalog.value)
    return joinFleet(
      listing, revision: revision, settings: readSettings(settings, in: listing, environment: surroundings.variables),
      catalog: catalog, documents: consume documents)
  }
}
