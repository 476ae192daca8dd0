import Testing

@testable import Planner

/// An order whose server was changed by another hand since the last apply, and what adopting makes of it.
struct DriftedOrder {
  let adoption: AcceptedDrift
  private let fleet: Fleet
  private let panel: Observation
  private let listing: FleetListing

  /// - Parameter change: what the other hand did.
  init(
    state: String = "active", payment: String = "confirmed", more: String = "", isSuspended: Bool = false,
    owner: Int = 1, node: Int = 1, memory: Int = 8192, users: [PanelUser]? = [aUser(1, "admin")],
    catalog: Catalog = aCatalog(),
    change: (inout ServerSpec) -> Void
  ) throws {
    let text = """
      # A good customer.
      order: ord-1
      status: quote_accepted
      payment: \(payment)
      tier: starter
      guilds: ["112233445566778899"]
      features: [moderation]
      state: \(state) # still
      \(more)
      """
    let file = FleetFile(path: "fleet/orders/ord-1.yaml", content: .bytes(Array(text.utf8)))
    listing = FleetListing([FleetListing.Entry(path: file.path, sort: .file)], in: "fleet")
    let reading = readOrder(file, in: listing, catalog: catalog)
    let order = try #require(reading.value, "\(reading.diagnostics)")
    let left = aServer(of: order, node: node, status: isSuspended ? .suspended : .ready, catalog: catalog, owner: owner)
    var spec = left.spec
    change(&spec)
    let server = aServer(
      externalID: "ord-1", id: 1, node: node, status: spec.isSuspended ? .suspended : .ready, spec: spec)
    var fleet = aFleet(
      [order], recorded: [aResult(of: order, left, withTexts: order.name != nil || order.description != nil)],
      catalog: catalog)
    let nodes = [aNode(1, memory: memory), aNode(2)]
    panel = aPanel([server], nodes: nodes, users: users)
    adoption = acceptDrift(
      order, Array(text.utf8), in: listing, of: fleet, from: panel,
      trusting: TrustedResults(fleet.results), planned: aPlan(for: fleet, on: panel), asOf: noon)
    if adoption.after != adoption.before {
      let read = readOrder(
        FleetFile(path: order.path, content: .bytes(adoption.after)), in: listing, catalog: catalog)
      fleet = aFleet([try #require(read.value)], recorded: Array(fleet.results.values), catalog: catalog)
    }
    self.fleet = fleet
  }

  /// The lines that go and come.
  var edits: [String] {
    func lines(_ bytes: [UInt8]) -> [String] {
      String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
    let (old, new) = (lines(adoption.before), lines(adoption.after))
    return new.difference(from: old).map { change in
      switch change {
      case .insert(let offset, let line, _): (offset, 1, "+" + line)
      case .remove(let offset, let line, _): (offset, 0, "-" + line)
      }
    }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
  }

  var left: [String] { adoption.left.map { "\($0.difference.field.label): \($0.obstacle)" }.sorted() }

  /// The fields in which the server differs from the order as the edit leaves it.
  var fieldsAfterwards: [String] { aPlan(for: fleet, on: panel).changes.flatMap(\.differences).map(\.field.label) }

  /// The drift of the order as the edit leaves it, on the same panel.
  var driftAfterwards: [String] {
    inShort(aPlan(for: fleet, on: panel).changes.flatMap(\.differences).filter(\.cause.isDrift))
  }
}
