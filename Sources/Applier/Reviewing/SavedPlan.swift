import FoundationEssentials
import Planner

/// A plan that was saved for review. What it says is never performed: its digests pick changes out of a plan that is made afresh.
public struct SavedPlan: Sendable {
  let fleet: String
  let panel: String
  /// The commit that it was made from.
  let revision: String?
  let changes: [SavedChange]

  /// What is needed of a saved change to find it again, and to say what moved where it is not found.
  struct SavedChange: Decodable, Sendable {
    let order: String
    let kind: String
    let digest: String
    let server: Server?
    let placement: Node?
    let differences: [Difference]
    let actions: [Action]

    struct Server: Decodable, Sendable {
      let uuid: String
      let status: String
      let node: Int
      /// By the fields' paths; null where the value was kept from view.
      let observed: [String: String?]
    }

    struct Node: Decodable, Sendable {
      let node: Int
    }

    struct Difference: Decodable, Sendable {
      let field: String
      let new: String
    }

    struct Action: Decodable, Sendable {
      /// What a new server was to be.
      let spec: [String: String]?
    }
  }

  private struct File: Decodable {
    let format: String
    let digest: String
    let fleet: String
    let panel: String
    let revision: String?
    let dirty: Bool
    let changes: [SavedChange]
  }

  private struct Format: Decodable {
    let format: String
  }

  private static let format = "botfleet.plan/1"

  /// Reads a file that `plan --out` wrote.
  public init(_ bytes: [UInt8]) throws(SavedPlanFailure) {
    let decoder = JSONDecoder()
    guard let format = try? decoder.decode(Format.self, from: Data(bytes)).format else { throw .notAPlan }
    guard format == Self.format else { throw .unknownFormat(format) }
    guard let file = try? decoder.decode(File.self, from: Data(bytes)) else { throw .notAPlan }
    guard !file.dirty else { throw .dirty }
    guard file.digest == planDigest(of: file.changes.map(\.digest)).description else { throw .tampered }
    fleet = file.fleet
    panel = file.panel
    revision = file.revision
    changes = file.changes
  }
}
