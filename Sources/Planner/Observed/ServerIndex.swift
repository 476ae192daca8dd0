/// The panel's servers by external id.
struct ServerIndex {
  let all: [ObservedServer]
  private let byExternalID: [String: Int]
  private let byLoweredExternalID: [String: Int]
  private let byUUID: [PackedText: Int]

  init(_ servers: [ObservedServer]) {
    all = servers
    var exact = [String: Int](minimumCapacity: servers.count)
    var lowered: [String: Int] = [:]
    var uuids = [PackedText: Int](minimumCapacity: servers.count)
    for (index, server) in servers.enumerated() {
      uuids[server.packedUUID] = index
      guard let externalID = server.externalID else { continue }
      exact[externalID] = index
      let lower = externalID.lowercased()
      if lower != externalID { lowered[lower] = index }
    }
    byExternalID = exact
    byLoweredExternalID = lowered
    byUUID = uuids
  }

  /// The server whose external id is exactly the order's id.
  subscript(order: OrderID) -> ObservedServer? { byExternalID[order.text].map { all[$0] } }

  /// The server with this uuid.
  subscript(uuid uuid: String) -> ObservedServer? { byUUID[PackedText(uuid)].map { all[$0] } }

  /// A server whose external id differs from the order's id in nothing but case: the panel takes the two for one.
  func namesake(of order: OrderID) -> ObservedServer? { byLoweredExternalID[order.text].map { all[$0] } }
}
