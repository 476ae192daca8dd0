import Foundation
import Postgres
import PostgresServer
import Testing

@Suite("Connections, and their ends")
struct ConnectionTests {
  let database: PostgresDatabase
  /// Looks at the others' connections.
  let observer: PostgresClient

  init() throws {
    database = try PostgresServer.shared.get().makeDatabase()
    observer = PostgresClient(try PostgresSettings(parsing: database.url(), program: "observer"))
  }

  /// How many connections of the tests' there are in this database, that do what the condition says.
  private func connections(_ condition: String = "true") async throws -> Int {
    let asked = "select 1 from pg_stat_activity where datname = current_database() and application_name = 'tests' and "
    return try await observer.query(asked + condition).count
  }

  private static let sleeping = "query like 'select pg_sleep%' and state = 'active'"

  /// Waits until there are as many as that; in vain at most some seconds.
  private func until(_ count: Int, _ condition: String = "true") async throws {
    for _ in 0..<500 where try await connections(condition) != count { try await Task.sleep(for: .milliseconds(10)) }
    #expect(try await connections(condition) == count)
  }

  private func client(_ url: String, limits: PostgresClient.Limits = .init()) throws -> PostgresClient {
    PostgresClient(try PostgresSettings(parsing: url, program: "tests"), limits: limits)
  }

  private func failure(_ client: PostgresClient) async -> PostgresFailure? {
    await #expect(throws: PostgresFailure.self) { try await client.query("select 1") }
  }

  @Test("A connection goes over the socket, in clear or over TLS, as the URL has it")
  func ways() async throws {
    let authority = "sslrootcert=\(database.server.folder)/server.crt"
    let asked = "select coalesce((select version from pg_stat_ssl where pid = pg_backend_pid() and ssl), 'none') as tls"
    for (url, isProtected) in [
      (database.url("sslmode=disable"), false), (database.url(), true), (database.url("sslmode=require"), true),
      (database.url(host: "localhost", "sslmode=verify-full&\(authority)"), true),
      (
        "postgresql:///\(database.name)?host=\(database.server.folder)&port=\(database.server.port)&user=postgres",
        false
      ),
    ] {
      let tls = try await client(url).query(asked)[0]["tls"]
      #expect((tls != "none") == isProtected, "\(tls ?? "")")
    }
  }

  @Test("A server that does not prove its name is not spoken to, and the failure says what to write")
  func unproven() async throws {
    let strange = await failure(try client(database.url(host: "localhost", "sslmode=verify-full")))
    #expect(strange?.kind == .unreachable)
    #expect(strange?.message.contains("sslrootcert=FILE") == true)
    let authority = "sslrootcert=\(database.server.folder)/server.crt"
    let otherName = await failure(try client(database.url(host: "127.0.0.1", "sslmode=verify-full&\(authority)")))
    #expect(otherName?.message.contains("name that stands in the certificate") == true)
  }

  @Test("Nothing else lets in: a wrong password, an absent database, nobody who listens; no failure shows the password")
  func unreachable() async throws {
    for url in [
      database.url(user: "postgres:hunter2hunter2"), database.url(user: "nobody_hunter:hunter2hunter2"),
      database.url(user: "postgres:hunter2hunter2", port: 1),
      database.url(user: "postgres:hunter2hunter2", host: "/tmp/nowhere").replacing("@/tmp", with: "@%2Ftmp")
        .replacing("/nowhere", with: "%2Fnowhere"),
      database.url(user: "postgres:hunter2hunter2", host: "nowhere.invalid", "sslmode=disable"),
    ] {
      let failure = await failure(try client(url))
      #expect(failure?.kind == .unreachable)
      #expect(failure?.message.isEmpty == false && failure?.message.contains("hunter2hunter2") == false)
    }
  }

  @Test("A host that takes the connection and says nothing does not hold anybody")
  func silentHost() async throws {
    let silent = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(silent) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = bind(silent, $0, length)
        _ = getsockname(silent, $0, &length)
      }
    }
    listen(silent, 5)
    let port = Int(UInt16(bigEndian: address.sin_port))
    let client = try client(database.url(port: port), limits: .init(connect: .milliseconds(50)))
    #expect(await failure(client)?.kind == .timedOut)
  }

  @Test("A statement beyond its limit is ended, at the server too, and the next one goes on")
  func timeout() async throws {
    let client = try client(database.url(), limits: .init(statement: .milliseconds(100)))
    let failure = await #expect(throws: PostgresFailure.self) { try await client.query("select pg_sleep(600)") }
    #expect(failure?.kind == .timedOut)
    #expect(try await client.query("select 1 as one")[0]["one"] == "1")
    try await until(0, Self.sleeping)
  }

  @Test("A statement whose task is cancelled is ended, at the server too; one that has not begun does not begin")
  func cancelled() async throws {
    let client = try client(database.url())
    try await client.query("select 1")
    let sleeping = Task { try await client.query("select pg_sleep(600)") }
    let behind = Task { try await client.query("create table made (x int)") }
    try await until(1, Self.sleeping)
    behind.cancel()
    sleeping.cancel()
    for task in [sleeping, behind] {
      let failure = await #expect(throws: PostgresFailure.self) { try await task.value }
      #expect(failure?.kind == .cancelled)
    }
    try await until(0, Self.sleeping)
    #expect(try database.run("select count(*) from pg_class where relname = 'made'") == "0")
  }

  @Test("A connection that the server ends under a statement is lost; one that it ended before is made again")
  func ended() async throws {
    let client = try client(database.url())
    try await client.query("create table kept (x int)")
    let lost = await #expect(throws: PostgresFailure.self) {
      try await client.query("select pg_terminate_backend(pg_backend_pid())")
    }
    #expect(lost?.kind == .lost)
    try await client.query("insert into kept values (1)")
    try await observer.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tests' and datname = current_database()"
    )
    // It has gone when the server no longer lists it.
    try await until(0)
    try await client.query("insert into kept values (2)")
    #expect(try database.run("select sum(x) from kept") == "3")
  }

  @Test("A server that crashes is unreachable, and when it is back the same client goes on")
  func crash() async throws {
    let server = try PostgresServer()
    let database = try server.makeDatabase()
    let client = try client(database.url())
    try await client.query("create table kept (x int)")
    server.crash()
    for _ in 0..<3 { #expect(await failure(client)?.kind == .unreachable) }
    server.startAgain()
    try await client.query("insert into kept values (1)")
    #expect(try database.run("select count(*) from kept") == "1")
  }

  @Test("A client that is closed or gone leaves no connection")
  func closed() async throws {
    var client: PostgresClient? = try client(database.url())
    try await client?.query("select 1")
    await client?.close()
    try await until(0)
    try await client?.query("select 1")
    #expect(try await connections() == 1)
    client = nil
    try await until(0)
  }
}
