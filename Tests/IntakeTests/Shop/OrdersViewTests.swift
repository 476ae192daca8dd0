import Postgres
import PostgresServer
import Testing

@Suite("The example of a shop's views")
struct OrdersViewTests {
  @Test("It may be run again, over rows and grants that are there")
  func twice() async throws {
    let shop = try SmallShop()
    try shop.add("ord-1")
    try shop.runViewScript()
    #expect(try await shop.client().query("select * from botfleet_orders").count == 1)
    #expect(try await shop.client().query("select * from botfleet_customers").count == 1)
  }

  @Test("Its role reads the two views and nothing else, and writes nowhere")
  func reader() async throws {
    let shop = try SmallShop()
    try shop.add("ord-1")
    let client = try shop.client()
    for table in ["orders", "customers", "quotes", "payments", "guilds"] {
      let denied = await #expect(throws: PostgresFailure.self) { try await client.query("select * from \(table)") }
      #expect(denied?.kind == .permission, "\(table)")
    }
    for statement in [
      "delete from orders", "update botfleet_customers set user_id = null", "delete from botfleet_customers",
      "create table x (y int)",
    ] {
      // Also where the role says that it may write.
      await #expect(throws: PostgresFailure.self) {
        try await client.transaction { transaction throws(PostgresFailure) in
          try await transaction.query("set local transaction_read_only = off")
          try await transaction.query(statement)
        }
      }
    }
    #expect(try shop.database.run("select count(*) from customers where user_id is not null") == "1")
  }

  @Test("Where everything new is everybody's, the views are not")
  func everybody() throws {
    let shop = try SmallShop()
    try shop.database.run(
      """
      do $$ begin create role anon nologin; exception when duplicate_object or unique_violation then null; end $$;
      do $$ begin create role authenticated nologin; exception when duplicate_object or unique_violation then null; end $$;
      drop view botfleet_orders, botfleet_customers;
      alter default privileges in schema public grant all on tables to anon, authenticated;
      """)
    try shop.runViewScript()
    for role in ["anon", "authenticated"] {
      for view in ["botfleet_orders", "botfleet_customers"] {
        #expect(
          try shop.database.run("select has_table_privilege('\(role)', '\(view)', 'select')") == "f", "\(role) \(view)")
      }
    }
    #expect(try shop.database.run("select has_table_privilege('botfleet_reader', 'botfleet_orders', 'select')") == "t")
  }
}
