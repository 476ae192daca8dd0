import Git
public import Planner

extension Workspace {
  /// Reads the fleet, parsing on as many cores as there are.
  public func readFleet(from source: FleetSource) async throws(ApplyFailure) -> FleetReading {
    switch source {
    case .revision(let text):
      let repository = try requireRepository()
      let commit: ObjectID
      do { commit = try await repository.resolve(text) } catch { throw .git(error) }
      return try await readFleet(at: commit, as: commit)
    case .workingTree:
      do {
        let revision = try await workingTreeRevision()
        return await read(try await readWorkingTree(self), at: revision)
      } catch {
        throw .git(error)
      }
    }
  }

  /// Reads the fleet as a commit has it, and calls it by the revision that its orders come from.
  func readFleet(at commit: ObjectID, as revision: ObjectID) async throws(ApplyFailure) -> FleetReading {
    let repository = try requireRepository()
    do {
      return await read(try await readCommit(commit, of: self, in: repository), at: .commit(revision.description))
    } catch {
      throw .git(error)
    }
  }

  func requireRepository() throws(ApplyFailure) -> Repository {
    guard let repository else { throw .noRepository(root) }
    return repository
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

  private func read(_ files: [FleetFile], at revision: Revision) async -> FleetReading {
    let listing = FleetListing(files, in: fleetPath)
    let settings = readSettings(of: listing, environment: surroundings.variables)
    let catalog = readCatalog(of: listing)
    let orders = await inParallel(listing.orders) { readOrder($0, in: listing, catalog: catalog.value) }
    let results = await inParallel(listing.results) { readResult($0, in: listing) }
    return joinFleet(
      listing, revision: revision, settings: settings, catalog: catalog, orders: orders, results: results)
  }
}

/// Transforms many values on several cores, in chunks, for one value is too little work for a task of its own.
private func inParallel<Input: Sendable, Output: Sendable>(
  _ inputs: [Input], _ transform: @escaping @Sendable (Input) -> Output
) async -> [Output] {
  let chunk = 512
  guard inputs.count > chunk else { return inputs.map(transform) }
  return await withTaskGroup(of: (Int, [Output]).self) { group in
    for start in stride(from: 0, to: inputs.count, by: chunk) {
      group.addTask { (start, inputs[start..<min(start + chunk, inputs.count)].map(transform)) }
    }
    var parts: [Int: [Output]] = [:]
    for await (start, outputs) in group { parts[start] = outputs }
    return parts.sorted { $0.key < $1.key }.flatMap(\.value)
  }
}
