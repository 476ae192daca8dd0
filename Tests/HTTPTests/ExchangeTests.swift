import Foundation
import HTTP
import Loopback
import Testing

@Suite(.timeLimit(.minutes(20)))
struct ExchangeTests {
  let client: HTTPClient

  init() throws {
    client = try HTTPClient(HTTPClient.Configuration(userAgent: "tests/1"))
  }

  @Test func `A request arrives as written and its answer comes back whole`() async throws {
    let listener = try Listener { connection in
      guard let request = connection.readRequest() else { return }
      connection.answer(request, status: 201, headers: "X-Seen: yes\r\n")
    }
    defer { listener.stop() }
    let request = HTTPRequest(
      .post, listener.url + "/a/b?c=d%20e", headers: ["Accept": "application/json", "X-Empty": ""],
      body: Array(#"{"k":"ü"}"#.utf8))

    let response = try await client.send(request)

    let seen = String(decoding: response.body, as: UTF8.self)
    #expect(response.status == 201)
    #expect(response.headers["x-seen"] == "yes")
    #expect(seen.hasPrefix("POST /a/b?c=d%20e HTTP/1.1\r\n"))
    #expect(seen.contains("\r\nUser-Agent: tests/1\r\n"))
    #expect(seen.contains("\r\nAccept: application/json\r\n"))
    #expect(seen.contains("\r\nX-Empty:\r\n"))
    #expect(!seen.contains("Expect:"))
    #expect(seen.hasSuffix("\r\n\r\n" + #"{"k":"ü"}"#))
  }

  @Test(arguments: [HTTPMethod.get, .post, .patch, .put, .delete])
  func `Each method says its own name, with and without a body`(method: HTTPMethod) async throws {
    let listener = try Listener { connection in
      while let request = connection.readRequest() {
        connection.answer(request)
      }
    }
    defer { listener.stop() }
    let bare = try await client.send(HTTPRequest(method, listener.url))
    let empty = try await client.send(HTTPRequest(method, listener.url, body: []))
    let full = try await client.send(HTTPRequest(method, listener.url, body: Array("x=1".utf8)))

    for response in [bare, empty, full] {
      #expect(String(decoding: response.body, as: UTF8.self).hasPrefix("\(method.rawValue) / HTTP/1.1\r\n"))
    }
    #expect(!String(decoding: bare.body, as: UTF8.self).contains("Content-Length"))
    #expect(String(decoding: empty.body, as: UTF8.self).contains("Content-Length: 0\r\n"))
    #expect(String(decoding: full.body, as: UTF8.self).hasSuffix("\r\n\r\nx=1"))
  }

  /// A program that kept an open connection would keep the panel's slot for it, long after the client is gone.
  @Test func `No program that is started meanwhile gets a connection`() async throws {
    let (arrived, answered) = (Gate(), Gate())
    let listener = try Listener { connection in
      guard let request = connection.readRequest() else { return }
      arrived.open()
      answered.wait()
      connection.answer(request)
    }
    defer { listener.stop() }
    async let response = client.send(HTTPRequest(.get, listener.url))
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        arrived.wait()
        continuation.resume()
      }
    }
    let connections = (0..<Int32(4096)).filter { leadsTo(listener.port, $0) }
    answered.open()
    #expect(try await response.status == 200)
    #expect(!connections.isEmpty)
    #expect(connections.allSatisfy { fcntl($0, F_GETFD) & FD_CLOEXEC != 0 })
  }

  /// Whether a descriptor is a connection of ours to that loopback port.
  private func leadsTo(_ port: UInt16, _ descriptor: Int32) -> Bool {
    var address = sockaddr_in()
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getpeername(descriptor, $0, &size) }
    }
    return code == 0 && address.sin_port == port.bigEndian
  }

  @Test func `A redirect is an answer and nobody goes there`() async throws {
    let listener = try Listener { $0.answerAll("moved", status: 302, headers: "Location: /elsewhere\r\n") }
    defer { listener.stop() }

    let response = try await client.send(HTTPRequest(.get, listener.url))

    #expect(response.status == 302)
    #expect(response.headers["location"] == "/elsewhere")
    #expect(response.body == Array("moved".utf8))
  }

  @Test func `Headers compare without case, keep repeated names, and interim answers leave none`() async throws {
    let listener = try Listener { connection in
      _ = connection.readRequest()
      connection.write("HTTP/1.1 103 Early Hints\r\nX-Early: 1\r\n\r\n")
      connection.answer(headers: "X-RateLimit-Limit:\t240 \r\nSet-Cookie: a\r\nset-cookie: b\r\nX-None:\r\n")
    }
    defer { listener.stop() }

    let headers = try await client.send(HTTPRequest(.get, listener.url)).headers

    #expect(headers["x-ratelimit-limit"] == "240")
    #expect(headers.fields.filter { $0.name.lowercased() == "set-cookie" }.map(\.value) == ["a", "b"])
    #expect(headers["x-none"] == "")
    #expect(headers["x-early"] == nil)
  }

  @Test func `A compressed answer is decompressed`() async throws {
    // "hello hello hello" through gzip.
    let packed: [UInt8] = [
      0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xcb, 0x48, 0xcd, 0xc9, 0xc9, 0x57, 0xc8, 0x40, 0x90,
      0x00, 0x80, 0x88, 0xf9, 0xe5, 0x11, 0x00, 0x00, 0x00,
    ]
    let listener = try Listener { connection in
      guard let request = connection.readRequest(), request.contains("Accept-Encoding: gzip\r\n") else { return }
      connection.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(packed.count)\r\n\r\n")
      connection.write(packed)
    }
    defer { listener.stop() }

    let response = try await client.send(HTTPRequest(.get, listener.url))

    #expect(String(decoding: response.body, as: UTF8.self) == "hello hello hello")
  }

  @Test func `Five hundred requests at once keep to sixteen kept connections and queueing is no timeout`() async throws
  {
    let listener = try Listener { connection in
      while connection.readRequest() != nil {
        usleep(20_000)
        connection.answer("x")
      }
    }
    defer { listener.stop() }
    let client = try HTTPClient(HTTPClient.Configuration(userAgent: "tests/1", maxTransfers: 16))
    // All of it takes 500 / 16 × 20 ms: longer than any one request may.
    let request = HTTPRequest(.get, listener.url, timeouts: HTTPRequest.Timeouts(total: .milliseconds(500)))

    let answered = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<500 {
        group.addTask { (try? await client.send(request))?.status == 200 }
      }
      return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }

    #expect(answered == 500)
    #expect(listener.connections <= 16)
  }
}
