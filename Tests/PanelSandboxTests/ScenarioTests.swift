import Foundation
import PanelProcess
import Testing

@testable import PanelSandbox

/// What a real panel answered, step by step, replayed against the sandbox as a process of its own.
@Suite struct ScenarioTests {
  @Test(arguments: PanelSeries.allCases, ScenarioTests.names)
  func `Every answer of a recorded scenario is given again`(series: PanelSeries, name: String) throws {
    let scenario = try JSONParser.parse(Array(Data(contentsOf: Self.file(name, series))))
    var replayer = Replayer(on: try SandboxProcess(["--series", series.rawValue, "--without-sample-egg"]))
    let difference = try replayer.firstDifference(in: scenario)
    #expect(difference == nil)
  }

  @Test func `All 69 scenarios are there, and those that a panel of today answers otherwise`() {
    #expect(Self.names.count == 69)
    let others = Self.names.filter { Self.file($0, .current) != Self.file($0, .former) }
    #expect(others.count == 26)
  }

  /// The recording of a series; of the newer one only those are kept that differ.
  private static func file(_ name: String, _ series: PanelSeries) -> URL {
    let own = folder.appendingPathComponent("../Scenarios-1.15/\(name)").standardizedFileURL
    let isOwn = series == .current && FileManager.default.fileExists(atPath: own.path)
    return isOwn ? own : folder.appendingPathComponent(name)
  }

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Scenarios")

  private static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { $0.hasSuffix(".json") }.sorted()
}
