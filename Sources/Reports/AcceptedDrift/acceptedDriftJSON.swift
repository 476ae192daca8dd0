public import Planner

/// The edits as JSON, `"format": "botfleet.adoption/1"`, described by `schemas/adoption.schema.json`.
public func acceptedDriftJSON(_ acceptances: [AcceptedDrift]) -> String {
  jsonText(
    .object([
      .init("format", .string("botfleet.adoption/1")), .init("adoptions", .array(acceptances.map(\.json))),
    ]))
}

extension AcceptedDrift {
  fileprivate var json: JSONValue {
    .object([
      .init("order", .string(order.text)), .init("path", .string(path)),
      .init("taken", .array(taken.map(\.json))), .init("pinned", pinned.map { .integer($0.number) } ?? .null),
      .init("left", .array(left.map(\.json))), .init("following", .array(following.map(\.json))),
      .init("patch", .string(acceptedDriftPatch([self]))),
    ])
  }
}

extension AcceptedDrift.Remainder {
  fileprivate var json: JSONValue {
    difference.json.and([.init("code", .string(obstacle.code)), .init("message", .string(instead))])
  }
}

extension JSONValue {
  /// The members of this object before those that are given.
  fileprivate func and(_ members: [Member]) -> JSONValue {
    guard case .object(let own) = self else { return self }
    return .object(own + members)
  }
}
