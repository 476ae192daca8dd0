import Postgres
import PostgresServer
import Testing

@Suite("Statements and their rows")
struct QueryTests {
  let database: PostgresDatabase
  let client: PostgresClient

  init() throws {
    database = try PostgresServer.shared.get().makeDatabase()
    client = PostgresClient(try PostgresSettings(parsing: database.url(), program: "tests"))
  }

  @Test("Rows have their columns' names, and null is nil and not empty")
  func rows() async throws {
    let rows = try await client.query("select * from (values (1, 'één', ''), (2, null, '🤖')) as t (number, word, more)")
    #expect(rows.count == 2 && rows.affected == 2)
    #expect(rows[0]["number"] == "1" && rows[0]["word"] == "één" && rows[0]["more"] == "")
    #expect(rows[1]["word"] == nil && rows[1]["more"] == "🤖")
    #expect(try await client.query("select 1 where false").isEmpty)
    #expect(try await client.query("").isEmpty)
  }

  @Test("Parameters arrive as they are, with their types, and are never a part of the statement")
  func parameters() async throws {
    let hostile = #"'; drop table x; -- \ " $1 {NULL} 🤖"#
    let row = try await client.query(
      """
      select $1 as text, $2 + 1 as integer, $3 as number, not $4 as boolean, $5 as uuid, $6 ->> 'a' as json,
        $7 at time zone 'UTC' as time, $8 + 1 as day, $9[2] as second, $9[3] is null as third, cardinality($9) as count
      """,
      [
        .text(hostile), .integer(.max - 1), .number(0.1), .boolean(false),
        .uuid("6F1C9C0A-0000-4000-8000-000000000001"),
        .json(#"{"a": "b"}"#), .time("2026-11-29T12:00:00+01:00"), .day("2026-02-28"),
        .texts(["", hostile, nil, "NULL"]),
      ])[0]
    #expect(
      row["text"] == hostile && row["integer"] == "\(Int64.max)" && row["number"] == "0.1" && row["boolean"] == "t")
    #expect(row["uuid"] == "6f1c9c0a-0000-4000-8000-000000000001" && row["json"] == "b")
    #expect(row["time"] == "2026-11-29 11:00:00" && row["day"] == "2026-03-01")
    #expect(row["second"] == hostile && row["third"] == "t" && row["count"] == "4")
    let nulls = try await client.query("select $1 is null and $2 is null as both", [.text(nil), .integer(nil)])
    #expect(nulls[0]["both"] == "t")
  }

  @Test("A zero byte is refused, and nothing is cut off behind it")
  func zeroByte() async throws {
    try await client.query("create table words (word text)")
    let refused = await #expect(throws: PostgresFailure.self) {
      try await client.query("insert into words values ($1)", [.text("a\u{0}b")])
    }
    #expect(refused?.kind == .other)
    await #expect(throws: PostgresFailure.self) { try await client.query("select 1\u{0} + 'x'") }
    #expect(try database.run("select count(*) from words") == "0")
  }

  @Test("More than a socket holds goes out and comes back")
  func large() async throws {
    let text = String(repeating: "ab🤖", count: 1_500_000)
    let row = try await client.query("select $1 as text, length($1) as length", [.text(text)])[0]
    #expect(row["length"] == "4500000")
    #expect(row["text"] == text)
    #expect(try await client.query("select generate_series(1, 100000) as n").last?["n"] == "100000")
  }

  @Test("Failures are told apart, and the connection lives on")
  func failures() async throws {
    try await client.run(
      script: """
        create table keys (key text primary key, size int constraint small check (size < 10));
        insert into keys values ('taken', 1);
        do $$ begin raise notice 'nobody hears this'; end $$;
        create role "reader_\(database.name)" login password 'reads'; create table secrets (x int)
        """)
    let before = try await client.query("select pg_backend_pid() as pid")[0]["pid"]
    func failure(_ statement: String, _ values: [PostgresValue] = []) async -> PostgresFailure? {
      await #expect(throws: PostgresFailure.self) { try await client.query(statement, values) }
    }
    let double = await failure("insert into keys values ($1)", [.text("taken")])
    #expect(double?.kind == .conflict && double?.sqlState == "23505" && double?.constraint == "keys_pkey")
    #expect(double.map { !"\($0)".contains("taken") } == true)
    #expect(await failure("insert into keys values ('big', 11)")?.constraint == "small")
    let wrong = await failure("select $1::int", [.text("customer@example.com")])
    #expect(wrong?.kind == .other && wrong?.sqlState == "22P02")
    #expect(wrong.map { !"\($0)".contains("customer") } == true)
    #expect(await failure("select nothing from nowhere")?.message == #"relation "nowhere" does not exist"#)
    #expect(await failure("select 1; select 2")?.sqlState == "42601")
    #expect(await failure("do $$ begin raise sqlstate '40001'; end $$")?.kind == .retry)
    #expect(await failure("do $$ begin raise sqlstate '40P01'; end $$")?.kind == .retry)
    #expect(try await client.query("select pg_backend_pid() as pid")[0]["pid"] == before)

    let reader = PostgresClient(
      try PostgresSettings(parsing: database.url(user: "reader_\(database.name):reads"), program: "tests"))
    let denied = await #expect(throws: PostgresFailure.self) { try await reader.query("select * from secrets") }
    #expect(denied?.kind == .permission && denied?.sqlState == "42501")
  }

  @Test("COPY is refused, and what comes next does not wait behind it")
  func copy() async throws {
    for statement in ["copy (select 1) to stdout", "create temp table t (x int); copy t from stdin"] {
      await #expect(throws: PostgresFailure.self) { try await client.run(script: statement) }
      #expect(try await client.query("select 1 as one")[0]["one"] == "1")
    }
  }

  @Test("Many tasks share a client, and each gets its own answer")
  func manyTasks() async throws {
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<200 {
        group.addTask {
          let row = try await client.query("select $1 as n", [.integer(Int64(number))])[0]
          return row["n"] == "\(number)"
        }
      }
      for try await isRight in group { #expect(isRight) }
    }
    #expect(try database.run("select count(*) from pg_stat_activity where datname = '\(database.name)'") == "2")
  }
}
