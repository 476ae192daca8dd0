import Guarding
import Loopback
import Mail
import Planner
import Testing

@testable import Notify

/// To customers by mail.
@Suite(.timeLimit(.minutes(5)))
struct MailingTests {
  /// Takes every mail but those to `refused@…`.
  private final class MailBox: Sendable {
    let listener: Listener
    let mails: Guarded<[String]>

    init() throws {
      let mails = Guarded<[String]>([])
      self.mails = mails
      listener = try Listener { connection in
        connection.write("220 here\r\n")
        while let line = connection.read() {
          if line.hasPrefix("EHLO") {
            connection.write("250 here\r\n")
          } else if line.hasPrefix("RCPT TO:<refused") {
            connection.write("550 5.1.1 refused@example.org is unknown\r\n")
          } else if line.hasPrefix("DATA") {
            connection.write("354 go on\r\n")
            var mail = ""
            while !mail.hasSuffix("\r\n.\r\n"), let more = connection.read() { mail += more }
            mails.withLock { $0.append(mail) }
            connection.write("250 taken\r\n")
          } else if line.hasPrefix("QUIT") {
            return
          } else {
            connection.write("250 ok\r\n")
          }
        }
      }
    }
  }

  private func customers(_ box: MailBox, _ address: @escaping @Sendable (String) async throws -> String?) throws
    -> Receiver
  {
    .mailToCustomers(
      "mail",
      MailAccount(try MailServer("smtp://127.0.0.1:\(box.listener.port)"), from: try MailAddress("bots@shop.example")),
      address: address)
  }

  private func news(_ orders: [(String, String)]) -> Standing {
    Standing(fleet: nil, intake: orders.map { reached($0.0, .received, customer: $0.1) })
  }

  @Test func `A customer gets the mail at the address that they have when it is sent`() async throws {
    let (clock, box, address) = (TestClock(), try MailBox(), Guarded<String?>(nil))
    let notifier = try notifier(
      [customers(box) { _ in address.withLock(\.self) }], in: TestFolder(), clock, languages: [.dutch])
    _ = try await notifier.note(news([("bot-1", "cus-1")]))
    #expect(await notifier.deliver().map(\.postponed) == [1])
    address.withLock { $0 = "jane@example.org" }
    clock.advance(5)
    #expect(await notifier.deliver().map(\.sent) == [1])
    let mail = try #require(box.mails.withLock(\.first))
    for line in [
      "To: jane@example.org", "Subject: We hebben je bestelling bot-1", "Content-Language: nl",
      "Date: Sun, 29 Nov 2026 12:00:00 +0000",
    ] { #expect(mail.contains("\(line)\r\n")) }
    #expect(mail.contains("Message-ID: <msg_"))
  }

  @Test func `An address that is refused or none is given up, and delays nobody else`() async throws {
    let box = try MailBox()
    let addresses = ["cus-1": "refused@example.org", "cus-2": "no address", "cus-3": "jane@example.org"]
    let notifier = try notifier([customers(box) { addresses[$0] }], in: TestFolder())
    _ = try await notifier.note(news([("bot-1", "cus-1"), ("bot-2", "cus-2"), ("bot-3", "cus-3")]))
    let report = try #require(await notifier.deliver().first)
    #expect(report.sent == 1 && report.givenUp == 2)
    let trouble = try #require(try await notifier.report().first?.trouble)
    #expect(!trouble.contains("example.org"))
  }

  @Test func `A panel that cannot be asked for addresses pauses the mails`() async throws {
    struct Down: Error {}
    let notifier = try notifier([customers(MailBox()) { _ in throw Down() }], in: TestFolder())
    _ = try await notifier.note(news([("bot-1", "cus-1"), ("bot-2", "cus-2")]))
    let report = try #require(await notifier.deliver().first)
    guard case .paused = report.condition else { Issue.record("\(report)"); return }
    #expect(report.postponed == 1)
  }
}
