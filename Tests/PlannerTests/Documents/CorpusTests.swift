import Foundation
import Testing

@testable import Planner

/// A document of the corpus. `scripts/check-documents` holds the same ones against `schemas/`.
struct CorpusDocument: Sendable, CustomTestStringConvertible {
  let kind: String
  let name: String
  let bytes: [UInt8]

  var testDescription: String { "\(kind)/\(name)" }

  /// What the comments at its top say is wrong with it: `# 4:9 unknown-tier`.
  var expectations: [String] {
    String(decoding: bytes, as: UTF8.self)
      .split(whereSeparator: \.isNewline)
      .prefix { $0.hasPrefix("# ") }
      .filter { !$0.hasPrefix("# No schema can tell: ") }
      .map { String($0.dropFirst(2)) }
  }

  /// The document among others that have nothing wrong with them.
  var fleet: SampleFleet {
    var fleet = SampleFleet()
    let stem = String(name.dropLast(".yaml".count))
    switch kind {
    case "fleet": fleet.settings = String(decoding: bytes, as: UTF8.self)
    case "catalog": fleet.catalog = String(decoding: bytes, as: UTF8.self)
    case "order": fleet.others["orders/\(name)"] = .bytes(bytes)
    case "service": fleet.others["service.yaml"] = .bytes(bytes)
    case "open": fleet.others["results/open.yaml"] = .bytes(bytes)
    default: fleet.others[OrderID(stem).map(resultPath) ?? name] = .bytes(bytes)
    }
    return fleet
  }

  static func all(_ verdict: String) throws -> [CorpusDocument] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Corpus/\(verdict)")
    return try ["fleet", "catalog", "service", "order", "result", "open"].flatMap { kind in
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: kind).path)
      return try names.sorted().map { name in
        CorpusDocument(
          kind: kind, name: name, bytes: Array(try Data(contentsOf: folder.appending(path: "\(kind)/\(name)"))))
      }
    }
  }
}

@Suite struct `The corpus` {
  @Test(arguments: try CorpusDocument.all("good"))
  func `Good documents have no problem`(document: CorpusDocument) {
    let reading = document.fleet.read()
    #expect(reading.diagnostics == [])
    let read = reading.fleet.map { $0.orders.count + $0.results.count }
    #expect(read == (["open", "service"].contains(document.kind) ? 0 : document.fleet.others.count))
  }

  @Test(arguments: try CorpusDocument.all("bad"))
  func `Bad documents have exactly the problems that they announce`(document: CorpusDocument) {
    #expect(!document.expectations.isEmpty)
    #expect(document.fleet.read().summary == document.expectations)
  }
}
