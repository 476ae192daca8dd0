import Git
import Planner

/// From this many documents on, another thread is worth starting.
private let many = 256

/// Reads orders and results, to keep or to check them, on two threads where there are many: one thread opens, parses
/// and releases a file.
func readDocuments(
  _ files: FleetFiles, in listing: FleetListing, catalog: Catalog?, settings: FleetSettings?,
  keeping kept: FleetDocuments.Kept
) async throws(GitError) -> FleetDocuments {
  var readers = [files]
  if listing.orders.count + listing.results.count >= many { readers.append(try files.opened()) }
  let shares = readers.enumerated().map { number, reader in
    (reader, listing.orders.share(number, of: readers.count), listing.results.share(number, of: readers.count))
  }
  return try await withTaskGroup(of: Result<FleetDocuments, GitError>.self) { group in
    for (reader, orders, results) in shares {
      group.addTask {
        await read(orders, results, in: listing, catalog: catalog, settings: settings, keeping: kept, from: reader)
      }
    }
    return await gathered(from: &group, keeping: kept)
  }.get()
}

private func gathered(
  from group: inout TaskGroup<Result<FleetDocuments, GitError>>, keeping kept: FleetDocuments.Kept
) async -> Result<FleetDocuments, GitError> {
  var all = FleetDocuments(keeping: kept)
  var failure: GitError?
  while let part = await group.next() {
    switch consume part {
    case .success(var documents): all.take(&documents)
    case .failure(let error): failure = error
    }
  }
  return failure.map { .failure($0) } ?? .success(all)
}

/// A task group forgets the type of the error; a result does not.
private func read(
  _ orders: ArraySlice<Int>, _ results: ArraySlice<Int>, in listing: FleetListing, catalog: Catalog?,
  settings: FleetSettings?, keeping kept: FleetDocuments.Kept, from files: FleetFiles
) async -> Result<FleetDocuments, GitError> {
  do throws(GitError) {
    let documents = try await files.gather(orders, into: FleetDocuments(keeping: kept)) { documents, file in
      documents.addOrder(file, in: listing, catalog: catalog, settings: settings)
    }
    return .success(
      try await files.gather(results, into: documents) { documents, file in documents.addResult(file, in: listing) })
  } catch {
    return .failure(error)
  }
}

extension [Int] {
  /// One of several shares of equal size.
  fileprivate func share(_ number: Int, of shares: Int) -> ArraySlice<Int> {
    self[count * number / shares..<count * (number + 1) / shares]
  }
}
