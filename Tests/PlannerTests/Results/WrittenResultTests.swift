import Foundation
import Testing

@testable import Planner

/// A result in the form that we write is read without YAML's grammar. It must be the very result that YAML has.
@Suite struct `A result as it was written` {
  private static let path = "results/42/ord-1042.yaml"

  private func asYAML(_ bytes: [UInt8]) -> ParsedDocument<OrderResult> {
    readResultAsYAML(FleetFile(path: Self.path, content: .bytes(bytes)), in: FleetListing([], in: ""))
  }

  /// Each with everything that is optional, or without it.
  private static func results() throws -> [OrderResult] {
    let full = try fullResult()
    let (server, applied) = (try #require(full.server), try #require(full.applied))
    let unplaced = OrderResult.Server(
      id: server.id, uuid: server.uuid, identifier: server.identifier, node: server.node, address: nil,
      installation: .failed)
    let other = OrderResult.Applied(
      revision: applied.revision, change: applied.change, at: applied.at, tier: nil,
      addons: [AddonName("a"), AddonName("b_2")], spec: FieldValues([.name: "x", .suspended: "yes"]),
      asked: FieldValues([.memory: "5000000000MiB", .variable("TIER"): " gold"]))
    return [
      full,
      OrderResult(
        order: full.order, phase: .suspended, since: full.since, server: unplaced, applied: other,
        terminatingSince: nil, orphanedSince: full.since, suspendedByHandSince: full.since, failure: nil),
      OrderResult(
        order: full.order, phase: .failed, since: full.since, server: nil, applied: nil, terminatingSince: nil,
        failure: nil),
    ]
  }

  @Test func `It is read in that form, whatever it has and lacks`() throws {
    for result in try Self.results() { #expect(readWritten(writeResult(result)) == result) }
  }

  /// Whether each of them stands in a form that is read here, where it is written as it should be.
  @Test(arguments: [
    ("no", true), ("a: b", true), ("a #b", true), ("a:", true), (" a", true), ("a ", true), ("", true), ("'a'", true),
    ("{{a}}", true), ("- a", true), ("a, b", true), ("[a]", true), ("*a", true), ("&a", true), ("!a", true),
    ("a:b", true), ("a#b", true), ("~", true), ("http://a/?b=c&d#e", true), ("12", true), ("0x1F", true),
    ("%a", true), ("@a", true), ("<<", true), ("...", true), ("---", true),
    ("/bin/sh -c 'exec $0'", true), ("\"a\"", false), ("a\\b", true), ("- a\\b", false), ("é", false), ("a\tb", false),
  ])
  func `What a panel said is the same to both`(text: String, isRead: Bool) throws {
    let values: [Field: String] = [.name: text, .command: text, .variable("TIER"): text]
    let result = try fullResult(values)
    #expect(readWritten(writeResult(result)) == (isRead ? result : nil))
    // As somebody writes it who knows nothing of quotes.
    let line = Array("name: bot-ord-1042".utf8)
    let raw = writeResult(try fullResult()).replacing(line, with: Array("name: \(text)".utf8))
    if let result = readWritten(raw) { #expect(result == asYAML(raw).value) }
  }

  /// They are what scenarios begin with, and `make fuzz`.
  @Test func `Results of scenarios are in that form`() throws {
    let results = try resultsOfScenarios()
    #expect(results.count > 50)
    for (path, bytes) in results { #expect(readWritten(bytes) != nil, "\(path)") }
  }

  private func resultsOfScenarios() throws -> [(path: String, bytes: [UInt8])] {
    let scenarios = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Scenarios")
    let files = try FileManager.default.subpathsOfDirectory(atPath: scenarios.path)
    return try files.filter { $0.contains("/fleet/results/") && $0.hasSuffix(".yaml") && !$0.hasSuffix("/open.yaml") }
      .map { ($0, Array(try Data(contentsOf: scenarios.appending(path: $0)))) }
  }

  @Test func `A file of another result, or with another form, is read as YAML`() throws {
    let bytes = writeResult(try fullResult())
    let elsewhere = FleetFile(path: "results/ord-1042.yaml", content: .bytes(bytes))
    #expect(readResult(elsewhere, in: FleetListing([], in: "")).diagnostics.map(\.code) == ["result-misplaced"])
    let noted = FleetFile(path: Self.path, content: .bytes(bytes + Array("# by hand\n".utf8)))
    #expect(readWritten(bytes + Array("# by hand\n".utf8)) == nil)
    #expect(readResult(noted, in: FleetListing([], in: "")).value == (try fullResult()))
  }

  @Test func `One that is so long that its limits have to be looked at is read as YAML`() throws {
    let many = (10_000..<11_000).map { (Field.variable("V\($0)"), "") }
    let result = try fullResult(Dictionary(many) { $1 })
    #expect(readWritten(writeResult(result)) == nil)
    #expect(asYAML(writeResult(result)).value == result)
  }

  /// Lines left out, repeated and exchanged; bytes left out, put in and replaced by what means something to YAML.
  @Test func `What was damaged by hand is read to what YAML's reader reads, or left to it`() throws {
    let marks = Array(" :#\"'\\\n\t\r-x0[]{},&*!|>%@`?~<=.\u{7F}".utf8) + [0x00, 0x80, 0xC3, 0xFF]
    var random = SeededGenerator(seed: 15)
    var readings = 0
    for result in try Self.results() {
      let bytes = writeResult(result)
      let lines = bytes.split(separator: UInt8(ascii: "\n")).map { $0 + [UInt8(ascii: "\n")] }
      var damaged: [[UInt8]] = []
      for (first, line) in lines.enumerated() {
        damaged.append(Array((lines[..<first] + lines[(first + 1)...]).joined()))
        damaged.append(Array((lines[...first] + [line] + lines[(first + 1)...]).joined()))
        for second in lines.indices[(first + 1)...] {
          var exchanged = lines
          exchanged.swapAt(first, second)
          damaged.append(Array(exchanged.joined()))
        }
      }
      for _ in 0..<4_000 {
        var other = bytes
        let place = Int.random(in: bytes.indices, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: other.remove(at: place)
        case 1: other.insert(marks.randomElement(using: &random) ?? 0, at: place)
        default: other[place] = marks.randomElement(using: &random) ?? 0
        }
        damaged.append(other)
      }
      for bytes in damaged {
        guard let result = readWritten(bytes), resultPath(of: result.order) == Self.path else { continue }
        readings += 1
        #expect(asYAML(bytes).value == result, "\(String(decoding: bytes, as: UTF8.self))")
      }
    }
    #expect(readings > 500)
  }
}
