import Foundation
import Postgres
import PostgresServer

/// A database as a Supabase project has it, with the mirror's tables.
struct SupabaseDatabase {
  let database: PostgresDatabase

  /// What new tables of a project are: everybody's, as up to 2026, or nobody's.
  enum World: String, CaseIterable, Sendable { case granting, closed }

  /// - Parameter server: its own; nil for the one that all tests share.
  init(_ world: World = .closed, on server: PostgresServer? = nil) throws {
    guard server == nil, let template = Self.templates[world] else {
      try self.init(making: world, on: server ?? PostgresServer.shared.get())
      return
    }
    try self.init(database: PostgresServer.shared.get().makeDatabase(copying: template.get()))
  }

  /// What is copied for each test: to make it takes several programs.
  private static let templates = Dictionary(
    uniqueKeysWithValues: World.allCases.map { world in
      (world, Result { try SupabaseDatabase(making: world, on: PostgresServer.shared.get()).database })
    })

  private init(database: PostgresDatabase) { self.database = database }

  private init(making world: World, on server: PostgresServer) throws {
    self.init(database: try server.makeDatabase())
    try run("Tests/MirrorTests/Support/supabase.sql")
    if world == .granting {
      try database.run(
        "alter default privileges in schema public grant all on tables to anon, authenticated, service_role")
    }
    try migrate()
    try database.run(Self.letMirrorIn)
  }

  /// What a shop's owner runs, once and again.
  func migrate() throws { try run("schemas/supabase/migrations/20261129000000_bot_deployments.sql") }

  private func run(_ path: String) throws {
    let root = URL(filePath: #filePath).appending(path: "../../../..").standardized
    try database.run(try String(contentsOf: root.appending(path: path), encoding: .utf8))
  }

  /// A client that may do what a role may, over the socket, which asks nobody for a password.
  func client(as role: String = "botfleet_mirror", program: String = "tests") throws -> PostgresClient {
    PostgresClient(try PostgresSettings(parsing: url(as: role), program: program))
  }

  /// Where it is, over the socket.
  func url(as role: String = "botfleet_mirror") -> String {
    "postgresql:///\(database.name)?host=\(database.server.folder)&port=\(database.server.port)&user=\(role)"
  }

  /// All rows, a line each, but for what is seen of bots.
  func rows() throws -> [String] {
    try rows(
      of: "bot_deployments",
      but:
        "seen_state,seen_reason,seen_since,seen_at,cpu_percent,memory_bytes,disk_bytes,received_bytes,sent_bytes,uptime_seconds,restarts",
      by: "order_id")
      + rows(of: "deployment_logs", but: "", by: "commit_number, order_id, step, id::text")
  }

  private func rows(of table: String, but left: String, by sorting: String) throws -> [String] {
    let rows = try database.run(
      "select to_jsonb(t) - string_to_array('\(left)', ',') from public.\(table) as t order by \(sorting)")
    return rows.split(separator: "\n").map(String.init)
  }

  /// A role is the whole server's, and tests run beside each other: one of two that change it at once is told so.
  private static let letMirrorIn = """
    do $$ begin
      if not (select rolcanlogin from pg_roles where rolname = 'botfleet_mirror') then alter role botfleet_mirror login; end if;
    exception when internal_error then null;
    end $$
    """
}
