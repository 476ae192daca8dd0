@testable import Planner

/// A fleet without orders, and a panel of servers that people made by hand.
struct ImportedShop {
  let fleet = aFleet([])

  static let catalogText = """
    # what we sell
    tiers:
      starter: { memory: 512MiB, cpu: 50%, disk: 1GiB, backups: 1, guilds: 1 }
      pro: { memory: 1GiB, cpu: 100%, disk: 2GiB, databases: 1, backups: 3, guilds: 3 }

    # and on top
    addons:
      private-instance: { memory: +512MiB, cpu: +50%, disk: +1GiB }

    """

  /// A server with the limits of a tier, and what its owner called it.
  func server(
    _ number: Int, _ name: String, tier: String = "starter", externalID: String? = nil, owner: Int = 1, node: Int = 1,
    status: ServerStatus = .ready, settings: FleetSettings = theSettings(),
    change: (inout ServerSpec) -> Void = { _ in }
  ) -> ObservedServer {
    let made = aServer(of: anOrder("ord-0", tier: tier), id: number, settings: settings, owner: owner)
    var spec = made.spec
    spec.details.name = name
    spec.isSuspended = status == .suspended
    change(&spec)
    return aServer(externalID: externalID, id: number, node: node, status: status, spec: spec)
  }

  private static let users = [
    aUser(1, nil), aUser(2, "cus-2"), aUser(3, nil), aUser(4, nil), aUser(5, nil, isAdministrator: true),
  ]
  private static let listing = FleetListing([], in: "fleet")

  func importing(
    _ servers: [ObservedServer], _ question: ImportQuestion = ImportQuestion(), orders: [Order] = [],
    recorded: [OrderResult] = [], settings: FleetSettings = theSettings(), catalog: Catalog = aCatalog()
  ) -> FleetImport {
    importServers(
      question, from: aPanel(servers, users: Self.users),
      into: aFleet(orders, recorded: recorded, settings: settings, catalog: catalog), trusting: .none,
      catalog: Array(Self.catalogText.utf8), in: Self.listing)
  }

  /// The same with a catalog as it is written.
  func importing(_ servers: [ObservedServer], _ question: ImportQuestion, reading text: String) throws -> FleetImport {
    let bytes = Array(text.utf8)
    let file = FleetFile(path: "fleet/catalog.yaml", content: .bytes(bytes))
    guard let catalog = readCatalog(file, in: Self.listing).value else { throw UnreadableCatalog() }
    return importServers(
      question, from: aPanel(servers, users: Self.users), into: aFleet([], catalog: catalog), trusting: .none,
      catalog: bytes, in: Self.listing)
  }

  /// The order as it is written.
  func read(_ order: ImportedOrder) throws -> Order {
    let file = FleetFile(path: order.path, content: .bytes(order.bytes))
    guard let read = readOrder(file, in: Self.listing, catalog: fleet.catalog).value else { throw UnreadableCatalog() }
    return read
  }

  private struct UnreadableCatalog: Error {}
}

extension FleetImport {
  /// `srv-17 number starter`, by id.
  var inShort: [String] { orders.map { "\($0.id) \($0.idSource.rawValue) \($0.sold)" } }

  var documents: [String] { orders.map { String(decoding: $0.bytes, as: UTF8.self) } }
}
