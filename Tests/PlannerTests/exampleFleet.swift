@testable import Planner

// Words for fleets, as short as a test needs them.

/// An id that is known to be one.
func orderID(_ text: String) -> OrderID {
  guard let id = OrderID(text) else { preconditionFailure("\(text) is no order id") }
  return id
}

func day(_ text: String) -> Day {
  guard let day = Day(text) else { preconditionFailure("\(text) is no day") }
  return day
}

func instant(_ text: String) -> Instant {
  guard let instant = Instant(text) else { preconditionFailure("\(text) is no instant") }
  return instant
}

/// A value at a place that no test looks at.
func somewhere<Value>(_ value: Value) -> Located<Value> {
  Located(value, at: Place(path: "fleet/orders/example.yaml", line: 1, column: 1))
}

/// An accepted, paid and active order.
func anOrder(
  _ id: String = "ord-1", tier: String = "starter", addons: [String] = [], quote: Order.Quote = .accepted,
  payment: Order.Payment = .confirmed, state: Order.State = .active, from: String? = nil, until: String? = nil,
  customer: Customer? = nil, server: String? = nil,
  guilds: [String] = ["112233445566778899"], features: [String] = ["moderation"], name: Setting? = nil,
  description: Setting? = nil, node: Int? = nil, environment: [String: Setting] = [:],
  eggChange: Order.EggChange = .wait,
  ignored: Set<Field> = [],
  isProtected: Bool = false
) -> Order {
  let path = "fleet/orders/\(id).yaml"
  func here<Value>(_ value: Value) -> Located<Value> { Located(value, at: Place(path: path, line: 1, column: 1)) }
  return Order(
    id: orderID(id), path: path, customer: customer.map(here), server: server.map(here), quote: quote,
    payment: payment, tier: here(TierName(tier)), addons: addons.map { here(AddonName($0)) }, guilds: guilds,
    features: features, state: state, from: from.map(day), until: until.map(day), name: name, description: description,
    node: node.map { here(NodeID($0)) }, environment: environment.mapValues(here),
    eggChange: eggChange, ignored: ignored, isProtected: isProtected)
}

/// A text of the fleet without holes.
func declared(_ text: String) -> Setting { .declared(Template(text)) }

/// A text that the customer decides.
func customers(_ initially: String) -> Setting { .leftToCustomer(initially: Template(initially)) }

/// The sample catalog, with a tier that is sold no more.
func aCatalog(starterMemory: Int = 512) -> Catalog {
  Catalog(
    tiers: [
      TierName("starter"): Tier(
        resources: Resources(memory: Mebibytes(starterMemory), disk: Mebibytes(1024), cpu: 50, backups: 1), guilds: 1),
      TierName("pro"): Tier(
        resources: Resources(memory: Mebibytes(1024), disk: Mebibytes(2048), cpu: 100, databases: 1, backups: 3),
        guilds: 3),
      TierName("classic"): Tier(
        resources: Resources(memory: Mebibytes(256), disk: Mebibytes(512), cpu: 25), guilds: 1,
        availability: .retired),
    ],
    addons: [
      AddonName("private-instance"): Addon(
        resources: Resources(memory: Mebibytes(512), disk: Mebibytes(1024), cpu: 50))
    ])
}

func theSettings(
  placement: FleetSettings.PlacementRule = .init(candidates: .nodes([NodeID(1)])),
  policy: FleetSettings.Policy = .init(), safety: FleetSettings.Safety = .init(maxChangedPercent: 100),
  name: Setting = .leftToCustomer(initially: Template(parts: [.text("bot-"), .word(.order)])),
  image: String = "ghcr.io/example/yolks:nodejs_22", egg: Int = 15, startup: String = "node index.js",
  environment: [String: Setting] = theVariables
) -> FleetSettings {
  FleetSettings(
    name: "example", panel: .init(url: "https://panel.example.com"),
    server: .init(
      egg: EggReference(EggID(egg), in: NestID(5)), owner: UserID(1), image: somewhere(declared(image)),
      startup: startup,
      name: name, description: customers(""), environment: environment.mapValues(somewhere)),
    placement: placement, policy: policy, safety: safety)
}

/// Three variables that the fleet decides, and the customer's token.
let theVariables: [String: Setting] = [
  "TIER": .declared(Template(parts: [.word(.tier)])),
  "FEATURES": .declared(Template(parts: [.word(.features)])),
  "MAX_GUILDS": .declared(Template(parts: [.word(.maxGuilds)])),
  "DISCORD_TOKEN": customers("set-me-in-the-panel"),
]

func aFleet(
  _ orders: [Order], recorded results: [OrderResult] = [], settings: FleetSettings = theSettings(),
  catalog: Catalog = aCatalog(), unreadable: Set<OrderID> = [], revision: String = "4f2c1ab",
  evidence: GitEvidence = GitEvidence()
) -> Fleet {
  Fleet(
    revision: .commit(revision), settings: settings, catalog: catalog, orders: orders.sorted { $0.id < $1.id },
    results: Dictionary(uniqueKeysWithValues: results.map { ($0.order, $0) }), unreadable: unreadable,
    evidence: evidence)
}
