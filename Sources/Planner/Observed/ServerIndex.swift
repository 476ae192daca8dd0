/// The panel's servers by external id.
struct ServerIndex {
  let all: [ObservedServer]
  private let byExternalID: [String: Int]
  private let byLoweredExternalID: [String: Int]
  /// Of most fleets nobody asks for a server by its uuid.
  private let byUUID = MadeOnce<[PackedText: Int]>()

  init(_ servers: [ObservedServer]) {
    all = servers
    var exact = [String: Int](minimumCapacity: servers.count)
    var lowered: [String: Int] = [:]
    for (index, server) in servers.enumerated() {
      guard let externalID = server.externalID else { continue }
      exact[externalID] = index
      guard externalID.utf8.contains(where: { $0 & 0x80 != 0 || (0x41...0x5A).contains($0) }) else { continue }
      let lower = externalID.lowercased()
      if lower != externalID { lowered[lower] = index }
    }
    byExternalID = exact
    byLoweredExternalID = lowered
  }

  /// The server whose external id is exactly the order's id.
  subscript(order: OrderID) -> ObservedServer? { byExternalID[order.text].map { all[$0] } }

  /// The server with this uuid.
  subscript(uuid uuid: String) -> ObservedServer? { self[uuid: PackedText(uuid)] }
  subscript(uuid uuid: PackedText) -> ObservedServer? {
    byUUID.value { Dictionary(zip(all.lazy.map(\.packedUUID), all.indices)) { $1 } }[uuid].map { all[$0] }
  }

  /// A server whose external id differs from the order's id in nothing but case: the panel takes the two for one.
  func namesake(of order: OrderID) -> ObservedServer? { byLoweredExternalID[order.text].map { all[$0] } }
}
