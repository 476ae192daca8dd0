import Applier
import Foundation
import Logging
import Testing

@testable import Planner

/// One folder of `Scenarios`, named after what it shows.
///
/// `fleet/` holds what is not as in `Scenarios/shared/fleet`, `observed.json` what the panel has; `plan.txt` and `diagnostics.txt` are
/// what botfleet says of it.
struct ScenarioFolder: Sendable, CustomTestStringConvertible {
  let name: String

  var testDescription: String { name }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Scenarios")

  /// Every scenario there is.
  static let all: [ScenarioFolder] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path(percentEncoded: false))) ?? []
    return names.filter { $0 != "shared" && !$0.hasPrefix(".") }.sorted().map(ScenarioFolder.init)
  }()

  func file(_ path: String) -> URL { Self.root.appending(path: "\(name)/\(path)") }

  func observed() throws -> ObservedFile {
    try JSONDecoder().decode(ObservedFile.self, from: Data(contentsOf: file("observed.json")))
  }

  /// The fleet as it is read from a disk, and called by a commit, so that what is said of it stays the same.
  func read() async throws -> FleetReading {
    let place = FileManager.default.temporaryDirectory.appending(path: "scenario-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: place) }
    for (path, bytes) in try ScenarioFolder(name: "shared").documents().merging(documents(), uniquingKeysWith: { $1 }) {
      let file = place.appending(path: path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: file)
    }
    let workspace = try await Workspace.open(
      place.path(percentEncoded: false), fleetPath: "fleet", environmentFile: nil, environment: [:],
      log: Logger(label: "silent") { _ in SwiftLogNoOpLogHandler() })
    let reading = try await workspace.readFleet(from: .workingTree)
    return FleetReading(fleet: reading.fleet?.called(.commit("4f2c1ab")), diagnostics: reading.diagnostics)
  }

  /// The documents below `fleet/`, by path.
  private func documents() throws -> [String: [UInt8]] {
    let folder = file("fleet").path(percentEncoded: false)
    let paths = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return try Dictionary(
      uniqueKeysWithValues: paths.filter { $0.hasSuffix(".yaml") }.map { path in
        ("fleet/\(path)", Array(try Data(contentsOf: file("fleet/\(path)"))))
      })
  }
}

extension Fleet {
  /// The same documents under another revision.
  fileprivate func called(_ revision: Revision) -> Fleet {
    Fleet(
      revision: revision, settings: settings, catalog: catalog, orders: orders, results: results,
      unreadable: unreadable, evidence: evidence)
  }
}
