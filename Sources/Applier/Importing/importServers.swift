import Git
import Panel
public import Planner

extension Workspace {
  /// Decides which servers of the panel become which orders of the working tree's fleet, with the problems of its documents. Writes
  /// nothing to the panel or the repository.
  public func importServers(
    _ question: ImportQuestion, _ access: PanelAccess
  ) async throws(ApplyFailure) -> (imported: FleetImport, diagnostics: [Diagnostic]) {
    let reading = try await readFleet(from: .workingTree)
    let fleet = try requireFleet(of: reading, from: .workingTree)
    let files = try await listFiles(of: .workingTree)
    let listing = FleetListing(files.listed, in: fleetPath)
    let catalog = try await attempt { () throws(GitError) in try await files.file(listing.catalog) }
    let trusted = try await trustedResults(beside: fleet)
    let panel = try await connect(to: fleet, access)
    do throws(PanelFailure) {
      // Owners are named by their external ids.
      let observation = try await observe(panel, for: [fleet], people: .all) { _ in [] }
      guard observation.users != nil else { throw PanelFailure.access(.permissionMissing(.users)) }
      let imported = Planner.importServers(
        question, from: observation, into: fleet, trusting: trusted, catalog: catalog?.bytes ?? [], in: listing)
      return (imported, reading.diagnostics)
    } catch {
      throw told(error, by: [fleet])
    }
  }

  /// Writes the orders of an import, and the tiers that they need, into the working tree: all of them or none, and over no file that is there.
  public func write(_ imported: FleetImport) throws(NewFilesFailure) {
    var files = NewFiles(below: root)
    if let tiers = imported.tiers {
      guard let after = tiers.after else { throw .notEdited(tiers.path) }
      try files.replace(tiers.path, tiers.before, with: after)
    }
    do {
      for order in imported.orders { try files.add(order.path, order.bytes) }
    } catch {
      files.takeBack()
      throw error
    }
  }
}

extension FleetFile {
  fileprivate var bytes: [UInt8]? {
    switch content {
    case .bytes(let bytes): bytes
    case .oversized, .symbolicLink, .filtered, .unreadable: nil
    }
  }
}
