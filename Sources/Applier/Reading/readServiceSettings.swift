import Git
public import Planner

extension Workspace {
  /// What a server does for the fleet, as a revision has it; nil where there is no such document. Nothing else of the fleet is read.
  public func readServiceSettings(
    at revision: String
  ) async throws(ApplyFailure) -> ParsedDocument<ServiceSettings>? {
    let (repository, commit) = (try requireRepository(), try await resolve(revision))
    return try await attempt { () throws(GitError) in
      var entries: [TreeEntry] = []
      for name in ["service.yaml", "service.yml"] {
        if let entry = try await repository.entry(at: "\(fleetPath)/\(name)", of: commit) { entries.append(entry) }
      }
      let filtered = try await repository.filtered(entries.map(\.path), below: fleetPath, at: commit)
      let files = FleetFiles.inCommit(entries, repository, filtered: filtered)
      return try await files.file(FleetListing(files.listed, in: fleetPath).service).map { readService($0) }
    }
  }
}
