import PanelProcess

/// The documents of a small fleet.
public enum Documents {
  /// Without a panel: it comes from the environment.
  public static let fleet = settingsForSandbox + "safety: { maxTerminations: 3, maxChanged: 100% }\n"

  /// The same, for tests that make more servers at once than a small fleet may.
  public static let roomyFleet = fleet.replacing(
    "maxChanged: 100%", with: "maxChanged: 100%, maxCreates: 100, maxUsers: 100")

  public static let catalog = """
    tiers:
      starter: { memory: 256MiB, cpu: 50%, disk: 512MiB, databases: 0, backups: 1, guilds: 1 }
      pro: { memory: 512MiB, cpu: 100%, disk: 1GiB, databases: 1, backups: 3, guilds: 3 }

    """

  public static func order(
    _ id: String, tier: String = "starter", state: String = "active", customer: String = "cust-1",
    payment: String = "confirmed", more: String = ""
  ) -> String {
    """
    order: \(id)
    customer: \(customer)
    status: quote_accepted
    payment: \(payment)
    tier: \(tier)
    guilds: ["112233445566778899"]
    features: [moderation]
    state: \(state)
    \(more)
    """
  }

  /// Accepted, paid and active orders, by their id.
  public static func orders(_ ids: String...) -> [String: String] {
    Dictionary(uniqueKeysWithValues: ids.map { ($0, order($0)) })
  }
}
