public import Planner

/// Where the orders of a fleet stand as JSON, `"format": "botfleet.status/1"`, described by `schemas/status.schema.json`.
///
/// Equal values give equal bytes. Every key is always there, null where there is nothing to say.
public func statusJSON(_ status: FleetStatus, commits: [OrderID: String], live: Plan?) -> String {
  let words = live.map(LiveWords.init)
  return jsonText(
    .object([
      .init("format", .string("botfleet.status/1")), .init("fleet", .string(status.fleet)),
      .init("revision", .optional(status.revision.commit)), .init("workingTree", .bool(status.revision.isDirty)),
      .init("asOf", .string(status.asOf.description)),
      .init("counts", .object(status.counts.map { .init($0.phase.rawValue, .integer($0.count)) })),
      .init(
        "orders",
        .array(
          status.orders.map { order in
            .object(
              members(of: order) + [
                .init("lastCommit", .optional(commits[order.id])),
                .init(
                  "panel",
                  words.map { .array(($0.words(of: order.id) ?? []).map { .string($0) }) } ?? .null),
              ])
          })),
    ]))
}

private func members(of status: OrderStatus) -> [JSONValue.Member] {
  let (order, result) = (status.order, status.result)
  return [
    .init("order", .string(status.id.text)), .init("phase", .string(status.phase.rawValue)),
    .init("reason", .optional(status.reason)), .init("document", .optional(order?.path)),
    .init("tier", .optional(order?.tier.value.text)),
    .init("addons", .array((order?.addons ?? []).map { .string($0.value.text) })),
    .init("customer", .optional(order?.customer?.value.id)), .init("status", .optional(order?.quote.rawValue)),
    .init("payment", .optional(order?.payment.rawValue)), .init("state", .optional(order?.state.rawValue)),
    .init("from", .optional(order?.from?.description)), .init("until", .optional(order?.until?.description)),
    .init("limits", status.limits?.json ?? .null), .init("server", result?.server?.json ?? .null),
    .init("since", .optional(result?.since.description)),
    .init("appliedRevision", .optional(result?.applied?.revision)),
    .init("appliedAt", .optional(result?.applied?.at.description)),
    .init(
      "differences",
      .array(
        status.differences.map { difference in
          .object([
            .init("field", .string(difference.field.path)), .init("recorded", .optional(difference.recorded)),
            .init("desired", .string(difference.desired)),
          ])
        })),
    .init(
      "failure",
      result?.failure.map { failure in
        .object([
          .init("action", .string(failure.action)), .init("code", .string(failure.code)),
          .init("message", .string(failure.message)), .init("advice", .string(failure.advice)),
        ])
      } ?? .null),
    .init("deletionNotBefore", .optional(status.deletion?.description)),
  ]
}

extension ServerSpec.Build {
  fileprivate var json: JSONValue {
    .object([
      .init("memoryMiB", .integer(memory.count)), .init("swapMiB", .integer(swap.count)),
      .init("diskMiB", .integer(disk.count)), .init("io", .integer(io)), .init("cpu", .integer(cpu)),
      .init("threads", .optional(threads)), .init("databases", .optional(databases)),
      .init("backups", .integer(backups)), .init("allocations", .integer(allocations)),
    ])
  }
}

extension OrderResult.Server {
  fileprivate var json: JSONValue {
    .object([
      .init("id", .integer(id.number)), .init("uuid", .string(uuid)), .init("node", .integer(node.number)),
      .init("address", .optional(address)), .init("installation", .string(installation.rawValue)),
    ])
  }
}
