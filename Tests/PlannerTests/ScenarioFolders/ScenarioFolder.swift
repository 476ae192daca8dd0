import Foundation
import Planner
import Testing

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

  func fleetFiles() throws -> [FleetFile] {
    let shared = try ScenarioFolder(name: "shared").documents()
    let files = try shared.merging(documents()) { $1 }
    return files.map { FleetFile(path: $0.key, content: .bytes($0.value)) }
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
