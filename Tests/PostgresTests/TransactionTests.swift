import Postgres
import PostgresServer
import Testing

@Suite("Transactions")
struct TransactionTests {
  let database: PostgresDatabase
  let client: PostgresClient

  init() throws {
    database = try PostgresServer.shared.get().makeDatabase()
    client = PostgresClient(try PostgresSettings(parsing: database.url(), program: "tests"))
    try database.run("create table facts (fact text primary key)")
  }

  private var facts: String { get throws { try database.run("select string_agg(fact, ' ' order by fact) from facts") } }

  @Test("What a body does is committed when it returns, and is seen by nobody before")
  func commit() async throws {
    let (database, before) = (database, "count")
    let seen = try await client.transaction { transaction throws(PostgresFailure) in
      try await transaction.query("insert into facts values ($1)", [.text("a")])
      try await transaction.query("insert into facts values ($1)", [.text("b")])
      return (try? database.run("select \(before)(*) from facts")) ?? "?"
    }
    #expect(seen == "0")
    #expect(try facts == "a b")
  }

  @Test("What a body does is undone when it throws, and the client goes on")
  func rollBack() async throws {
    let failure = await #expect(throws: PostgresFailure.self) {
      try await client.transaction { transaction throws(PostgresFailure) in
        try await transaction.query("insert into facts values ('a')")
        try await transaction.query("insert into facts values ('a')")
      }
    }
    #expect(failure?.kind == .conflict)
    try await client.query("insert into facts values ('c')")
    #expect(try facts == "c")
  }

  @Test("A body that hides a failure does not get a rollback for a commit")
  func hiddenFailure() async throws {
    await #expect(throws: PostgresFailure.self) {
      try await client.transaction { transaction throws(PostgresFailure) in
        try await transaction.query("insert into facts values ('a')")
        _ = try? await transaction.query("select nothing from nowhere")
      }
    }
    #expect(try facts == "")
  }

  @Test("Statements of others wait until a transaction is over")
  func others() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<20 {
        group.addTask {
          try await client.transaction { transaction throws(PostgresFailure) in
            let id = try await transaction.query("select txid_current() as id")[0]["id"]
            await Task.yield()
            try await transaction.query("insert into facts values ($1)", [.text("fact \(number)")])
            let same = try await transaction.query("select txid_current() as id")[0]["id"]
            #expect(id == same)
          }
        }
        group.addTask { try await client.query("insert into facts values ($1)", [.text("other \(number)")]) }
      }
      try await group.waitForAll()
    }
    #expect(try database.run("select count(*) from facts") == "40")
  }

  @Test("A transaction that is over takes nothing more")
  func over() async throws {
    let kept = try await client.transaction { transaction throws(PostgresFailure) in transaction }
    await #expect(throws: PostgresFailure.self) { try await kept.query("insert into facts values ('late')") }
    #expect(try facts == "")
  }

  @Test("A transaction whose task is cancelled leaves nothing")
  func cancelled() async throws {
    let (started, start) = AsyncStream.makeStream(of: Void.self)
    let client = client
    let task = Task {
      try await client.transaction { transaction throws(PostgresFailure) in
        try await transaction.query("insert into facts values ('a')")
        start.yield()
        try await transaction.query("select pg_sleep(600)")
      }
    }
    for await _ in started { break }
    task.cancel()
    let failure = await #expect(throws: PostgresFailure.self) { try await task.value }
    #expect(failure?.kind == .cancelled)
    try await client.query("insert into facts values ('a')")
    #expect(try facts == "a")
  }
}
