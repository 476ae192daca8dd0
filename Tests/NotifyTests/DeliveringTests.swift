import Foundation
import Guarding
import HTTP
import LogLines
import Loopback
import Planner
import Store
import Testing
import Webhooks

@testable import Notify

/// What goes over the wire, and what becomes of it.
@Suite(.timeLimit(.minutes(5)))
struct DeliveringTests {
  private let news = Standing(fleet: nil, intake: [reached("bot-1", .received)])

  @Test func `A message of ours is signed, and says what there is to say`() async throws {
    let receiver = try TestReceiver()
    let notifier = try notifier([hook("shop", receiver)], in: TestFolder())
    #expect(try await notifier.note(news) == 1)
    #expect(await notifier.deliver().map(\.sent) == [1])
    let body = try #require(receiver.bodies.first)
    #expect(
      body == """
        {"data":{"at":"2026-11-29T12:00:00Z","cause":"msg_1","customer":"cus-1","fleet":"bots","order":"bot-1","state":"received","tier":"basic"},"timestamp":"2026-11-29T12:00:00Z","type":"order.received"}
        """)
    let headers = try WebhookHeaders(reading: { receiver.values(of: $0).first })
    try verify(headers, body: body.utf8, secrets: [hookSecret], now: Date(timeIntervalSince1970: Double(begin)))
    #expect(await notifier.deliver().map(\.sent) == [0])
  }

  /// The process ends after the receiver has the message, and before that is written down.
  @Test func `A kill between sending and recording sends the same again, under the same id`() async throws {
    let (folder, receiver) = (try TestFolder(), try TestReceiver())
    let first = try notifier([hook("shop", receiver)], in: folder)
    _ = try await first.note(news)
    let left = try folder.copy()
    _ = await first.deliver()
    let second = try notifier([hook("shop", receiver)], in: left)
    #expect(try await second.note(news) == 0)
    #expect(await second.deliver().map(\.sent) == [1])
    #expect(Set(receiver.values(of: "webhook-id")).count == 1)
    #expect(receiver.bodies.count == 2 && Set(receiver.bodies).count == 1)
    #expect(await second.deliver().map(\.sent) == [0])
  }

  /// A server that is told to end while a receiver answers: the answer came, so it is written down.
  @Test func `What has arrived is written down though everything is cancelled`() async throws {
    let (folder, receiver) = (try TestFolder(), try TestReceiver())
    let notifier = try notifier([hook("shop", receiver)], in: folder)
    let outbox = Outbox(of: try folder.store)
    _ = try await notifier.note(news)
    let message = try #require(try await outbox.next(in: "shop", now: begin))
    let task = Task { () -> Bool in
      while !Task.isCancelled { await Task.yield() }
      return (try? await outbox.sent(message.number, now: begin)) != nil
    }
    task.cancel()
    #expect(await task.value)
    #expect(try await notifier.report().map(\.sent) == [1])
  }

  /// A round of all waits for the dead one, and `run` does not: the live one is sent to while the dead one still hangs.
  @Test func `A receiver that hangs delays nobody else`() async throws {
    let live = try TestReceiver()
    let dead = try Listener { $0.waitForClose() }
    let receivers: [Receiver] = [
      .webhook("dead", to: .customer, try WebhookReceiver(Secret(dead.url), signedWith: [hookSecret])),
      try hook("live", live),
    ]
    let notifier = try notifier(receivers, in: TestFolder())
    let running = Task { await notifier.run { try await Task.sleep(for: .milliseconds(5)) } }
    for number in 1...3 {
      _ = try await notifier.note(Standing(fleet: nil, intake: [reached("bot-\(number)", .received)]))
      while live.all.count < number { try await Task.sleep(for: .milliseconds(5)) }
    }
    #expect(dead.connections == 1)
    // What has arrived is written down a moment later.
    while try await notifier.report().map(\.waiting) != [3, 0] { try await Task.sleep(for: .milliseconds(5)) }
    running.cancel()
    await running.value
  }

  @Test func `A receiver that comes back gets everything, in sequence, after growing pauses`() async throws {
    let clock = TestClock()
    let receiver = try TestReceiver { ($0 < 3 ? 503 : 200, "") }
    let notifier = try notifier([hook("shop", receiver)], in: TestFolder(), clock)
    for standing in [
      standing([]), standing([declared("bot-1", .new)]), standing([declared("bot-1", .running)], at: "c2"),
    ] {
      _ = try await notifier.note(standing)
    }
    var tries: [Int] = []
    for _ in 0..<200 {
      let before = receiver.all.count
      _ = await notifier.deliver()
      if receiver.all.count > before { tries.append(clock.now().seconds - begin) }
      clock.advance(1)
    }
    #expect(tries == [0, 5, 35, 155])
    #expect(receiver.bodies.suffix(2).map { $0.contains("deploying") } == [true, false])
    #expect(try await notifier.report().map(\.sent) == [2])
  }

  @Test func `Messages that came to an end are forgotten after thirty days, and not told again`() async throws {
    let (clock, receiver) = (TestClock(), try TestReceiver())
    let notifier = try notifier([hook("shop", receiver)], in: TestFolder(), clock)
    _ = try await notifier.note(standing([]))
    _ = try await notifier.note(standing([declared("bot-1", .running)], at: "c1"))
    _ = await notifier.deliver()
    clock.advance(31 * 86_400)
    #expect(try await notifier.note(standing([declared("bot-1", .running)], at: "c2")) == 0)
    #expect(try await notifier.report() == [])
  }

  @Test func `A pause that a receiver asks for is kept`() async throws {
    let clock = TestClock()
    let receiver = try TestReceiver { ($0 == 0 ? 429 : 200, $0 == 0 ? "Retry-After: 40\r\n" : "") }
    let notifier = try notifier([hook("shop", receiver)], in: TestFolder(), clock)
    _ = try await notifier.note(news)
    _ = await notifier.deliver()
    clock.advance(39)
    _ = await notifier.deliver()
    #expect(receiver.all.count == 1)
    clock.advance(1)
    #expect(await notifier.deliver().map(\.sent) == [1])
  }

  @Test(arguments: [401, 404, 410])
  func `A receiver that is gone is not asked again, and its messages are given up after three days`(status: Int)
    async throws
  {
    let clock = TestClock()
    let receiver = try TestReceiver { _ in (status, "") }
    let notifier = try notifier([hook("shop", receiver)], in: TestFolder(), clock)
    _ = try await notifier.note(news)
    _ = try await notifier.note(Standing(fleet: nil, intake: [reached("bot-2", .received)]))
    let report = try #require(await notifier.deliver().first)
    guard case .closed = report.condition else { Issue.record("\(report)"); return }
    #expect(await notifier.lanesNow().map(\.condition) == [report.condition])
    for _ in 0..<10 {
      clock.advance(20_000)
      _ = await notifier.deliver()
    }
    #expect(receiver.all.count == 1)
    #expect(try await notifier.report().map(\.waiting) == [2])
    clock.advance(80_000)
    #expect(await notifier.deliver().map(\.givenUp) == [2])
    #expect(receiver.all.count == 1)
  }

  @Test func `A message that is refused holds back its own order alone`() async throws {
    let clock = TestClock()
    let receiver = try TestReceiver { ($0 == 0 ? 400 : 200, "") }
    let notifier = try notifier([hook("shop", receiver)], in: TestFolder(), clock)
    _ = try await notifier.note(news)
    _ = try await notifier.note(Standing(fleet: nil, intake: [reached("bot-2", .received)]))
    _ = try await notifier.note(Standing(fleet: nil, intake: [reached("bot-1", .waiting(.review), cause: "msg_2")]))
    let report = try #require(await notifier.deliver().first)
    #expect(report.sent == 1 && report.postponed == 1)
    #expect(receiver.bodies.last?.contains("bot-2") == true)
    clock.advance(5)
    #expect(await notifier.deliver().map(\.sent) == [2])
    #expect(receiver.bodies.last?.contains("review") == true)
  }

  @Test func `On Discord nobody is mentioned, and nothing that somebody wrote is more than text`() async throws {
    let receiver = try TestReceiver()
    let staff = Receiver.discord("staff", try DiscordWebhook(receiver.url))
    let notifier = try notifier([staff], in: TestFolder())
    let hostile = "@everyone <@1> **x** [a](https://evil.example) `b`\n# c \u{202E}d"
    _ = try await notifier.note(Standing(fleet: nil, events: [reached("bot-1", .crashLoop, customer: hostile)]))
    _ = await notifier.deliver()
    #expect(
      receiver.bodies == [
        #"""
        {"allowed_mentions":{"parse":[]},"content":"**`bot-1`: keeps crashing**\nOrder `bot-1` (`basic`, customer `@everyone <@1> **x** [a](https://evil.example) 'b'\\n# c \\u{202e}d`): keeps crashing.","flags":4}
        """#
      ])
    #expect(receiver.all.first?.hasPrefix("POST /hook/verysecret?wait=true ") == true)
  }

  @Test func `What is too long for Discord is cut, whichever way it counts`() throws {
    let long = WrittenMessage(subject: "s", text: String(repeating: "🤖", count: 2000), language: nil)
    guard case .object(let members) = discordBody(long),
      case .string(let content)? = members.first(where: { $0.key == "content" })?.value
    else { Issue.record("no content"); return }
    #expect(content.utf16.count <= 2000 && content.utf16.count > 1990 && content.hasSuffix("🤖…"))
  }

  @Test func `Discord's limit is not run into`() async throws {
    let clock = TestClock()
    let receiver = try TestReceiver { _ in (200, "X-RateLimit-Remaining: 0\r\nX-RateLimit-Reset-After: 1.5\r\n") }
    let notifier = try notifier([.discord("staff", DiscordWebhook(receiver.url))], in: TestFolder(), clock)
    for number in 1...2 {
      _ = try await notifier.note(Standing(fleet: nil, intake: [reached("bot-\(number)", .received)]))
    }
    #expect(await notifier.deliver().map(\.sent) == [1])
    clock.advance(1)
    #expect(await notifier.deliver().map(\.sent) == [0])
    clock.advance(1)
    #expect(await notifier.deliver().map(\.sent) == [1])
  }

  @Test func `No address, secret or customer is in the log`() async throws {
    let log = LogLines()
    let receivers = try [TestReceiver { _ in (404, "") }, TestReceiver { _ in (500, "") }, TestReceiver()]
    let all = try zip(["a", "b", "c"], receivers).map { try hook($0, $1) }
    let notifier = try notifier(all, in: TestFolder(), log: log)
    _ = try await notifier.note(news)
    _ = await notifier.deliver()
    #expect(log.all.count == 3)
    for word in ["verysecret", "cus-1", "C2FVsBQIhrscChlQIMV"] {
      #expect(!log.all.contains { $0.contains(word) })
      #expect(!String(reflecting: notifier).contains(word))
    }
  }

  @Test(arguments: [
    "http://example.com/x", "ftp://example.com", "https://", "https://a b", "http://127.0.0.1.example.com", "",
  ])
  func `An address that others could listen to is refused`(url: String) {
    #expect(throws: ReceiverProblem.self) { try DiscordWebhook(Secret(url)) }
  }
}
