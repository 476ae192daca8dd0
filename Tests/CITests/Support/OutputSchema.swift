import Foundation
import Testing

/// A schema of `schemas/`, as much of one as those of a CI job's outputs say. `scripts/check-schemas` looks at them with a whole validator.
struct OutputSchema {
  private let whole: [String: Any]

  init(_ kind: String) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../schemas/\(kind).schema.json")
    whole = try #require(try JSONSerialization.jsonObject(with: try Data(contentsOf: file)) as? [String: Any])
  }

  /// What a text breaks; empty where it is as the schema says.
  func problems(of text: some StringProtocol) throws -> [String] {
    problems(of: try JSONSerialization.jsonObject(with: Data(text.utf8)), by: whole, at: "$")
  }

  private func problems(of value: Any, by rules: [String: Any], at place: String) -> [String] {
    if let name = (rules["$ref"] as? String)?.split(separator: "/").last.map(String.init) {
      let definitions = whole["$defs"] as? [String: Any]
      guard let rules = definitions?[name] as? [String: Any] else { return ["\(place): no definition \(name)"] }
      return problems(of: value, by: rules, at: place)
    }
    if let ways = rules["anyOf"] as? [[String: Any]] {
      return ways.contains { problems(of: value, by: $0, at: place).isEmpty } ? [] : ["\(place): none of anyOf"]
    }
    if let wanted = rules["const"] as? String, value as? String != wanted { return ["\(place): not \(wanted)"] }
    switch rules["type"] as? String {
    case "object": return problems(ofObject: value, by: rules, at: place)
    case "array":
      guard let list = value as? [Any], let items = rules["items"] as? [String: Any] else {
        return ["\(place): no list"]
      }
      return list.enumerated().flatMap { problems(of: $0.element, by: items, at: "\(place)[\($0.offset)]") }
    case "integer":
      guard let number = value as? Int else { return ["\(place): no number"] }
      return number >= rules["minimum"] as? Int ?? number ? [] : ["\(place): too small"]
    case "string":
      guard let text = value as? String else { return ["\(place): no text"] }
      guard let pattern = rules["pattern"] as? String else { return [] }
      return text.range(of: pattern, options: .regularExpression) != nil ? [] : ["\(place): not \(pattern)"]
    case "null": return value is NSNull ? [] : ["\(place): not null"]
    default: return rules["const"] == nil ? ["\(place): unfamiliar rules"] : []
    }
  }

  private func problems(ofObject value: Any, by rules: [String: Any], at place: String) -> [String] {
    guard let object = value as? [String: Any], let properties = rules["properties"] as? [String: [String: Any]] else {
      return ["\(place): no object"]
    }
    let missing = (rules["required"] as? [String] ?? []).filter { object[$0] == nil }.map { "\(place): no \($0)" }
    return missing
      + object.flatMap { key, value in
        properties[key].map { problems(of: value, by: $0, at: "\(place).\(key)") } ?? ["\(place): unheard of: \(key)"]
      }
  }
}
