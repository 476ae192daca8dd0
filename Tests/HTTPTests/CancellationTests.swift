import HTTP
import Loopback
import Testing

@Suite(.timeLimit(.minutes(20)))
struct CancellationTests {
  private func makeClient(maxTransfers: Int = 8) throws -> HTTPClient {
    try HTTPClient(HTTPClient.Configuration(userAgent: "tests/1", maxTransfers: maxTransfers))
  }

  private func result(of request: HTTPRequest, by client: HTTPClient) async -> TransportFailure? {
    do {
      _ = try await client.send(request)
      return nil
    } catch {
      return error
    }
  }

  @Test func `A task cancelled before it begins sends nothing`() async throws {
    let listener = try Listener { $0.waitForClose() }
    defer { listener.stop() }
    let client = try makeClient()
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      return await result(of: HTTPRequest(.get, listener.url), by: client)
    }
    task.cancel()
    #expect(await task.value == .cancelled(.incomplete))
    #expect(listener.connections == 0)
  }

  @Test func `A task cancelled while it waits closes its connection`() async throws {
    let (requested, received) = AsyncStream.makeStream(of: Void.self)
    let (closed, noticed) = AsyncStream.makeStream(of: Void.self)
    let listener = try Listener { connection in
      _ = connection.readRequest()
      received.yield()
      connection.waitForClose()
      noticed.yield()
    }
    defer { listener.stop() }
    let client = try makeClient()
    let task = Task { await result(of: HTTPRequest(.get, listener.url), by: client) }
    for await _ in requested { break }
    task.cancel()
    #expect(await task.value == .cancelled(.complete))
    for await _ in closed { break }
  }

  @Test func `A task cancelled in the queue lets the others through`() async throws {
    let (requested, received) = AsyncStream.makeStream(of: Void.self)
    let (release, go) = (Gate(), HTTPRequest.Timeouts(total: .seconds(20)))
    let listener = try Listener { connection in
      while connection.readRequest() != nil {
        received.yield()
        release.wait()
        connection.answer()
      }
    }
    defer { listener.stop() }
    let client = try makeClient(maxTransfers: 1)
    let request = HTTPRequest(.get, listener.url, timeouts: go)
    let first = Task { await result(of: request, by: client) }
    for await _ in requested { break }
    let queued = Task { await result(of: request, by: client) }
    let last = Task { await result(of: request, by: client) }
    queued.cancel()
    #expect(await queued.value == .cancelled(.incomplete))
    release.open()
    #expect(await first.value == nil)
    #expect(await last.value == nil)
  }

  @Test func `Cancelling at any moment answers every task once`() async throws {
    let listener = try Listener { $0.answerAll("x") }
    defer { listener.stop() }
    let client = try makeClient(maxTransfers: 4)
    let tasks = (0..<300).map { _ in Task { await result(of: HTTPRequest(.get, listener.url), by: client) } }
    for (number, task) in tasks.enumerated() where number % 3 != 0 {
      task.cancel()
      if number % 5 == 0 { await Task.yield() }
    }
    for (number, task) in tasks.enumerated() {
      guard let failure = await task.value else { continue }
      guard case .cancelled = failure else { Issue.record("\(failure)"); continue }
      #expect(number % 3 != 0)
    }
  }

  @Test func `Shutting down ends what is under way, refuses what comes later, and may be repeated`() async throws {
    let (requested, received) = AsyncStream.makeStream(of: Void.self)
    let listener = try Listener { connection in
      _ = connection.readRequest()
      received.yield()
      connection.waitForClose()
    }
    defer { listener.stop() }
    let client = try makeClient()
    let task = Task { await result(of: HTTPRequest(.get, listener.url), by: client) }
    for await _ in requested { break }
    await client.shutDown()
    #expect(await task.value == .cancelled(.complete))
    #expect(await result(of: HTTPRequest(.get, listener.url), by: client) == .cancelled(.incomplete))
    await client.shutDown()
  }

  @Test func `A dropped client closes its kept connections`() async throws {
    let (closed, noticed) = AsyncStream.makeStream(of: Void.self)
    let listener = try Listener { connection in
      connection.answerAll()
      noticed.yield()
    }
    defer { listener.stop() }
    do {
      let client = try makeClient()
      #expect(await result(of: HTTPRequest(.get, listener.url), by: client) == nil)
    }
    for await _ in closed { break }
  }
}
