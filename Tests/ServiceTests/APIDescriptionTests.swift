import ChildPrograms
import Foundation
import SightFixtures
import Testing

@testable import Service

@Suite("The API's description", .timeLimit(.minutes(15)))
struct APIDescriptionTests {
  private static let root = URL(filePath: #filePath).appending(path: "../../..").standardized
  private static let description = root.appending(path: "schemas/service.openapi.yaml").path

  /// `GET /bots/{order}`, as the document's lines have them.
  private static func described() throws -> Set<String> {
    var (path, routes) = ("", Set<String>())
    var isInside = false
    for line in try String(contentsOfFile: description, encoding: .utf8).split(separator: "\n") {
      if !line.hasPrefix(" ") { isInside = line == "paths:" }
      guard isInside, line.hasSuffix(":") else { continue }
      let word = line.dropLast().drop { $0 == " " }
      switch line.prefix(while: { $0 == " " }).count {
      case 2: path = String(word)
      case 4: routes.insert("\(word.uppercased()) \(path)")
      default: break
      }
    }
    return routes
  }

  @Test("has every route of the server, and no other")
  func routes() async throws {
    let server = try await PageServer()
    let served = Set(
      server.routes.map { route in
        route.replacing(/:([a-z]+)/) { "{\($0.output.1)}" }
      })
    let described = try Self.described()
    #expect(served.subtracting(described).sorted() == [], "served and not described")
    #expect(described.subtracting(served).sorted() == [], "described and not served")
    #expect(served.count > 40)
  }

  /// Who asks, and for what. Whoever is not let in often is not let in at all for a minute.
  enum Storm: String, CaseIterable, Sendable {
    case admin, customer, shop
  }

  /// Where `scripts/install-dependencies tests` puts it, if PyPI can be reached.
  private static let schemathesis = root.appending(path: ".build/schemathesis/bin/schemathesis").path

  @Test(
    "holds whatever is sent, for whoever sends it: nothing that it does not say, and no failure of ours",
    .enabled(if: FileManager.default.isExecutableFile(atPath: schemathesis), "schemathesis is not here"),
    arguments: Storm.allCases)
  func storm(_ storm: Storm) async throws {
    let server = try await PageServer()
    var arguments = [
      "run", Self.description, "--url", "http://127.0.0.1:\(server.port)", "--phases", "examples,coverage,fuzzing",
      "--max-examples", "15", "--seed", "1", "--generation-database", "none", "--no-color", "--request-timeout", "20",
      "--checks",
      "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,response_headers_conformance",
    ]
    switch storm {
    case .admin:
      arguments += ["--exclude-path-regex", "^/hooks", "-H", "Authorization: Bearer \(ListeningServer.admin)"]
    case .customer:
      let cookie = server.cookie(.ada)["Cookie"] ?? ""
      arguments += ["--include-path-regex", "^/(api/)?bots|^/$|^/sign|^/link|^/language", "-H", "Cookie: \(cookie)"]
    case .shop: arguments += ["--include-path-regex", "^/hooks|^/api/orders|^/healthz|^/readyz"]
    }
    let (status, output) = try await run(Self.schemathesis, arguments)
    #expect(status == 0, "\(output.suffix(6000))")
  }

  private func run(_ program: String, _ arguments: [String]) async throws -> (status: Int32, output: String) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "storm-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    // On a thread of its own: the few that tasks share are those that the server answers on.
    let ended: Result<ProgramEnd, any Error> = await withCheckedContinuation { done in
      Thread.detachNewThread {
        done.resume(returning: Result { try runProgram([program] + arguments, in: folder.path) })
      }
    }
    try? FileManager.default.removeItem(at: folder)
    let end = try ended.get()
    return (end.status, end.complaint + end.text)
  }
}
