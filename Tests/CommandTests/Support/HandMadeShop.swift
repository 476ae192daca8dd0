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
    panel["users"] =
      (panel["users"] as? [Any] ?? []) + (0..<20).map { Self.user(4 + $0, externalID: "cus-\($0)") } + [
        Self.user(24, externalID: nil)
      ]
    panel["nodes"] = (panel["nodes"] as? [[String: Any]] ?? []).map {
      $0.merging(["memory": 1 << 20, "disk": 1 << 21]) { $1 }
    }
    panel["allocations"] =
      (panel["allocations"] as? [Any] ?? [])
      + (0..<count).map {
        ["id": 1000 + $0, "node": 1 + $0 % 2, "ip": "198.51.100.1", "port": 10_000 + $0] as [String: Any]
      }
    panel["servers"] = (0..<count).map(Self.server)
    fixture = FileManager.default.temporaryDirectory.appending(path: "shop-\(UUID().uuidString).json")
    try JSONSerialization.data(withJSONObject: panel).write(to: fixture)
    table =
      "server,customer\r\n"
      + (0..<count).filter { Self.owner(of: $0) == 24 }.map { "\($0 + 1),\"new, \"\"cus\"\"\"\r\n" }.joined()
  }

  func remove() { try? FileManager.default.removeItem(at: fixture) }

  private static func user(_ id: Int, externalID: String?) -> [String: Any] {
    [
      "id": id, "external_id": externalID as Any? ?? NSNull(), "uuid": uuid(0x5000_0000 + id), "username": "user-\(id)",
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
    return [
      "id": index + 1, "external_id": index % 6 == 0 ? "ord-\(index + 1)" : NSNull(), "uuid": uuid(0x6e2b_0000 + index),
      "name": "\(names[index % 5]) \(index)", "description": "hand-made",
      "status": statuses[index % 25] as Any? ?? NSNull(),
      "user": owner(of: index), "egg": index % 60 == 59 ? 1 : 15, "allocation": 1000 + index,
      "limits": [
        "memory": tier.memory + (index % 50 == 49 ? 1 : 0), "swap": 0, "disk": tier.disk, "io": 500, "cpu": tier.cpu,
        "threads": NSNull(),
      ] as [String: Any],
      "feature_limits": ["databases": tier.databases, "allocations": 0, "backups": tier.backups],
      "image": index % 30 == 3 ? "ghcr.io/parkervcp/yolks:nodejs_20" : "ghcr.io/parkervcp/yolks:nodejs_22",
      "environment": [
        "DISCORD_TOKEN": "token-of-\(index)", "DISCORD_GUILD_ID": String(112_233_445_566_000_000 + index),
        "TIER": index % 9 == 0 ? "business" : tier.name,
        "FEATURES": ["", "music", "music,levels", "my own, words", "a"][index % 5],
        "MAX_GUILDS": String(index % 4 == 0 ? 7 : tier.guilds),
      ],
    ]
  }
}
