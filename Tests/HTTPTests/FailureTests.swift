import ChildPrograms
import Foundation
import HTTP
import Loopback
import Testing

/// What can go wrong between two machines, and whether the server may have acted.
@Suite(.timeLimit(.minutes(20)))
struct FailureTests {
  let client: HTTPClient

  init() throws {
    client = try HTTPClient(HTTPClient.Configuration(userAgent: "tests/1", maxResponseBytes: 100_000))
  }

  private func failure(_ url: String, _ method: HTTPMethod = .get, body: [UInt8]? = nil) async -> TransportFailure? {
    let timeouts = HTTPRequest.Timeouts(connect: .milliseconds(300), total: .milliseconds(600))
    do {
      _ = try await client.send(HTTPRequest(method, url, body: body, timeouts: timeouts))
      return nil
    } catch {
      return error
    }
  }

  @Test func `A name without an address cannot be resolved`() async throws {
    let failure = try #require(await failure("http://nobody.invalid/"))
    guard case .cannotResolve = failure else { Issue.record("\(failure)"); return }
    #expect(!failure.mayHaveReachedServer)
  }

  @Test func `A port where nobody listens cannot be connected to`() async throws {
    let listener = try Listener { _ in }
    listener.stop()
    let failure = try #require(await failure(listener.url))
    guard case .cannotConnect = failure else { Issue.record("\(failure)"); return }
    #expect(!failure.mayHaveReachedServer)
  }

  @Test func `A server that never answers leaves the request's fate open`() async throws {
    let listener = try Listener { $0.waitForClose() }
    defer { listener.stop() }
    #expect(await failure(listener.url, .post, body: Array("{}".utf8)) == .timedOut(.complete))
    #expect(await failure(listener.url) == .timedOut(.complete))
    #expect(TransportFailure.timedOut(.complete).mayHaveReachedServer)
  }

  @Test func `A server that does not read gets no whole request`() async throws {
    let listener = try Listener { _ in sleep(2) }
    defer { listener.stop() }
    let large = [UInt8](repeating: 0x20, count: 64 << 20)
    #expect(await failure(listener.url, .post, body: large) == .timedOut(.incomplete))
    #expect(!TransportFailure.timedOut(.incomplete).mayHaveReachedServer)
  }

  @Test func `A reset in the middle of the body is an interruption after the request`() async throws {
    let listener = try Listener { connection in
      _ = connection.readRequest()
      connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf")
      connection.resetOnClose()
    }
    defer { listener.stop() }
    let failure = try #require(await failure(listener.url, .post, body: Array("{}".utf8)))
    guard case .interrupted(.complete, _) = failure else { Issue.record("\(failure)"); return }
    #expect(failure.mayHaveReachedServer)
  }

  @Test func `A body that ends early is an interruption, not an answer`() async throws {
    let listener = try Listener { connection in
      _ = connection.readRequest()
      connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf")
    }
    defer { listener.stop() }
    guard case .interrupted(.complete, _)? = await failure(listener.url) else {
      Issue.record("half an answer was accepted")
      return
    }
  }

  @Test func `Something that is not HTTP is an interruption`() async throws {
    let listener = try Listener { connection in
      _ = connection.readRequest()
      connection.write("SSH-2.0-OpenSSH_9.2p1\r\n")
    }
    defer { listener.stop() }
    guard case .interrupted(.complete, _)? = await failure(listener.url) else {
      Issue.record("a greeting in another protocol was accepted")
      return
    }
  }

  @Test func `A POST on a dying connection is sent once`() async throws {
    // libcurl repeats a request of any method when a kept connection closes without an answer: two servers for one order.
    let received = Counter()
    let listener = try Listener { connection in
      guard let first = connection.readRequest() else { return }
      if first.hasPrefix("POST") { return received.add() }
      connection.answer("kept alive")
      if connection.readRequest()?.hasPrefix("POST") == true { received.add() }
    }
    defer { listener.stop() }
    #expect(await failure(listener.url) == nil)
    guard case .interrupted(.complete, _)? = await failure(listener.url, .post, body: Array("{}".utf8)) else {
      Issue.record("an unanswered POST was not reported")
      return
    }
    #expect(received.value == 1)
  }

