import Git
import Planner

/// So many results are read at most to find a sample: where 2% of what was ever ordered runs still, some servers are found among them.
private let mostResults = 1000

extension Workspace {
  /// Recorded servers of other orders, chosen by a revision, so that each has others looked at. Without reading, or only listing, all results.
  func sample(
    beside orders: Set<OrderID>, at commit: ObjectID, by revision: ObjectID, in repository: Repository
  ) async throws(GitError) -> [SampledServer] {
    let folders = try await repository.names(in: resultsPath, of: commit).filter { $0.utf8.count == 2 }
    guard !folders.isEmpty else { return [] }
    let seed = Int(revision.description.prefix(8), radix: 16) ?? 0
    var (sample, read): ([SampledServer], Int) = ([], 0)
    var chosen = orders
    // One of each folder at first, for orders whose ids end alike may have come together.
    for number in 0..<2 * folders.count where sample.count < SampleChoice.size {
      let folder = "\(resultsPath)/\(folders[(seed + number) % folders.count])"
      let entries = try await repository.entries(at: commit, below: folder).filter { $0.kind == .file }
      for index in entries.indices {
        guard read < mostResults, sample.count < SampleChoice.size else { return sample }
        let entry = entries[(seed / 7 + index) % entries.count]
        guard let order = WaitingRecords.order(at: entry.path, in: fleetPath), chosen.insert(order).inserted else {
          continue
        }
        read += 1
        guard let server = try await livingServer(in: entry, repository) else { continue }
        sample.append(SampledServer(order: order, uuid: server.uuid))
        if number < folders.count { break }
      }
    }
    return sample
  }

  private func livingServer(
    in entry: TreeEntry, _ repository: Repository
  ) async throws(GitError) -> OrderResult.Server? {
    let result = try await repository.readFiles([entry], limit: 1 << 20, into: OrderResult?.none) {
      [fleetPath] result, file in
      result = readResult(FleetFile(file), in: FleetListing([], in: fleetPath)).value
    }
    return result?.livingServer
  }
}
