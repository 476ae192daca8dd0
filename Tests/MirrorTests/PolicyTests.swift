import Guarding
import Postgres
import PostgresServer
import Testing

@testable import Mirror

@Suite(.timeLimit(.minutes(10))) struct PolicyTests {
  static let own = "5f0c6f0e-1d5c-4b4e-9f0e-0123456789ab"
  static let others = "6f0c6f0e-1d5c-4b4e-9f0e-0123456789ab"

  /// Who asks, as the API has it: the role that it takes, and what the token says.
  enum Reader: String, CaseIterable, Sendable {
    case owner, other, anonymousSignIn, anonymousAdmin, selfMadeAdmin, anon, admin, service, mirror

    var role: String {
      switch self {
      case .owner, .other, .anonymousSignIn, .anonymousAdmin, .selfMadeAdmin, .admin: "authenticated"
      case .anon: "anon"
      case .service: "service_role"
      case .mirror: "botfleet_mirror"
      }
    }

    var claims: String {
      switch self {
      case .owner: #"{"sub":"\#(own)","role":"authenticated","is_anonymous":false,"app_metadata":{}}"#
      case .other: #"{"sub":"7f0c6f0e-1d5c-4b4e-9f0e-0123456789ab","role":"authenticated"}"#
      case .anonymousSignIn: #"{"sub":"\#(own)","role":"authenticated","is_anonymous":true}"#
      case .anonymousAdmin:
        #"{"sub":"\#(own)","role":"authenticated","is_anonymous":true,"app_metadata":{"role":"admin"}}"#
      case .selfMadeAdmin:
        #"{"sub":"7f0c6f0e-1d5c-4b4e-9f0e-0123456789ab","role":"authenticated","user_metadata":{"role":"admin"}}"#
      case .admin:
        #"{"sub":"8f0c6f0e-1d5c-4b4e-9f0e-0123456789ab","role":"authenticated","app_metadata":{"role":"admin"}}"#
      case .anon, .service, .mirror: ""
      }
    }

    var writes: Bool { self == .service || self == .mirror }
  }

  static let tables = ["bot_deployments", "deployment_logs"]

  /// Three rows in each table: one's own, another's, nobody's.
  static let rows = """
    truncate bot_deployments, deployment_logs;
    insert into bot_deployments (order_id, user_id, customer, addons, features, guilds, phase, node, revision, failure_message)
      values ('ord-1', '\(own)', 'cus-1', '{}', '{}', '{}', 'running', 3, 'c0ffee', 'staff only'),
        ('ord-2', '\(others)', 'cus-2', '{}', '{}', '{}', 'running', 3, 'c0ffee', null),
        ('ord-3', null, 'cus-3', '{}', '{}', '{}', 'running', 3, 'c0ffee', null);
    insert into deployment_logs (id, order_id, user_id, at, step, kind, message, changes, shown, actor, commit_id, run_url, detail)
      values (gen_random_uuid(), 'ord-1', '\(own)', now(), 0, 'created', 'made', '[]', true, 'Ada', 'c0ffee', 'https://ci', 'on node 3'),
        (gen_random_uuid(), 'ord-2', '\(others)', now(), 0, 'created', 'made', '[]', true, 'Ada', 'c0ffee', 'https://ci', 'x'),
        (gen_random_uuid(), 'ord-1', null, now(), 0, 'moved', 'moved', '[]', false, 'Ada', 'c0ffee', 'https://ci', 'x');
    """

  /// How a statement ended: so many rows, or the code that it was refused with. What it did is undone.
  private func ask(_ client: PostgresClient, _ reader: Reader, _ statement: String) async throws -> String {
    let affected = Guarded<Int?>(nil)
    do throws(PostgresFailure) {
      try await client.transaction { transaction throws(PostgresFailure) in
        try await transaction.query("set local role \(reader.role)")
        try await transaction.query("select set_config('request.jwt.claims', $1, true)", [.text(reader.claims)])
        let rows = try await transaction.query(statement).affected
        affected.withLock { $0 = rows }
        // An error that undoes it all: to make the rows anew each time takes a program's start.
        try await transaction.query("select 1 / 0")
      }
    } catch {
      return affected.withLock(\.self).map { "\($0)" } ?? error.sqlState ?? "\(error)"
    }
    return "committed"
  }

  @Test(arguments: SupabaseDatabase.World.allCases, tables)
  func `Each verb does for each role what it may, and nothing more`(
    _ world: SupabaseDatabase.World, _ table: String
  ) async throws {
    let shop = try SupabaseDatabase(world)
    let client = try shop.client(as: "postgres")
    try shop.database.run(Self.rows)
    let insert =
      table == "bot_deployments"
      ? "insert into bot_deployments (order_id, user_id, addons, features, guilds, phase) values ('ord-9', '\(Self.own)', '{}', '{}', '{}', 'new')"
      : "insert into deployment_logs (id, order_id, user_id, at, step, kind, message, changes, shown) values (gen_random_uuid(), 'ord-1', '\(Self.own)', now(), 0, 'x', 'x', '[]', true)"
    for reader in Reader.allCases {
      let seen =
        switch reader {
        case .owner: "1"
        case .other, .anonymousSignIn, .anonymousAdmin, .selfMadeAdmin, .admin: "0"
        case .anon: "42501"
        case .service, .mirror: "3"
        }
      #expect(try await ask(client, reader, "select order_id from \(table)") == seen, "\(reader) select")
      let all = reader.writes ? "3" : "42501"
      for statement in [
        "select * from \(table)", "select \(table == "bot_deployments" ? "node" : "actor") from \(table)",
        "update \(table) set customer = 'x'", "update \(table) set customer = 'x' returning order_id",
        "delete from \(table)", "delete from \(table) returning order_id",
      ] { #expect(try await ask(client, reader, statement) == all, "\(reader) \(statement)") }
      for statement in [insert, insert + " returning order_id"] {
        #expect(try await ask(client, reader, statement) == (reader.writes ? "1" : "42501"), "\(reader) insert")
      }
      #expect(try await ask(client, reader, "truncate \(table)") == "42501", "\(reader) truncate")
    }
  }

  @Test(arguments: SupabaseDatabase.World.allCases, tables)
  func `Administrators read everything through the views, and write nothing there`(
    _ world: SupabaseDatabase.World, _ table: String
  ) async throws {
    let shop = try SupabaseDatabase(world)
    let client = try shop.client(as: "postgres")
    try shop.database.run(Self.rows)
    for reader in Reader.allCases {
      let seen =
        switch reader {
        case .admin: "3"
        case .owner, .other, .anonymousSignIn, .anonymousAdmin, .selfMadeAdmin: "0"
        case .anon, .service, .mirror: "42501"
        }
      #expect(try await ask(client, reader, "select * from \(table)_admin") == seen, "\(reader)")
      for statement in ["delete from \(table)_admin", "update \(table)_admin set customer = 'x' returning order_id"] {
        #expect(try await ask(client, reader, statement) == "42501", "\(reader) \(statement)")
      }
    }
  }

  @Test(arguments: SupabaseDatabase.World.allCases)
  func `The mirror's own notes are its own`(_ world: SupabaseDatabase.World) async throws {
    let shop = try SupabaseDatabase(world)
    let client = try shop.client(as: "postgres")
    try shop.database.run(Self.rows)
    for reader in Reader.allCases where reader != .mirror {
      for statement in ["select * from botfleet.mirrored", "delete from botfleet.erased_orders"] {
        #expect(try await ask(client, reader, statement) == "42501", "\(reader) \(statement)")
      }
    }
    // What is erased cannot be brought back by whoever has the mirror's password.
    #expect(try await ask(client, .mirror, "delete from botfleet.erased_orders") == "42501")
  }

  @Test func `A customer reads exactly the columns that are declared as his`() async throws {
    let shop = try SupabaseDatabase()
    let declared: [String: [(name: String, type: String, isCustomers: Bool)]] = [
      "bot_deployments": DeploymentRow.columns.map { ($0.name, $0.type, $0.audience == .customer) }
        + SightingRow.columns.map { ($0.name, $0.type, $0.audience == .customer) },
      "deployment_logs": LogRow.columns.map { ($0.name, $0.type, $0.audience == .customer) },
    ]
    for (table, columns) in declared {
      let made = try shop.database.run(
        """
        select attname, format_type(atttypid, atttypmod), has_column_privilege('authenticated', attrelid, attnum, 'select')
        from pg_attribute where attrelid = 'public.\(table)'::regclass and attnum > 0 and not attisdropped
        """)
      let all = columns + [("user_id", "uuid", true)]
      let lines = all.map { "\($0.name)|\($0.type)|\($0.isCustomers ? "t" : "f")" }
      #expect(made.split(separator: "\n").map(String.init).sorted() == lines.sorted(), "\(table)")
    }
  }

  @Test(arguments: SupabaseDatabase.World.allCases)
  func `To run the migration twice is to run it once`(_ world: SupabaseDatabase.World) async throws {
    let shop = try SupabaseDatabase(world)
    let picture = """
      select 'table', c.relname, c.relkind, c.relrowsecurity, c.relacl::text, c.reloptions::text from pg_class c
        join pg_namespace n on n.oid = c.relnamespace where n.nspname in ('public', 'botfleet')
      union all select 'column', attrelid::regclass::text, 'c', attnotnull, attname || attacl::text, format_type(atttypid, atttypmod)
        from pg_attribute where attrelid in ('public.bot_deployments'::regclass, 'public.deployment_logs'::regclass) and attnum > 0
      union all select 'policy', tablename, 'p', true, policyname || roles::text || cmd, qual || coalesce(with_check, '') from pg_policies
      union all select 'function', proname, 'f', true, proacl::text, prosrc from pg_proc where pronamespace = 'botfleet'::regnamespace
      order by 1, 2, 5, 6
      """
    let once = try shop.database.run(picture)
    try shop.database.run(Self.rows)
    try shop.migrate()
    #expect(try shop.database.run(picture) == once)
    #expect(once.contains("customers see their own") && once.contains("bot_deployments_user_id"))
    #expect(try shop.database.run("select count(*) from bot_deployments") == "3")
    #expect(try shop.database.run("select count(*) from botfleet.mirrored") == "1")
  }

  @Test func `With 100,000 rows what a customer reads is found by the index`() async throws {
    let shop = try SupabaseDatabase()
    try shop.database.run(
      """
      insert into bot_deployments (order_id, user_id, addons, features, guilds, phase)
        select 'ord-' || n, md5((n % 40000)::text)::uuid, '{}', '{}', '{}', 'running' from generate_series(1, 100000) n;
      insert into deployment_logs (id, order_id, user_id, at, step, kind, message, changes, shown)
        select gen_random_uuid(), 'ord-' || n, md5((n % 40000)::text)::uuid, now() - n * interval '1 minute', 0, 'x', 'x', '[]', true
        from generate_series(1, 100000) n;
      analyze bot_deployments, deployment_logs;
      """)
    let client = try shop.client(as: "postgres")
    let user = try shop.database.run("select md5('7')::uuid")
    for (query, index, rows) in [
      ("select order_id, phase from bot_deployments", "bot_deployments_user_id", 3),
      ("select order_id from bot_deployments where order_id = 'ord-7'", "bot_deployments", 1),
      ("select kind, at from deployment_logs order by at desc limit 20", "deployment_logs_user_id", 3),
      ("select kind from deployment_logs where order_id = 'ord-7' order by at desc", "deployment_logs_", 1),
    ] {
      let (plan, found) = try await client.transaction { transaction throws(PostgresFailure) in
        try await transaction.query("set local role authenticated")
        try await transaction.query(
          "select set_config('request.jwt.claims', $1, true)", [.text(#"{"sub":"\#(user)","role":"authenticated"}"#)])
        let lines = try await transaction.query("explain \(query)").compactMap { $0["QUERY PLAN"] }
        return (lines.joined(separator: "\n"), try await transaction.query(query).count)
      }
      #expect(plan.contains("using \(index)") || plan.contains("on \(index)"), "\(query): \(plan)")
      #expect(!plan.contains("Seq Scan"), "\(query): \(plan)")
      #expect(found == rows, "\(query)")
    }
  }
}
