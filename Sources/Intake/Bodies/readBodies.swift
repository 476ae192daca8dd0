public import Planner

/// The largest body that is read, in bytes.
public let largestBody = 64 * 1024

/// The type of the deliveries that tell of an order.
public let orderUpdated = "order.updated"

/// Reads a delivery: `{"type": "order.updated", "timestamp": …, "data": {"order": …, …}}`.
public func readDelivery(_ body: [UInt8]) throws(BodyFault) -> IncomingOrder {
  var reader = BodyReader()
  let fields = try reader.object(try reader.parse(body))
  guard let type = reader.text("type", in: fields) else { throw reader.fault }
  guard type == orderUpdated else { throw .anotherType(escapedForDisplay(type, upTo: 80)) }
  reader.refuseUnknown(in: fields, besides: ["type", "timestamp", "data"])
  guard case .object(let members)? = fields["data"] else {
    reader.note("data", "an object is expected, that of the order")
    throw reader.fault
  }
  return try reader.reading { $0.order(members, at: "/data") }
}

/// Reads the body of `PUT /api/orders/{id}`: what `data` says in a delivery. An order that it names must be that of the path.
public func readOrderBody(_ body: [UInt8], of order: OrderID) throws(BodyFault) -> IncomingOrder {
  var reader = BodyReader()
  guard case .object(let members) = try reader.parse(body) else {
    throw .wrong([BodyProblem("", "an object is expected, that of the order")])
  }
  return try reader.reading { $0.order(members, at: "", of: order) }
}

/// Reads `{orderId, tier, discordGuildId, selectedAddons}`: an order that somebody accepted and confirmed.
public func readProvision(_ body: [UInt8]) throws(BodyFault) -> IncomingOrder {
  var reader = BodyReader()
  guard case .object(let members) = try reader.parse(body) else {
    throw .wrong([BodyProblem("", "an object is expected with orderId, tier, discordGuildId and selectedAddons")])
  }
  return try reader.reading { $0.provision(members) }
}
