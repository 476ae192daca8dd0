public import Planner

/// What an import writes, or has written, as JSON, `"format": "botfleet.import/1"`, described by `schemas/import.schema.json`.
///
/// Equal values give equal bytes. Names of servers are their customers', and are not in it.
public func importJSON(_ imported: FleetImport, end: ImportEnd) -> String {
  let isWritten =
    switch end {
    case .shown: false
    case .written: true
    }
  return jsonText(
    .object([
      .init("format", .string("botfleet.import/1")), .init("fleet", .string(imported.fleet)),
      .init("panel", .string(imported.panel)), .init("written", .bool(isWritten)),
      .init("orders", .array(imported.orders.map(\.json))), .init("left", .array(imported.left.map(\.json))),
      .init("tiers", .array((imported.tiers?.tiers ?? []).map(\.json))), .init("counts", imported.counts.json),
    ]))
}

extension ImportedOrder {
  fileprivate var json: JSONValue {
    .object([
      .init("order", .string(id.text)), .init("idFrom", .string(idSource.rawValue)),
      .init("server", .integer(server.number)), .init("uuid", .string(uuid)), .init("node", .integer(node.number)),
      .init("status", .string(status.word)), .init("suspended", .bool(isSuspended)),
      .init("tier", .string(sold.tier.text)), .init("addons", .array(sold.addons.map { .string($0.text) })),
      .init("customer", .optional(customer?.id)), .init("user", .optional(customer?.user?.number)),
      .init("kept", .array(kept.map { .string($0.path) })), .init("path", .string(path)),
    ])
  }
}

extension LeftServer {
  fileprivate var json: JSONValue {
    .object([
      .init("server", .integer(server.number)), .init("identifier", .string(identifier)),
      .init("node", .integer(node.number)), .init("code", .string(reason.code)),
      .init("message", .string(reason.words)),
    ])
  }
}

extension NewTier {
  fileprivate var json: JSONValue {
    .object([
      .init("tier", .string(name.text)), .init("servers", .integer(servers)), .init("line", .string(line)),
    ])
  }
}

extension FleetImport.Counts {
  fileprivate var json: JSONValue {
    .object([
      .init("servers", .integer(servers)), .init("inFleet", .integer(inFleet)), .init("filtered", .integer(filtered)),
      .init(
        "otherEggs",
        .array(
          otherEggs.sorted { $0.key < $1.key }.map {
            .object([.init("egg", .integer($0.key.number)), .init("servers", .integer($0.value))])
          })),
    ])
  }
}
