import Git
import Planner

/// Results of earlier runs that a protected branch did not accept, and that wait on a branch beside it.
///
/// Whoever may push a branch may have written there. So nothing of it is merged: only results at the paths of results
/// are read, as far as they changed since the two branches parted. The planner decides what becomes of them.
struct WaitingBranch: Sendable {
  let commit: ObjectID
  let repository: Repository
  let workspace: Workspace
  /// Says whose commits count; nil where the fleet's commits are not signed.
  let signatures: SignatureCheck?

  /// How many commits and entries to look at, and how many strays to note.
  private enum Most {
    static let commits = 20_000
    static let signed = 100
    static let entries = 1_000_000
    static let strays = 1000
  }

  /// What is there beside a branch's tip.
  ///
  /// - Parameters:
  ///   - known: the orders that the fleet has, or has results of; no others are read.
  ///   - lengthen: fetches the whole history where this clone has not enough of it.
  func records(
    beside tip: ObjectID, known: Set<OrderID>, lengthen: () async throws(GitError) -> Void
  ) async throws(GitError) -> WaitingRecords {
    var records = WaitingRecords(
      on: workspace.folder.waitingBranch, voucher: signatures == nil ? .panel : .signature)
    var vouched = commit
    if let signatures {
      let trusted = try await signatures.newestTrusted(from: commit, limit: Most.signed)
      if trusted != commit { records.leave("commits up to \(commit.description.prefix(7))", .unsigned) }
      guard let trusted else { return records }
      vouched = trusted
    }
    guard let start = try await start(of: vouched, beside: tip, lengthen) else {
      records.leave("commits up to \(commit.description.prefix(7))", .unrelated)
      return records
    }
    guard start != vouched else { return records }
    let files = try await results(from: start, to: vouched, beside: tip, known: known, &records)
    try await leaveStrays(from: start, to: vouched, beside: tip, &records)
    return try await repository.readFiles(files, limit: 1 << 20, into: records) { [workspace] records, file in
      records.read(FleetFile(file), in: workspace.fleetPath)
    }
  }

  /// Where the two branches parted; nil where they have nothing in common, as far as can be found out.
  private func start(
    of vouched: ObjectID, beside tip: ObjectID, _ lengthen: () async throws(GitError) -> Void
  ) async throws(GitError) -> ObjectID? {
    if let start = try await repository.commonAncestor(of: tip, and: vouched, limit: Most.commits) { return start }
    guard await repository.isShallow else { return nil }
    try await lengthen()
    return try await repository.commonAncestor(of: tip, and: vouched, limit: Most.commits)
  }

  /// Lists the results to read. A file that the results branch itself has changed since is left out: its version there
  /// is newer and has been reviewed.
  private func results(
    from start: ObjectID, to vouched: ObjectID, beside tip: ObjectID, known: Set<OrderID>,
    _ records: inout WaitingRecords
  ) async throws(GitError) -> [TreeEntry] {
    let changes = try await repository.changes(
      from: start, to: vouched, below: workspace.resultsPath, budget: Most.entries)
    if changes.isCutOff { records.leave(workspace.resultsPath, .unclear("too many files to check")) }
    var files: [TreeEntry] = []
    // What is open is found out again from what is taken over, whatever stands there.
    for change in changes.list where change.path != workspace.openOrdersPath {
      switch change.what {
      case .unclear(let why): records.leave(change.path, .unclear(why))
      case .removed:
        if (try? await repository.entry(at: change.path, of: tip)) ?? nil != nil {
          records.leave(change.path, .removal)
        }
      case .put(let entry):
        let here = (try? await repository.entry(at: change.path, of: tip)) ?? nil
        let there = (try? await repository.entry(at: change.path, of: start)) ?? nil
        guard here != entry, here == there else { continue }
        guard let order = WaitingRecords.order(at: change.path, in: workspace.fleetPath), known.contains(order) else {
          records.leave(change.path, .noResult)
          continue
        }
        guard entry.kind == .file else {
          records.leave(change.path, .noPlainFile)
          continue
        }
        files.append(entry)
      }
    }
    return files
  }

  /// Notes changes outside the results folder, which are not taken over.
  private func leaveStrays(
    from start: ObjectID, to vouched: ObjectID, beside tip: ObjectID, _ records: inout WaitingRecords
  ) async throws(GitError) {
    let changes = try await repository.changes(from: start, to: vouched, below: "", budget: Most.entries)
    if changes.isCutOff { records.leave("other files", .unclear("too many to check")) }
    for change in changes.list where !change.path.hasPrefix(workspace.resultsPath + "/") {
      guard records.leftBehind.count < Most.strays else { return }
      guard change.path != workspace.resultsPath || change.what != .removed else { continue }
      if case .put(let entry) = change.what, (try? await repository.entry(at: change.path, of: tip)) == entry {
        continue
      }
      if case .unclear(let why) = change.what {
        records.leave(change.path, .unclear(why))
      } else {
        records.leave(change.path, .noResult)
      }
    }
  }
}
