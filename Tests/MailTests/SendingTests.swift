import Foundation
import HTTP
import Loopback
import Mail
import Testing

/// Against a real server.
@Suite(.timeLimit(.minutes(5)))
struct SendingTests {
  private func mail(subject: String = "Hello", text: String = "Hello.\n", id: String = "m1") throws -> MailMessage {
    try MailMessage(
      from: MailAddress("bots@shop.example", name: "Bots"), to: MailAddress("jane@example.org"), subject: subject,
      text: text, id: id, date: 1_795_949_709, language: "nl")
  }

  private func failure(_ server: MailServer, timeouts: MailServer.Timeouts = .init()) async throws -> MailFailure? {
    let mail = try mail()
    do {
      try await sendMail(mail, through: server)
      return nil
    } catch {
      return error
    }
  }

  private func plain(_ server: SMTPServer) throws -> MailServer { try MailServer("smtp://127.0.0.1:\(server.port)") }

  @Test func `A mail arrives as it was written, whatever its letters`() async throws {
    let server = try await SMTPServer()
    let long = String(repeating: "één lange regel ✓ ", count: 60)
    let text = "Hallo Zoë,\n\n.\n..dots\nFrom here = there\ntrailing blank \n\ttab\n\(long)\n🤖\n"
    let subject = "Je bot draait: ‘café’ en nog veel meer woorden die niet op één regel passen 🤖🤖🤖"
    try await sendMail(mail(subject: subject, text: text), through: plain(server))
    let received = try #require(try server.received.first)
    #expect(received.subject == subject)
    #expect(received.text == text)
    #expect(received.from == "Bots <bots@shop.example>")
    #expect(received.sender == "bots@shop.example")
    #expect(received.recipients == ["jane@example.org"])
    #expect(received.greeting == "shop.example")
    #expect(received.headers["Message-ID"] == "<m1@shop.example>")
    #expect(received.headers["Date"] == "Sun, 29 Nov 2026 10:55:09 +0000")
    #expect(received.headers["Auto-Submitted"] == "auto-generated")
    #expect(received.headers["Content-Language"] == "nl")
    #expect(received.raw.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 78 })
    #expect(received.raw.utf8.allSatisfy { $0 < 128 })
  }

  @Test(arguments: ["starttls", "implicit"])
  func `A user signs in where nobody else can listen`(tls: String) async throws {
    let server = try await SMTPServer(.init(tls: tls, user: "bots", password: "pass word"))
    let scheme = tls == "implicit" ? "smtps" : "smtp"
    func through(_ password: String, _ authorities: String?) throws -> MailServer {
      try MailServer(
        "\(scheme)://bots@localhost:\(server.port)", password: Secret(password), authoritiesFile: authorities,
        onThisMachine: .startTLS)
    }
    #expect(try await failure(through("pass word", server.authoritiesFile)) == nil)
    #expect(try server.received.map(\.user) == ["bots"])

    let wrong = try #require(try await failure(through("guess", server.authoritiesFile)))
    #expect(wrong == .signInRefused(MailReply(code: 535, detail: "5.7.8")))
    #expect(wrong.kind == .authentication)
    #expect(!wrong.description.contains("guess"))

    let stranger = try #require(try await failure(through("pass word", nil)))
    guard case .untrusted = stranger else { Issue.record("\(stranger)"); return }
    #expect(stranger.kind == .passing)
    #expect(try server.received.count == 1)
  }

  @Test func `A server that wants a sign-in is not taken for one that refuses the mail`() async throws {
    let server = try await SMTPServer(.init(tls: "implicit", user: "bots", password: "x"))
    let nobody = try MailServer("smtps://localhost:\(server.port)", authoritiesFile: server.authoritiesFile)
    #expect(try await failure(nobody)?.kind == .authentication)
  }

  @Test func `A server that offers no TLS where it is demanded gets nothing`() async throws {
    let server = try await SMTPServer()
    let demanding = try MailServer("smtp://localhost:\(server.port)", onThisMachine: .startTLS)
    let failure = try #require(try await failure(demanding))
    guard case .untrusted = failure else { Issue.record("\(failure)"); return }
    #expect(try server.received.isEmpty)
  }

  @Test(arguments: [
    ("550 5.1.1 jane@example.org is unknown", MailFailure.refused(MailReply(code: 550, detail: "5.1.1"))),
    ("552 full", .refused(MailReply(code: 552))),
    ("451 4.7.1 Greylisted, come back", .postponed(MailReply(code: 451, detail: "4.7.1"))),
  ])
  func `A refusal says whether it is for good, and repeats no address`(answer: String, expected: MailFailure)
    async throws
  {
    for nature in [SMTPServer.Nature(recipient: answer), SMTPServer.Nature(data: answer)] {
      let server = try await SMTPServer(nature)
      let failure = try #require(try await failure(plain(server)))
      #expect(failure == expected)
      #expect(!"\(failure) \(String(reflecting: failure))".contains("jane"))
    }
  }

  @Test func `A server that says nothing is waited for no longer than told`() async throws {
    let listener = try Listener { $0.waitForClose() }
    let server = try MailServer(
      "smtp://127.0.0.1:\(listener.port)", timeouts: .init(connect: .milliseconds(100), total: .milliseconds(200)))
    let failure = try #require(try await failure(server))
    guard case .interrupted = failure else { Issue.record("\(failure)"); return }
  }

  @Test func `Nobody who listens is a passing failure`() async throws {
    let listener = try Listener { _ in }
    listener.stop()
    #expect(try await failure(MailServer("smtp://127.0.0.1:\(listener.port)"))?.kind == .passing)
  }

  /// The server had the whole mail, and may have taken it: the second sending has the same id.
  @Test func `A connection that is lost after the mail is a passing failure`() async throws {
    let listener = try Listener { connection in
      connection.write("220 here\r\n")
      for answer in ["250 here\r\n", "250 ok\r\n", "250 ok\r\n", "354 go on\r\n"] {
        _ = connection.read()
        connection.write(answer)
      }
      while let text = connection.read(), !text.hasSuffix("\r\n.\r\n") {}
    }
    let failure = try #require(try await failure(MailServer("smtp://127.0.0.1:\(listener.port)")))
    #expect(failure.kind == .passing, "\(failure)")
  }

  @Test func `Cancelling ends the exchange`() async throws {
    let listener = try Listener { $0.waitForClose() }
    let server = try MailServer("smtp://127.0.0.1:\(listener.port)")
    let mail = try mail()
    let task = Task { () -> MailFailure? in
      do throws(MailFailure) { try await sendMail(mail, through: server) } catch { return error }
      return nil
    }
    while listener.connections == 0 { await Task.yield() }
    task.cancel()
    #expect(await task.value == .cancelled)
  }
}
