import Foundation
import Postgres
import PostgresServer

/// The tables of a small web app in a database of their own, with the views that schemas/supabase/orders-view.sql makes of them.
struct SmallShop {
  let database: PostgresDatabase

  init() throws {
    database = try PostgresServer.shared.get().makeDatabase()
    try run("scripts/small-shop.sql")
    try runViewScript()
    try database.run(Self.letReaderIn)
  }

  /// What its owner runs, once and again.
  func runViewScript() throws { try run("schemas/supabase/orders-view.sql") }

  /// Runs a script of the repository.
  private func run(_ path: String) throws {
    let root = URL(filePath: #filePath).appending(path: "../../../..").standardized
    try database.run(try String(contentsOf: root.appending(path: path), encoding: .utf8))
  }

  /// A client that may do what a role may, over the socket, which asks nobody for a password.
  func client(as role: String = "botfleet_reader") throws -> PostgresClient {
    let place = "host=\(database.server.folder)&port=\(database.server.port)&user=\(role)"
    return PostgresClient(try PostgresSettings(parsing: "postgresql:///\(database.name)?\(place)", program: "tests"))
  }

  /// An order as the web app writes it: with a customer of its own, not yet accepted.
  func add(_ order: String, guilds: [String] = []) throws {
    try database.run(
      """
      insert into customers (id, email, user_id)
        values ('cus-\(order)', '\(order)@example.com', md5('\(order)')::uuid) on conflict do nothing;
      insert into orders (id, customer_id, tier, addons, features)
        values ('\(order)', 'cus-\(order)', 'starter', '{extra-ram}', '{music}');
      insert into quotes (order_id, status) values ('\(order)', 'sent');
      \(guilds.map { "insert into guilds values ('\(order)', '\($0)');" }.joined(separator: "\n"))
      """)
  }

  /// The customer accepts and pays.
  func pay(_ order: String, until day: String = "2026-12-31") throws {
    try database.run(
      """
      update quotes set status = 'accepted', updated_at = clock_timestamp() where order_id = '\(order)';
      insert into payments (order_id, status, paid_until) values ('\(order)', 'paid', '\(day)');
      """)
  }

  /// A role is the whole server's, and tests run beside each other: one of two that change it at once is told so.
  private static let letReaderIn = """
    do $$ begin
      if not (select rolcanlogin from pg_roles where rolname = 'botfleet_reader') then alter role botfleet_reader login; end if;
    exception when internal_error then null;
    end $$
    """
}
