/// A request that has passed the door: decoded, by a known caller, about models that exist.
struct Call: Sendable {
  let request: Request
  /// Query and body; see ``readInput(of:)``.
  let input: JSONObject
  /// The query alone.
  let query: JSONObject
  let key: Key
  let user: User
  /// The ids of the models in the path.
  let models: [ModelKind: Int]
  /// The free texts in the path, in order.
  let texts: [String]

  /// The related objects that are asked for, in the query or in the body (recording 11-036).
  var includes: Includes { Includes(input["include"]) }

  /// The id of a model that the route's path names.
  func id(_ kind: ModelKind) -> Int {
    guard let id = models[kind] else { preconditionFailure("the route's path names no \(kind)") }
    return id
  }

  /// The absolute URL of this request, without its query.
  var url: String { request.base + request.path }

  /// A field of the input by its dotted path; null and missing are both nil.
  func field(_ path: String) -> JSON? {
    let value = JSON.object(input).value(at: path)
    return value == .null ? nil : value
  }

  /// Whether the field is there at all, if only as null.
  func has(_ path: String) -> Bool { JSON.object(input).value(at: path) != nil }

  func text(_ path: String) -> String? { field(path).flatMap(PHPNumber.text) }

  /// The field as the database stores a number: rounded, and a yes as 1.
  func number(_ path: String) -> Int? {
    guard let value = field(path) else { return nil }
    if case .bool(let isTrue) = value { return isTrue ? 1 : 0 }
    return PHPNumber.number(value).map { Int(exactly: $0.rounded(.toNearestOrAwayFromZero)) ?? .max }
  }

  /// Checks the input, and refuses it with every rule that failed.
  func validate(
    _ fields: [(field: String, rules: [String])], names: [String: String] = [:], in state: PanelState
  ) throws(Refusal) {
    let parsed = fields.map { (field: $0.field, rules: parseRules($0.rules)) }
    let validator = Validator(input: .object(input), names: names, series: state.series, records: state.hasRecord)
    let violations = try validator.violations(of: parsed)
    if !violations.isEmpty { throw Refusal(violations) }
  }
}
