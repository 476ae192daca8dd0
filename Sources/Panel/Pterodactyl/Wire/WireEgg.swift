import EggRules
import Planner

/// An egg as the Application API shows it (recording 52-022).
struct WireEgg: WireItem {
  static let object = "egg"

  struct Relationships: Decodable {
    let variables: WireRelated<WireVariable>
  }

  let id: UInt32
  /// Label to image.
  let images: WireImages
  let relationships: Relationships

  private enum CodingKeys: String, CodingKey {
    case id, relationships
    case images = "docker_images"
  }

  var number: Int { Int(id) }

  var violation: WireViolation? {
    for image in images.all { if let violation = WireViolation.inTexts(["docker_images": image]) { return violation } }
    for variable in relationships.variables.items ?? [] {
      if let violation = variable.violation { return violation.within("relationships.variables") }
    }
    return WireViolation.inNumbers(["id": id])
  }
}

/// The images that an egg offers, by label.
struct WireImages: Decodable {
  let all: [String]

  init(from decoder: any Decoder) throws {
    guard let container = try mapContainer(of: decoder, keyedBy: Label.self) else {
      all = []
      return
    }
    all = try container.allKeys.map { try container.decode(String.self, forKey: $0) }.sorted()
  }
}

private struct Label: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

/// A variable of an egg, also as a server shows it.
struct WireVariable: WireItem {
  /// `server_variable` where a server shows it; inside a list the kind is not looked at.
  static let object = "egg_variable"

  let id: UInt32
  let name: String
  let defaultValue: String
  let rules: String
  /// What is stored of a server's own; nil where nothing is, and where nobody asked for the whole environment.
  let serverValue: String?

  private enum CodingKeys: String, CodingKey {
    case id, rules
    case name = "env_variable"
    case defaultValue = "default_value"
    case serverValue = "server_value"
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(UInt32.self, forKey: .id)
    name = try container.decode(String.self, forKey: .name)
    defaultValue = try container.decode(String.self, forKey: .defaultValue)
    rules = try container.decode(String.self, forKey: .rules)
    let reading = EnvironmentReading.key.flatMap { decoder.userInfo[$0] as? EnvironmentReading }
    serverValue =
      if case .whole = reading { try container.decodeIfPresent(String.self, forKey: .serverValue) } else { nil }
  }

  var number: Int { Int(id) }

  var violation: WireViolation? {
    WireViolation.inTexts([
      "env_variable": name, "default_value": defaultValue, "rules": rules, "server_value": serverValue,
    ])
  }

  /// As the planner's value.
  var variable: EggVariable {
    EggVariable(name: name, rules: rules, defaultValue: defaultValue)
  }
}