  @Test func `An answer beyond the limit is given up, with and without an announced length`() async throws {
    let announced = try Listener { $0.answerAll(String(repeating: "x", count: 100_001)) }
    let endless = try Listener { connection in
      _ = connection.readRequest()
      connection.write("HTTP/1.1 200 OK\r\n\r\n")
      for _ in 0..<1000 { connection.write(String(repeating: "x", count: 65536)) }
    }
    defer { [announced, endless].forEach { $0.stop() } }
    #expect(await failure(announced.url) == .tooLarge(limit: 100_000))
    #expect(await failure(endless.url) == .tooLarge(limit: 100_000))
  }

  @Test func `Headers without an end are given up, also where each is an answer of its own`() async throws {
    let header = "X-Padding: " + String(repeating: "x", count: 4000) + "\r\n"
    let flood = try Listener { connection in
      _ = connection.readRequest()
      connection.write("HTTP/1.1 200 OK\r\n")
      for _ in 0..<1000 { connection.write(header) }
    }
    let interim = try Listener { connection in
      _ = connection.readRequest()
      for _ in 0..<1000 { connection.write("HTTP/1.1 103 Early Hints\r\n\(header)\r\n") }
    }
    defer { [flood, interim].forEach { $0.stop() } }
    #expect(await failure(flood.url) == .tooLarge(limit: 262_144))
    #expect(await failure(interim.url) == .tooLarge(limit: 262_144))
  }

  /// It once was told as a machine that is out of memory or threads.
  @Test func `A header of one endless line is given up as what it is`() async throws {
    let listener = try Listener { connection in
      _ = connection.readRequest()
      connection.write("HTTP/1.1 200 OK\r\nX-Padding: \(String(repeating: "x", count: 300_000))\r\n\r\n")
    }
    defer { listener.stop() }
    #expect(await failure(listener.url) == .tooLarge(limit: 102_400))
  }

  @Test func `A small answer that unpacks to a large one is given up where it passes the limit`() async throws {
    let bomb = try packed(zeros: 50 << 20)
    #expect(bomb.count < 100_000)
    let listener = try Listener { connection in
      _ = connection.readRequest()
      connection.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(bomb.count)\r\n\r\n")
      connection.write(bomb)
    }
    defer { listener.stop() }
    #expect(await failure(listener.url) == .tooLarge(limit: 100_000))
  }

  @Test func `An answer that comes byte by byte is given up when its time is over`() async throws {
    let listener = try Listener { connection in
      _ = connection.readRequest()
      connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
      for _ in 0..<1000 {
        connection.write("x")
        usleep(20_000)
      }
    }
    defer { listener.stop() }
    #expect(await failure(listener.url) == .timedOut(.complete))
  }

  /// So many zero bytes as gzip makes them small.
  private func packed(zeros: Int) throws -> [UInt8] {
    try runProgram(["sh", "-c", "head -c \(zeros) /dev/zero | gzip -9"]).output
  }

  @Test func `An answer of exactly the limit is accepted`() async throws {
    let listener = try Listener { $0.answerAll(String(repeating: "x", count: 100_000)) }
    defer { listener.stop() }
    #expect(await failure(listener.url) == nil)
  }

  @Test(arguments: ["file:///etc/hostname", "ftp://127.0.0.1/", "/relative", "", "http://", "http://127.0.0.1/a b"])
  func `Only whole http and https URLs are sent`(url: String) async throws {
    guard case .invalidRequest? = await failure(url) else { Issue.record("\(url) was sent"); return }
  }

  @Test(arguments: [("X-A", "1\r\nX-B: 2"), ("X-A: 1\r\nX-B", "2"), ("", "1"), ("X A", "1")])
  func `A header cannot smuggle another one`(name: String, value: String) async throws {
    var request = HTTPRequest(.get, "http://127.0.0.1:9/")
    request.headers.append(name, value)
    do {
      _ = try await client.send(request)
    } catch {
      guard case .invalidRequest = error else { Issue.record("\(error)"); return }
    }
  }
}
