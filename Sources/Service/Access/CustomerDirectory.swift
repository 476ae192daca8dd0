import Intake
import Planner

/// Which customers a sign-in is: itself, and whom the shop's view says.
actor CustomerDirectory {
  private let shop: (any Shop)?
  private let elapsed: @Sendable () -> Duration
  private var known: [String: (ids: Set<String>, at: Duration)] = [:]

  /// What the shop said holds for so long.
  private static let freshFor = Duration.seconds(60)

  init(shop: (any Shop)?, elapsed: @escaping @Sendable () -> Duration) { (self.shop, self.elapsed) = (shop, elapsed) }

  /// The ids that orders know somebody by. While the shop's database does not answer, what it said last goes on to hold for an hour, and
  /// whoever is a customer under the sign-in's own id is one all the same.
  func customers(of user: String) async -> Set<String> {
    guard let shop else { return [user] }
    let now = elapsed()
    if let entry = known[user], now - entry.at < Self.freshFor { return entry.ids }
    do throws(ShopFailure) {
      let ids = Set(try await shop.customers(of: user)).union([user])
      if known.count > 20_000 { known = [:] }
      known[user] = (ids, now)
      return ids
    } catch {
      guard let entry = known[user], now - entry.at < .seconds(3600) else { return [user] }
      return entry.ids
    }
  }
}
