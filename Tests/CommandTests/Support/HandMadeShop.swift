import Foundation

/// A panel of three hundred servers that people made by hand: names in five scripts, suspended, installing and failed ones among them, and
/// some that fit nothing.
struct HandMadeShop {
  /// The fixture that the embedded panel begins with.
  let fixture: URL
  /// Customers, by the number of a server, of owners whom the panel cannot name.
  let table: String

  private static let tiers:
    [(name: String, memory: Int, cpu: Int, disk: Int, databases: Int, backups: Int, guilds: Int)] = [
      ("starter", 256, 50, 512, 0, 1, 1), ("pro", 512, 100, 1024, 1, 3, 3),
    ]
  private static let names = ["Bot", "Музыка", "音楽ボット", "بوت الموسيقى", "Βοηθός"]
  private static let statuses = [5: "suspended", 8: "installing", 9: "install_failed"]

  /// A shop of so many servers.
  init(_ count: Int = 300) throws {
    let builtIn = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../../Sources/PanelSandbox/fixture.json")
    var panel = try JSONSerialization.jsonObject(with: Data(contentsOf: builtIn)) as? [String: Any] ?? [:]
    var users: [Any] = panel["users"] as? [Any] ?? []
    for number in 0..<20 { users.append(Self.user(4 + number, externalID: "cus-\(number)")) }
    users.append(Self.user(24, externalID: nil))
    var allocations: [Any] = panel["allocations"] as? [Any] ?? []
    for index in 0..<count {
      let entry: [String: Any] = [
        "id": 1000 + index, "node": 1 + index % 2, "ip": "198.51.100.1", "port": 10_000 + index,
      ]
      allocations.append(entry)
    }
    let nodes = panel["nodes"] as? [[String: Any]] ?? []
    panel["nodes"] = nodes.map { $0.merging(["memory": 1 << 20, "disk": 1 << 21]) { $1 } }
    panel["users"] = users
    panel["allocations"] = allocations
    panel["servers"] = (0..<count).map { Self.server($0) }
    fixture = FileManager.default.temporaryDirectory.appending(path: "shop-\(UUID().uuidString).json")
    try JSONSerialization.data(withJSONObject: panel).write(to: fixture)
    table =
      "server,customer\r\n"
      + (0..<count).filter { Self.owner(of: $0) == 24 }.map { "\($0 + 1),\"cus-new\"\r\n" }.joined()
  }

  func remove() { try? FileManager.default.removeItem(at: fixture) }

  private static func user(_ id: Int, externalID: String?) -> [String: Any] {
    [
      "id": id, "external_id": externalID.map { $0 as Any } ?? NSNull(), "uuid": uuid(0x5000_0000 + id),
      "username": "user-\(id)",
      "email": "user-\(id)@example.test", "first_name": "U", "last_name": "X", "language": "en",
    ]
  }

  private static func uuid(_ number: Int) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits + "-0000-4000-8000-000000000000"
  }

  private static func owner(of index: Int) -> Int { index % 7 == 0 ? 1 : index % 7 == 1 ? 24 : 4 + index % 20 }

  private static func server(_ index: Int) -> [String: Any] {
    let tier = tiers[index % 2]
    // One that is just being installed and has the id of an order is in doubt for ten minutes: a panel may take it back.
    let externalID: Any = index % 6 == 0 && index % 25 != 8 ? "ord-\(index + 1)" as Any : NSNull()
    let limits: [String: Any] = [
      "memory": tier.memory + (index % 50 == 49 ? 1 : 0), "swap": 0, "disk": tier.disk, "io": 500, "cpu": tier.cpu,
      "threads": NSNull(),
    ]
    let environment = [
      "DISCORD_TOKEN": "token-of-\(index)", "DISCORD_GUILD_ID": String(112_233_445_566_000_000 + index),
      "TIER": index % 9 == 0 ? "business" : tier.name,
      "FEATURES": ["", "music", "music,levels", "my own, words", "a"][index % 5],
      "MAX_GUILDS": String(index % 4 == 0 ? 7 : tier.guilds),
    ]
    var server: [String: Any] = ["id": index + 1, "external_id": externalID, "uuid": uuid(0x6e2b_0000 + index)]
    server["name"] = "\(names[index % 5]) \(index)"
    server["description"] = "hand-made"
    server["status"] = statuses[index % 25] as Any? ?? NSNull()
    server["user"] = owner(of: index)
    server["egg"] = index % 60 == 59 ? 1 : 15
    server["allocation"] = 1000 + index
    server["limits"] = limits
    server["feature_limits"] = ["databases": tier.databases, "allocations": 0, "backups": tier.backups]
    server["image"] = "ghcr.io/parkervcp/yolks:nodejs_\(index % 30 == 3 ? 20 : 22)"
    server["environment"] = environment
    return server
  }
}
