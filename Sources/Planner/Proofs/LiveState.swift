/// What there is of a fleet's servers, as far as the fleet decides it: the same whether it is read from the panel or from records.
///
/// Of each server that an order has: its uuid and node, the phase of its life, and the fields that are recorded of it. What customers
/// decide, what an order ignores and what only the panel knows are not in it.
public struct LiveState: Hashable, Sendable {
  /// Sorted by order.
  public let servers: [Server]

  /// One order's server.
  public struct Server: Hashable, Sendable {
    public let order: OrderID
    public let uuid: String
    public let node: NodeID
    public let phase: OrderResult.Phase
    public let values: FieldValues
  }

  /// What records say.
  public init(recorded results: some Sequence<OrderResult>) {
    servers = results.compactMap { result in
      result.livingServer.map { server in
        Server(
          order: result.order, uuid: server.uuid, node: server.node, phase: result.phase, values: result.provenValues)
      }
    }.sorted { $0.order < $1.order }
  }

  /// What the panel has of that: of each recorded server the same fields. A server that is not there is not in it.
  ///
  /// - Parameter results: what an apply would leave recorded now.
  public init(observed servers: [ObservedServer], as results: some Sequence<OrderResult>) {
    let index = ServerIndex(servers)
    self.servers = results.compactMap { result in
      guard result.livingServer != nil, let server = index[result.order] else { return nil }
      let found = FieldValues(server.spec)
      var values = FieldValues()
      for field in result.provenValues.fields { values[field] = found[field] }
      return Server(order: result.order, uuid: server.uuid, node: server.node, phase: result.phase, values: values)
    }.sorted { $0.order < $1.order }
  }

  /// The version of what the digest covers; another set of facts is another word.
  public static let format = "botfleet.live/1"

  /// Its fingerprint: SHA-256 over canonical JSON.
  public var digest: Digest {
    Digest(
      of: .object([
        .init("format", .string(Self.format)),
        .init("servers", .array(servers.map(\.json))),
      ]))
  }
}

extension LiveState.Server {
  fileprivate var json: JSONValue {
    .object([
      .init("order", .string(order.text)), .init("uuid", .string(uuid)), .init("node", .integer(node.number)),
      .init("phase", .string(phase.rawValue)), .init("values", values.json),
    ])
  }
}

extension OrderResult {
  /// The recorded fields that the panel must have. A suspension by hand is beside what was applied; the phase tells it.
  fileprivate var provenValues: FieldValues {
    let spec = applied?.spec ?? FieldValues()
    return suspendedByHandSince == nil ? spec : spec.without([.suspended])
  }
}
