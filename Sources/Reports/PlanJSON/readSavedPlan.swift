import FoundationEssentials
public import Planner

/// Reads the bytes that `planJSON` wrote, as far as they are needed.
public func readSavedPlan(_ bytes: [UInt8]) throws(SavedPlanFailure) -> SavedPlan {
  let decoder = JSONDecoder()
  guard let format = try? decoder.decode(Format.self, from: Data(bytes)).format else { throw .notAPlan }
  guard format == planFormat else { throw .unknownFormat(format) }
  guard let file = try? decoder.decode(File.self, from: Data(bytes)) else { throw .notAPlan }
  if let digests = file.digests, digests != digestFormat { throw .otherDigests(digests) }
  guard !file.dirty else { throw .dirty }
  guard file.digest == planDigest(of: file.changes.map(\.digest)).description else { throw .tampered }
  return SavedPlan(
    fleet: file.fleet, folder: file.folder.map { FleetFolder($0) } ?? .usual, panel: file.panel,
    revision: file.revision, changes: file.changes.map(\.saved))
}

private struct Format: Decodable {
  let format: String
}

private struct File: Decodable {
  let format: String
  let digest: String
  /// Of a version whose digests are made in another way; the first named none.
  let digests: String?
  let fleet: String
  /// Not written where it is the usual one.
  let folder: String?
  let panel: String
  let revision: String?
  let dirty: Bool
  let changes: [WrittenChange]
}

/// A change as `Change.json` has it.
private struct WrittenChange: Decodable {
  let order: String
  let kind: String
  let digest: String
  let server: Server?
  let placement: Node?
  let differences: [Difference]
  let actions: [Action]

  struct Server: Decodable {
    let uuid: String
    let status: String
    let node: Int
    let observed: [String: String?]
  }

  struct Node: Decodable {
    let node: Int
  }

  struct Difference: Decodable {
    let field: String
    let new: String
  }

  struct Action: Decodable {
    let spec: [String: String]?
  }

  var saved: SavedPlan.SavedChange {
    SavedPlan.SavedChange(
      order: order, kind: kind, digest: digest,
      server: server.map { .init(uuid: $0.uuid, status: $0.status, node: $0.node, observed: $0.observed) },
      node: placement?.node, differences: differences.map { .init(field: $0.field, new: $0.new) },
      specs: actions.compactMap(\.spec))
  }
}
