import Planner

/// A nest by name (recording 52-013). Its eggs are asked for by themselves: only there they come with their variables, in one answer.
struct WireNamedNest: WireItem {
  static let object = "nest"

  let id: UInt32
  let name: String

  var number: Int { Int(id) }
  var violation: WireViolation? { WireViolation.inTexts(["name": name]) ?? WireViolation.inNumbers(["id": id]) }
}

/// An egg with all that is shown of it (recording 52-022).
struct WireOfferedEgg: WireItem {
  static let object = "egg"

  private let egg: WireEgg
  private let name: String
  private let startup: String
  /// Label to image; an empty list where there is none.
  private let labels: [String: String]
  /// The first of its images.
  private let firstImage: String?
  private let config: WireEggConfig
  private let variables: [WireOfferedVariable]?

  private enum CodingKeys: String, CodingKey {
    case name, startup, config, relationships
    case images = "docker_images"
    case firstImage = "docker_image"
  }

  private struct Relationships: Decodable {
    let variables: WireRelated<WireOfferedVariable>
  }

  init(from decoder: any Decoder) throws {
    egg = try WireEgg(from: decoder)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    name = try container.decode(String.self, forKey: .name)
    startup = try container.decodeIfPresent(String.self, forKey: .startup) ?? ""
    labels = try container.decode(WireLabels.self, forKey: .images).values
    firstImage = try container.decodeIfPresent(String.self, forKey: .firstImage)
    config = try container.decodeIfPresent(WireEggConfig.self, forKey: .config) ?? .empty
    variables = try container.decode(Relationships.self, forKey: .relationships).variables.items
  }

  var number: Int { egg.number }

  var violation: WireViolation? {
    if let violation = egg.violation ?? WireViolation.inTexts(["name": name, "startup": startup]) { return violation }
    for label in labels.keys { if let long = WireViolation.inTexts(["docker_images": label]) { return long } }
    for text in config.doneTexts ?? [] { if let long = WireViolation.inTexts(["config.startup": text]) { return long } }
    return nil
  }

  /// In the planner's words; nil where the key may not read variables.
  func offered(in nest: WireNamedNest, inheriting done: (EggID) -> [String]?) -> OfferedEgg? {
    guard let variables else { return nil }
    return OfferedEgg(
      EggID(number), in: NestID(nest.number), name: name, group: nest.name, images: images,
      startup: startup, variables: variables.map(\.offered),
      doneTexts: config.doneTexts ?? config.extends.flatMap { done(EggID(Int($0))) } ?? [])
  }

  /// Its own; nil where it says nothing.
  var doneTexts: [String]? { config.doneTexts }

  private var images: [OfferedImage] {
    let sorted = labels.map { OfferedImage(label: $0.key, image: $0.value) }.sorted { $0.label < $1.label }
    guard let first = sorted.first(where: { $0.image == firstImage }) else { return sorted }
    return [first] + sorted.filter { $0 != first }
  }
}

/// The images of an egg by their labels.
private struct WireLabels: Decodable {
  let values: [String: String]

  private struct Label: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  init(from decoder: any Decoder) throws {
    guard let container = try mapContainer(of: decoder, keyedBy: Label.self) else {
      values = [:]
      return
    }
    var values: [String: String] = [:]
    for label in container.allKeys {
      values[label.stringValue] = try container.decode(String.self, forKey: label)
    }
    self.values = values
  }
}

/// How the panel learns that a server is up. Eggs are written by hand: what cannot be read here is as if it were not there.
private struct WireEggConfig: Decodable {
  /// Nil where the egg has none of its own.
  let doneTexts: [String]?
  /// The egg whose configuration counts where this one has none.
  let extends: UInt32?

  static let empty = WireEggConfig(doneTexts: nil, extends: nil)

  private enum CodingKeys: String, CodingKey {
    case startup, extends
  }

  private struct Startup: Decodable {
    let done: [String]?

    private enum Key: CodingKey { case done }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Key.self)
      done =
        (try? container.decode(String.self, forKey: .done)).map { [$0] }
        ?? (try? container.decode([String].self, forKey: .done))
    }
  }

  init(doneTexts: [String]?, extends: UInt32?) {
    self.doneTexts = doneTexts
    self.extends = extends
  }

  init(from decoder: any Decoder) throws {
    guard let container = try mapContainer(of: decoder, keyedBy: CodingKeys.self) else {
      self = .empty
      return
    }
    doneTexts = (try? container.decode(Startup.self, forKey: .startup))?.done?.filter { !$0.isEmpty }
    extends = try container.decodeIfPresent(UInt32.self, forKey: .extends)
  }
}

/// A variable of an egg with what people see of it.
private struct WireOfferedVariable: WireItem {
  static let object = "egg_variable"

  let variable: WireVariable
  let label: String
  let isUserEditable: Bool

  private enum CodingKeys: String, CodingKey {
    case label = "name"
    case isUserEditable = "user_editable"
  }

  init(from decoder: any Decoder) throws {
    variable = try WireVariable(from: decoder)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    label = try container.decode(String.self, forKey: .label)
    isUserEditable = try container.decode(Bool.self, forKey: .isUserEditable)
  }

  var number: Int { variable.number }
  var violation: WireViolation? { variable.violation ?? WireViolation.inTexts(["name": label]) }

  var offered: OfferedVariable {
    OfferedVariable(variable.variable, label: label, isUserEditable: isUserEditable)
  }
}

/// A node with what is taken of it (recording 51-001).
struct WireOfferedNode: WireItem {
  static let object = "node"

  struct Allocated: Decodable {
    let memory: UInt32
    let disk: UInt32
  }

  let node: WireNode
  let allocated: Allocated

  private enum CodingKeys: String, CodingKey {
    case allocated = "allocated_resources"
  }

  init(from decoder: any Decoder) throws {
    node = try WireNode(from: decoder)
    allocated = try decoder.container(keyedBy: CodingKeys.self).decode(Allocated.self, forKey: .allocated)
  }

  var number: Int { node.number }
  var violation: WireViolation? { node.violation }

  /// The node, with what its servers take of it.
  var observed: ObservedNode {
    node.observed.taking(
      .init(memory: Mebibytes(Int(allocated.memory)), disk: Mebibytes(Int(allocated.disk))))
  }

  func offered(freeAddresses: Int?) -> OfferedNode {
    OfferedNode(
      node.observed, allocatedMemory: Mebibytes(Int(allocated.memory)), allocatedDisk: Mebibytes(Int(allocated.disk)),
      freeAddresses: freeAddresses)
  }
}

/// A user without what is nobody's business here (recording 50-001).
struct WireOfferedUser: WireItem {
  static let object = "user"

  let id: UInt32
  let externalID: String?
  let username: String
  let isAdministrator: Bool

  private enum CodingKeys: String, CodingKey {
    case id, username
    case externalID = "external_id"
    case isAdministrator = "root_admin"
  }

  var number: Int { Int(id) }

  var violation: WireViolation? {
    WireViolation.inTexts(["external_id": externalID, "username": username]) ?? WireViolation.inNumbers(["id": id])
  }

  var offered: OfferedUser {
    OfferedUser(id: UserID(number), externalID: externalID, username: username, isAdministrator: isAdministrator)
  }
}
