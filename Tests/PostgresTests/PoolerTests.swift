import Postgres
import PostgresServer
import Testing

@Suite("Through pgbouncer in transaction mode, with one connection for everybody")
struct PoolerTests {
  let database: PostgresDatabase
  let clients: [PostgresClient]

  init() throws {
    let server = try PostgresServer()
    let port = try server.startPooler()
    database = try server.makeDatabase()
    let settings = try PostgresSettings(parsing: database.url(port: port), program: "tests")
    clients = (0..<5).map { _ in PostgresClient(settings, limits: .init(statement: .seconds(60))) }
  }

  @Test("Clients take turns on it: statements with parameters, scripts, and transactions that nobody comes between")
  func turns() async throws {
    try await clients[0].run(script: "create table facts (fact text primary key); create table more (x int)")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (number, client) in clients.enumerated() {
        for round in 0..<10 {
          group.addTask {
            try await client.transaction { transaction throws(PostgresFailure) in
              try await transaction.query("set local statement_timeout = '50s'")
              try await transaction.query("insert into facts values ($1)", [.text("\(number) \(round)")])
              let row = try await transaction.query("select current_setting('statement_timeout') as limit")[0]
              #expect(row["limit"] == "50s")
            }
            let row = try await client.query(
              "select $1 as n, current_setting('statement_timeout') as limit", [.integer(7)])[0]
            // What a transaction set is not the next one's.
            #expect(row["n"] == "7" && row["limit"] == "0")
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try database.run("select count(*) from facts") == "50")
  }

  @Test("A statement whose task is cancelled is ended at the server, and the one connection is free for others")
  func cancelled() async throws {
    let client = clients[0]
    try await client.query("select 1")
    let sleeping = Task { try await client.query("select pg_sleep(600)") }
    let asked = "select count(*) from pg_stat_activity where query like 'select pg_sleep%' and state = 'active'"
    while try database.run(asked) == "0" { try await Task.sleep(for: .milliseconds(10)) }
    sleeping.cancel()
    let failure = await #expect(throws: PostgresFailure.self) { try await sleeping.value }
    #expect(failure?.kind == .cancelled)
    #expect(try await clients[1].query("select 2 as two")[0]["two"] == "2")
  }
}
