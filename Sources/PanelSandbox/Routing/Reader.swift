/// Who reads an answer: decides which related objects are shown.
struct Reader: Sendable {
  let key: Key

  /// A related object, or the null resource if the key may not read it or there is none (scenario 17).
  func related(_ resource: Resource, _ object: () -> JSON?) -> JSON {
    guard key.may(.read, resource) else { return Self.nullResource }
    return object() ?? Self.nullResource
  }

  static let nullResource: JSON = ["object": "null_resource", "attributes": nil]
}

extension JSON {
  /// `{"object": …, "attributes": …}`, with the related objects if some are asked for.
  static func object(_ name: String, _ attributes: JSONObject, relationships: JSONObject = [:]) -> JSON {
    var attributes = attributes
    if !relationships.isEmpty { attributes.append("relationships", .object(relationships)) }
    return ["object": .string(name), "attributes": .object(attributes)]
  }

  /// A list without pages.
  static func list(_ objects: [JSON]) -> JSON { ["object": "list", "data": .array(objects)] }
}
