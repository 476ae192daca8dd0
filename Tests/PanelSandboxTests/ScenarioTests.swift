import Foundation
import PanelProcess
import Testing

@testable import PanelSandbox

/// What a real panel answered, step by step, replayed against the sandbox as a process of its own.
@Suite struct ScenarioTests {
  @Test(arguments: ScenarioTests.names)
  func `Every answer of a recorded scenario is given again`(name: String) throws {
    let scenario = try JSONParser.parse(Array(Data(contentsOf: Self.folder.appendingPathComponent(name))))
    var replayer = Replayer(on: try SandboxProcess())
    let difference = try replayer.firstDifference(in: scenario)
    #expect(difference == nil)
  }

  @Test func `All 69 scenarios are there`() {
    #expect(Self.names.count == 69)
  }

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Scenarios")

  private static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { $0.hasSuffix(".json") }.sorted()
}
