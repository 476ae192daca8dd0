import FoundationEssentials
import HTTP

/// Something that the panel describes as `{"object": …, "attributes": {…}}`.
protocol WireItem: Decodable, Sendable {
  /// The value of `object`.
  static var object: String { get }
  var number: Int { get }
  /// What no panel answers; nil as a rule. Numbers have the types of their columns, and are checked while they are
  /// decoded.
  var violation: WireViolation? { get }
}

/// One thing with its kind.
struct Resource<Item: WireItem>: Decodable {
  let object: String
  let attributes: Item

  private enum CodingKeys: CodingKey { case object, attributes }

  /// Every thing of a list. To open each one's container takes a good deal less than to have it decoded as a value of its own, which
  /// counts among 100,000 servers.
  static func list(in container: consuming any UnkeyedDecodingContainer) throws -> [Resource] {
    var list: [Resource] = []
    list.reserveCapacity(container.count ?? 0)
    while !container.isAtEnd {
      let thing = try container.nestedContainer(keyedBy: CodingKeys.self)
      list.append(
        Resource(
          object: try thing.decode(String.self, forKey: .object),
          attributes: try thing.decode(Item.self, forKey: .attributes)))
    }
    return list
  }
}

/// Which environment variables of a server are read to be shown.
enum EnvironmentReading: Sendable {
  case declared(Set<String>)
  /// These, where others may turn out to be declared: all others are kept unseen.
  case declaredSoFar(Set<String>)
  /// Every one that is not the panel's own.
  case whole

  static let key = CodingUserInfoKey(rawValue: "environment")
}

/// Reads the body of a success. Whoever answers a read with a web page is not a panel; after a write, there may well be
/// a panel behind it.
func decode<Body: Decodable>(
  _ type: Body.Type, from response: HTTPResponse, to call: APIRequest, environment: EnvironmentReading = .declared([])
) throws(PanelFailure) -> Body {
  guard response.headers["content-type"]?.lowercased().contains("json") == true else {
    guard call.effect == .perhaps else { throw .notAPanel(status: response.status) }
    throw .unreadable(
      .perhaps, PanelFailure.Unreadable(call: call.name, field: "the body", problem: "is not JSON"))
  }
  let decoder = JSONDecoder()
  if let key = EnvironmentReading.key { decoder.userInfo[key] = environment }
  do {
    return try decoder.decode(type, from: Data(response.body))
  } catch let error as DecodingError {
    throw .unreadable(call.effect, unreadable(error, call))
  } catch {
    throw .unreadable(
      call.effect, PanelFailure.Unreadable(call: call.name, field: "the body", problem: "cannot be read"))
  }
}

/// Reads the body of a success that describes one thing.
func decodeItem<Item: WireItem>(
  _ type: Item.Type, from response: HTTPResponse, to call: APIRequest, environment: EnvironmentReading = .declared([])
) throws(PanelFailure) -> Item {
  let resource = try decode(Resource<Item>.self, from: response, to: call, environment: environment)
  guard resource.object == Item.object else {
    throw .unreadable(
      call.effect, PanelFailure.Unreadable(call: call.name, field: "object", problem: "is not “\(Item.object)”"))
  }
  if let violation = resource.attributes.violation {
    throw .unreadable(call.effect, unreadable(violation, at: "attributes", call))
  }
  return resource.attributes
}

/// A violation and its place in the whole answer.
func unreadable(_ violation: WireViolation, at place: String, _ call: APIRequest) -> PanelFailure.Unreadable {
  PanelFailure.Unreadable(call: call.name, field: "\(place).\(violation.field)", problem: violation.problem)
}

/// Place and kind of the trouble; never the value, nor the library's text, which may quote it.
private func unreadable(_ error: DecodingError, _ call: APIRequest) -> PanelFailure.Unreadable {
  let (path, problem): ([any CodingKey], String) =
    switch error {
    case .typeMismatch(let type, let context): (context.codingPath, "is not of the type \(type)")
    case .valueNotFound(_, let context): (context.codingPath, "is null")
    case .keyNotFound(let key, let context): (context.codingPath + [key], "is missing")
    case .dataCorrupted(let context): (context.codingPath, "is not in the panel's format")
    @unknown default: ([], "cannot be read")
    }
  let field = path.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
  return PanelFailure.Unreadable(call: call.name, field: field.isEmpty ? "the body" : field, problem: problem)
}
