import Foundation
import Testing

@testable import Service

/// What comes in is limited, whoever sends it.
@Suite(.timeLimit(.minutes(5)))
struct LimitTests {
  private func limits(_ change: (inout ListenLimits) -> Void) -> ListenLimits {
    var limits = ListenLimits()
    change(&limits)
    return limits
  }

  @Test(arguments: [
    "POST /hooks/orders HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}x",
    "POST /hooks/orders HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\n{}",
    "POST /hooks/orders HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "POST /hooks/orders HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n0\r\n\r\n",
    "POST /hooks/orders HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
    "POST /hooks/orders HTTP/1.1\r\nHost: a\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
    "POST /hooks/orders HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n\r\n0\r\n\r\n",
    "POST /hooks/orders HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0x2\r\n{}\r\n0\r\n\r\n",
    "POST /hooks/orders HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n{}\r\n0\r\n\r\n",
    "POST /hooks/orders HTTP/1.1\r\nHost: a\r\nContent-Length: +2\r\n\r\n{}",
    "POST /hooks/orders HTTP/1.1\r\nHost: a\r\nContent-Length: -2\r\n\r\n{}",
    "POST /hooks/orders HTTP/1.1\r\nHost: a\r\n Folded: yes\r\nContent-Length: 0\r\n\r\n",
    "GET /healthz HTTP/1.1\r\nHost: a\r\nX: a\u{0}b\r\n\r\n", "nonsense\r\n\r\n",
  ])
  func `A request whose length can be told in two ways is refused, and its connection ends`(request: String)
    async throws
  {
    let server = try await ListeningServer(limits { ($0.headSeconds, $0.bodySeconds) = (2, 2) })
    let connection = try server.connect()
    connection.write(request + "GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    let answer = await connection.readAll()
    #expect(!answer.contains("HTTP/1.1 2"), "\(answer)")
    #expect(server.desk.taken.isEmpty)
  }

  @Test func `A head or a body that does not end is not waited for`() async throws {
    let server = try await ListeningServer(limits { ($0.headSeconds, $0.bodySeconds) = (0.3, 0.3) })
    for start in ["", "GET /heal", "POST /hooks/orders HTTP/1.1\r\nHost: a\r\nContent-Length: 20\r\n\r\n{"] {
      let began = ContinuousClock.now
      let connection = try server.connect()
      connection.write(start)
      let answer = await connection.readAll()
      #expect(!answer.contains("HTTP/1.1 2"))
      #expect(ContinuousClock.now - began < .seconds(15))
    }
    #expect(try await server.send(.get, "/healthz").status == 200)
  }

  @Test func `One source does not take all places`() async throws {
    let server = try await ListeningServer(limits { ($0.connectionsBySource, $0.headSeconds) = (2, 300) })
    let held = try (0..<2).map { _ in try server.connect() }
    for connection in held { connection.write("GET /healthz HTTP/1.1\r\nHost: a\r\n") }
    try await Task.sleep(for: .milliseconds(200))
    let third = try server.connect()
    third.write("GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    #expect(await third.readAll() == "")
    withExtendedLifetime(held) {}
  }

  @Test func `A head of too many or too long lines is refused`() async throws {
    let server = try await ListeningServer()
    let many = (0..<70).map { "X-\($0): a\r\n" }.joined()
    let long = "X: \(String(repeating: "a", count: 20_000))\r\n"
    for lines in [many, long] {
      let connection = try server.connect()
      connection.write("GET /healthz HTTP/1.1\r\nHost: a\r\n\(lines)Connection: close\r\n\r\n")
      #expect(await !connection.readAll().contains("HTTP/1.1 2"))
    }
  }

  @Test func `Too many requests in a minute are told to wait, by source`() async throws {
    let server = try await ListeningServer(limits { $0.requestsBySource = 5 }, proxies: ["127.0.0.1"])
    let one = ["X-Forwarded-For": "6.6.6.6, 192.0.2.1"]
    for _ in 0..<5 { #expect(try await server.send(.get, "/healthz", "", one).status == 200) }
    let answer = try await server.send(.get, "/healthz", "", one)
    #expect(answer.status == 429 && (1...60).contains(Int(answer.headers["Retry-After"] ?? "") ?? 0))
    #expect(try await server.send(.get, "/healthz", "", ["X-Forwarded-For": "192.0.2.2"]).status == 200)
    // What stands before the last address, the sender may have written.
    #expect(try await server.send(.get, "/healthz", "", ["X-Forwarded-For": "192.0.2.9, 192.0.2.1"]).status == 429)
  }

  @Test func `Whoever guesses secrets gets few guesses`() async throws {
    let server = try await ListeningServer(limits { $0.refusalsBySource = 3 })
    for _ in 0..<3 {
      #expect(try await server.send(.get, "/status", "", ["Authorization": "Bearer guess"]).status == 401)
    }
    let right = ["Authorization": "Bearer \(ListeningServer.admin)"]
    #expect(try await server.send(.get, "/status", "", right).status == 429)
  }

  @Test func `X-Forwarded-For is believed of a declared proxy alone`() {
    #expect(sender(peer: "192.0.2.7", forwarded: ["1.1.1.1"], proxies: []) == "192.0.2.7")
    #expect(sender(peer: "10.0.0.1", forwarded: ["6.6.6.6, 1.1.1.1"], proxies: ["10.0.0.1"]) == "1.1.1.1")
    #expect(
      sender(peer: "10.0.0.1", forwarded: ["1.1.1.1", "10.0.0.2"], proxies: ["10.0.0.1", "10.0.0.2"]) == "1.1.1.1")
    #expect(sender(peer: "10.0.0.1", forwarded: ["garbage"], proxies: ["10.0.0.1"]) == "10.0.0.1")
    #expect(sender(peer: "10.0.0.1", forwarded: [], proxies: ["10.0.0.1"]) == "10.0.0.1")
    #expect(networkSource("2001:db8:1:2:3:4:5:6") == networkSource("2001:db8:1:2::9"))
  }
}
