public import Planner
public import Postgres

/// A shop's PostgreSQL, read through the views `botfleet_orders` and `botfleet_customers`; schemas/supabase/orders-view.sql makes them.
///
/// Columns may have any types whose JSON a delivery could have: lists as `text[]` or as `jsonb`, the last day as `date` or as `text`.
public struct PostgresShop: Shop {
  private let client: PostgresClient
  private let pageSize: Int

  /// - Parameter pageSize: how many rows are read at once.
  public init(_ client: PostgresClient, pageSize: Int = 500) {
    (self.client, self.pageSize) = (client, pageSize)
  }

  public func row(of order: OrderID) async throws(ShopFailure) -> ShopRow? {
    try await query("\(rowsOfTheView) where \"order\"::text = $1 limit 1", [.text(order.text)]).first.map(readRow)
  }

  public func rows(_ take: @Sendable ([ShopRow]) async throws(ShopFailure) -> Void) async throws(ShopFailure) {
    var last = ""
    while true {
      let page = try await query(
        "\(rowsOfTheView) where \"order\"::text > $1 order by \"order\"::text limit $2",
        [.text(last), .integer(Int64(pageSize))])
      if !page.isEmpty { try await take(page.map(readRow)) }
      guard page.count == pageSize, let next = page.last?["order"] else { return }
      last = next
    }
  }

  public func user(of customer: String) async throws(ShopFailure) -> String? {
    do throws(PostgresFailure) {
      return try await client.query(
        "select user_id::text as user_id from botfleet_customers where customer::text = $1 limit 1", [.text(customer)]
      )
      .first?["user_id"]
    } catch {
      // A shop whose customers are its sign-ins needs no such view.
      if error.sqlState == noSuchTable { return nil }
      throw shopFailure(error)
    }
  }

  public func customers(of user: String) async throws(ShopFailure) -> [String] {
    do throws(PostgresFailure) {
      return try await client.query(
        "select customer::text as customer from botfleet_customers where user_id::text = $1 order by 1 limit 100",
        [.text(user)]
      ).compactMap { $0["customer"] }
    } catch {
      if error.sqlState == noSuchTable { return [] }
      throw shopFailure(error)
    }
  }

  private func query(_ statement: String, _ values: [PostgresValue]) async throws(ShopFailure) -> PostgresRows {
    do throws(PostgresFailure) { return try await client.query(statement, values) } catch { throw shopFailure(error) }
  }
}

/// Each row as the object that a delivery would have brought. The columns that are named so must be there; `name` and `state` may be.
private let rowsOfTheView = """
  select "order"::text as "order", jsonb_build_object(
    'order', "order"::text, 'customer', customer::text, 'email', email, 'tier', tier, 'addons', addons, 'guilds', guilds,
    'features', features, 'status', status, 'payment', payment, 'until', until, 'sequence', sequence,
    'name', to_jsonb(o) -> 'name', 'state', to_jsonb(o) -> 'state')::text as body
  from botfleet_orders as o
  """

private let noSuchTable = "42P01"
private let noSuchColumn = "42703"

private func readRow(_ row: PostgresRow) -> ShopRow {
  do throws(BodyFault) {
    return .order(try readShopRow(Array((row["body"] ?? "").utf8)))
  } catch {
    let problems = if case .wrong(let problems) = error { problems } else { [BodyProblem("", error.description)] }
    return .unreadable(order: row["order"] ?? "", problems)
  }
}

private func readShopRow(_ body: [UInt8]) throws(BodyFault) -> IncomingOrder {
  var reader = BodyReader()
  guard case .object(let members) = try reader.parse(body) else { throw .wrong([BodyProblem("", "no row")]) }
  return try reader.reading { $0.order(members, at: "") }
}

private func shopFailure(_ failure: PostgresFailure) -> ShopFailure {
  switch failure.kind {
  case .unreachable, .lost, .timedOut, .cancelled, .retry:
    return ShopFailure("the shop's database does not answer: \(failure)", isPassing: true)
  case .permission:
    return ShopFailure(
      "the shop's database lets its views be read by others only: \(failure); grant select on them to the role in its URL",
      isPassing: false)
  case .conflict, .other:
    let advice =
      switch failure.sqlState {
      case noSuchTable, noSuchColumn: "; schemas/supabase/orders-view.sql shows the views that are read"
      default: ""
      }
    return ShopFailure("the shop's database does not give its orders: \(failure)\(advice)", isPassing: false)
  }
}
