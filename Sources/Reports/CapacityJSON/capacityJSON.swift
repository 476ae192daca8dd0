public import Planner

/// The room that a panel's nodes have as JSON, `"format": "botfleet.capacity/1"`, described by `schemas/capacity.schema.json`.
///
/// Equal values give equal bytes. Every key is always there, null where there is no limit, or nothing is known; but a tier's egg only where the catalog has several.
public func capacityJSON(_ capacity: Capacity) -> String {
  jsonText(
    .object([
      .init("format", .string("botfleet.capacity/1")), .init("fleet", .string(capacity.fleet)),
      .init("panel", .string(capacity.panel)), .init("revision", .optional(capacity.revision.commit)),
      .init("dirty", .bool(capacity.revision.isDirty)), .init("asOf", .string(capacity.asOf.description)),
      .init("nodes", .array(capacity.nodes.map(\.json))), .init("room", capacity.room.json),
      .init("unplaceable", .array(capacity.unplaceable.map { .string($0.text) })),
    ]))
}

extension NodeLoad {
  fileprivate var json: JSONValue {
    .object([
      .init("node", .integer(id.number)), .init("name", .string(name)), .init("standing", .string(standing.rawValue)),
      .init("memoryMiB", memory.json), .init("diskMiB", disk.json), .init("allocations", allocations?.json ?? .null),
      .init(
        "reserveMiB", .object([.init("memory", .integer(reserve.memory)), .init("disk", .integer(reserve.disk))])),
      .init("room", room.json),
    ])
  }
}

extension Load {
  fileprivate var json: JSONValue {
    .object([
      .init("limit", .optional(limit)), .init("used", .integer(used)), .init("planned", .integer(planned)),
      .init("promised", .integer(promised)), .init("free", .optional(free)),
    ])
  }
}

extension [TierRoom] {
  fileprivate var json: JSONValue {
    .array(
      map { room in
        let egg = room.egg.map { [JSONValue.Member("egg", .integer($0.number))] } ?? []
        return .object(
          [.init("tier", .string(room.tier.text))] + egg + [.init("count", .integer(room.count))])
      })
  }
}
