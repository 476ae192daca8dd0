public import Health
public import Planner
public import Views

/// A small fleet as pages see it: two customers with bots in every state, and texts that are not meant well wherever somebody may write some.
public enum SightFixture {
  public static let now = Instant(seconds: 1_795_348_800)
  /// What is never to be read by a customer, wherever it stands.
  public static let secrets = [
    "node-77", "Ada Admin", "ada@example.com", "abcdef0123", "note for staff", "no space left on disk",
  ]
  /// What must never be more than text.
  public static let hostile = "<img src=x onerror=alert(1)>\"'&\u{202e}evil\u{202c}"

  /// The orders, each with its customer.
  public static let customers: [(order: String, customer: String?)] = [
    ("ord-1", "cus-ada"), ("ord-2", "cus-ada"), ("ord-3", "cus-ada"), ("ord-4", "cus-ada"), ("ord-5", "cus-bert"),
    ("ord-6", "cus-bert"), ("ord-7", nil), ("ord-8", "cus-bert"),
  ]

  public static func id(_ text: String) -> OrderID {
    guard let id = OrderID(text) else { preconditionFailure("\(text) is no order's id") }
    return id
  }

  /// - Parameter lost: orders whose node cannot be reached.
  public static func sight(
    seen: [String: BotState] = ["ord-1": .running, "ord-2": .crashLoop, "ord-5": .needsToken],
    waits: [OrderID: Wait] = [:], more: [(order: String, customer: String?)] = [],
    lost: Set<String> = []
  ) -> Sight {
    let snapshot = FleetSnapshot(
      of: fleet(more), tip: String(repeating: "a", count: 40), asOf: now.day)
    var sightings: [String: BotSighting] = [:]
    for (order, state) in seen { sightings[uuid(order)] = sighting(order, state) }
    for order in lost { sightings[uuid(order)] = sighting(order, .unknown, .nodeUnreachable) }
    return Sight(snapshot, Sightings(sightings, now: now), waits: waits)
  }

  public static func sighting(_ order: String, _ state: BotState, _ reason: BotReason? = nil, age: Int = 20)
    -> BotSighting
  {
    let isUp = state.isUp
    return BotSighting(
      order: id(order), server: uuid(order), state: state, reason: reason, since: Instant(seconds: now.seconds - 7200),
      seenAt: Instant(seconds: now.seconds - age),
      use: isUp
        ? BotUse(
          cpuPercent: 12.5, memoryBytes: 300 << 20, diskBytes: 1 << 30, receivedBytes: 5 << 20, sentBytes: 1 << 20,
          uptimeSeconds: 7200) : nil)
  }

  public static func uuid(_ order: String) -> String {
    let digits = order.utf8.reduce(0) { $0 * 31 % 999_983 + Int($1) }
    let tail = String(digits)
    return "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - tail.count) + tail
  }

  public static func fleet(_ more: [(order: String, customer: String?)] = []) -> Fleet {
    var files = [
      FleetFile(path: "fleet/fleet.yaml", content: .bytes(Array(settings.utf8))),
      FleetFile(path: "fleet/catalog.yaml", content: .bytes(Array(catalog.utf8))),
    ]
    for (order, customer) in customers + more {
      files.append(
        FleetFile(path: "fleet/orders/\(order).yaml", content: .bytes(Array(document(order, customer).utf8))))
    }
    let reading = readFleet(files, in: "fleet", revision: .commit(String(repeating: "a", count: 40)), environment: [:])
    guard let fleet = reading.fleet else { preconditionFailure("\(reading.diagnostics)") }
    return fleet.recording((customers + more).compactMap { result(of: $0.order) })
  }

  private static let settings = """
    fleet: codecraft
    panel: { url: https://panel.example.com }
    server:
      nest: 5
      egg: 15
      owner: 1
      image: ghcr.io/parkervcp/yolks:nodejs_22
      startup: node index.js
      name: "bot-{order}"
    placement: { nodes: [77], strategy: pack }
    """
  private static let catalog = """
    tiers:
      starter: { memory: 512MiB, cpu: 50%, disk: 1GiB, databases: 0, backups: 1, guilds: 1 }
      pro: { memory: 1GiB, cpu: 100%, disk: 2GiB, databases: 1, backups: 3, guilds: 3 }
    addons:
      private-instance: { memory: +512MiB, tiers: [pro] }
    """

  private static func document(_ order: String, _ customer: String?) -> String {
    var lines = ["order: \(order)", "status: quote_accepted", "tier: \(order == "ord-2" ? "starter" : "pro")"]
    if let customer { lines.append("customer: \(customer)") }
    lines.append("payment: \(["ord-3": "pending", "ord-4": "overdue"][order] ?? "confirmed")")
    if order == "ord-1" {
      lines += ["addons: [private-instance]", "features: [music, \(quoted("<b>bold</b>"))]", "note: note for staff"]
      lines += ["guilds: [\"112233445566778899\"]", "name: \(quoted(hostile))"]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func quoted(_ text: String) -> String {
    "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
  }

  /// What was recorded: no server for what is not paid, and a failure for one.
  private static func result(of order: String) -> OrderResult? {
    guard order != "ord-3" else { return nil }
    let isDown = order == "ord-4"
    var values = FieldValues()
    values[.name] = order == "ord-1" ? hostile : "bot-\(order)"
    values[.suspended] = isDown ? "yes" : "no"
    let failure =
      order == "ord-6" || order == "ord-8"
      ? OrderResult.Failure(action: "update", code: "panel-failing", message: "no space left on disk") : nil
    let hasServer = order != "ord-8"
    return OrderResult(
      order: id(order), phase: failure != nil ? .failed : isDown ? .suspended : .running, since: Day(number: 20_700),
      server: hasServer
        ? .init(
          id: ServerID(40), uuid: uuid(order), identifier: String(uuid(order).suffix(8)), node: NodeID(77),
          address: "203.0.113.7:25565", installation: .done) : nil,
      applied: hasServer
        ? .init(
          revision: "abcdef0123" + String(repeating: "4", count: 30), change: Digest(of: Array(order.utf8)),
          at: Instant(seconds: now.seconds - 86_400), tier: TierName("pro"), addons: [], spec: values) : nil,
      terminatingSince: nil, failure: failure)
  }
}
