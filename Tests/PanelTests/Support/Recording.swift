import Foundation
import HTTP
import Planner
import Testing

@testable import Panel

/// What a real panel once answered, and what it must mean to the client.
struct Recording: Sendable, CustomTestStringConvertible {
  let name: String
  /// The lines below its name in `verdicts.txt`, written from the recordings without the client's decoders.
  let verdict: String

  var testDescription: String { name }

  static let all: [Recording] = {
    guard let text = try? String(contentsOf: tests.appending(path: "PanelTests/verdicts.txt"), encoding: .utf8) else {
      return []
    }
    return text.split(separator: /\n(?=\S)/).map { entry in
      let lines = entry.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      return Recording(name: lines[0], verdict: lines.dropFirst().joined(separator: "\n"))
    }
  }()

  /// What was exchanged, by name, as the embedded panel's tests read it too.
  private static let exchanges: [String: Data] = {
    let folder = tests.appending(path: "Recordings")
    let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    let all = files.flatMap { file -> [[String: Any]] in
      let text = try? JSONSerialization.jsonObject(with: Data(contentsOf: file))
      return text as? [[String: Any]] ?? []
    }
    return Dictionary(
      uniqueKeysWithValues: all.compactMap { exchange in
        guard let name = exchange["name"] as? String else { return nil }
        return (try? JSONSerialization.data(withJSONObject: exchange)).map { (name, $0) }
      })
  }()

  private static let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The request that was made, as far as it matters for reading the answer, and the answer.
  func read() throws -> (call: APIRequest, response: HTTPResponse) {
    let data = try #require(Self.exchanges[name])
    let recorded = try JSONDecoder().decode(Recorded.self, from: data)
    let whole = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    let response = whole?["response"] as? [String: Any]
    var headers = HTTPHeaders()
    for (name, value) in recorded.response.headers { headers.append(name, value) }
    return (
      recorded.call,
      HTTPResponse(status: recorded.response.status, headers: headers, body: try bytes(of: response?["body"]))
    )
  }

  private func bytes(of body: Any?) throws -> [UInt8] {
    switch body {
    case let text as String: Array(text.utf8)
    case let object as [String: Any]: try Array(JSONSerialization.data(withJSONObject: object))
    default: []
    }
  }

  private struct Recorded: Decodable {
    struct Request: Decodable {
      let method: String
      let path: String
    }
    struct Response: Decodable {
      let status: Int
      let headers: [String: String]
    }
    let request: Request
    let response: Response

    var call: APIRequest {
      APIRequest(
        method: HTTPMethod(rawValue: request.method) ?? .get,
        path: request.path.replacing("/api/application/", with: ""), query: [], body: nil, permission: .servers,
        repetition: .never, patience: .usual, node: nil)
    }
  }
}
