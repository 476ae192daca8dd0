import HTTP
import Testing

@testable import Mail

struct MessageTests {
  private func written(
    subject: String = "Hello", text: String = "", name: String? = nil, id: String = "m1"
  ) throws -> String {
    let message = try MailMessage(
      from: MailAddress("bots@shop.example", name: name), to: MailAddress("jane@example.org"), subject: subject,
      text: text, id: id, date: 0)
    return String(decoding: writeMessage(message), as: UTF8.self)
  }

  @Test func `A plain mail reads as plain`() throws {
    #expect(
      try written(subject: "Your bot runs", text: "Hi,\n\nit runs.\n", name: #"The "Bots""#)
        == """
        Date: Thu, 1 Jan 1970 00:00:00 +0000
        From: "The \\"Bots\\""
         <bots@shop.example>
        To: jane@example.org
        Subject: Your bot runs
        Message-ID: <m1@shop.example>
        Auto-Submitted: auto-generated
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: quoted-printable

        Hi,

        it runs.

        """.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n"))
  }

  @Test(arguments: [
    "Hello\r\nBcc: all@example.org", "Hello\nX: y", "Hello\rX: y", "Hello\0", "Hello\u{2028}X: y", "Hello\u{85}X: y",
    "tab\there",
  ])
  func `A line break in a subject or a name is refused`(text: String) throws {
    #expect(throws: MailFailure.self) { try written(subject: text) }
    #expect(throws: MailFailure.self) { try written(name: text) }
  }

  @Test(arguments: ["", "a b", "a>", "a@b", "a\r\nb", ".a", "a..b", "é", String(repeating: "a", count: 201)])
  func `An id that is no id is refused`(id: String) {
    #expect(throws: MailFailure.self) { try written(id: id) }
  }

  @Test(arguments: [
    "", "jane", "@example.org", "jane@", "jane@@example.org", "jane doe@example.org", "jane@exa mple.org",
    "jane@example.org>\r\nRCPT TO:<all@example.org", "jane@-example.org", ".jane@example.org", "zoë@example.org",
    "jane@example..org", "\(String(repeating: "a", count: 65))@example.org", "<jane@example.org>",
  ])
  func `An address that servers do not take is refused, and not repeated`(text: String) throws {
    let failure = try #require(throws: MailFailure.self) { try MailAddress(text) }
    #expect(failure.kind == .permanent)
    #expect(text.isEmpty || !failure.description.contains(text) || text == "jane@")
  }

  @Test func `What looks like an encoded word is shown as it is written`() throws {
    #expect(
      try written(subject: "=?UTF-8?B?SGFoYQ==?=").contains("Subject: =?UTF-8?B?PT9VVEYtOD9CP1NHRm9ZUT09Pz0=?=\r\n"))
  }

  @Test func `Every kind of line break is one, and no line is too long`() {
    #expect(quotedPrintable("a\r\nb\rc\n\nd") == Array("a\r\nb\r\nc\r\n\r\nd\r\n".utf8))
    let long = String(repeating: "é=", count: 500)
    for line in String(decoding: quotedPrintable(long), as: UTF8.self).split(separator: "\r\n") {
      #expect(line.utf8.count <= 76)
    }
    #expect(quotedPrintable(String(repeating: "a", count: 76)).count == 78)
    #expect(quotedPrintable(String(repeating: "a", count: 77)).count == 82)
    #expect(quotedPrintable("a \n") == Array("a=20\r\n".utf8))
  }

  @Test(arguments: [
    ("smtps://mail.example.com", "mail.example.com", 465, MailServer.Protection.tls),
    ("smtp://mail.example.com", "mail.example.com", 587, .startTLS),
    ("smtp://mail.example.com:2525/", "mail.example.com", 2525, .startTLS),
    ("smtp://localhost", "localhost", 25, .none), ("SMTP://[::1]:26", "[::1]", 26, .none),
    ("smtp://127.0.0.1.example.com", "127.0.0.1.example.com", 587, .startTLS),
  ])
  func `A server is read from its URL`(url: String, host: String, port: UInt16, protection: MailServer.Protection)
    throws
  {
    let server = try MailServer(url)
    #expect(server.host == host)
    #expect(server.port == port)
    #expect(server.protection == protection)
  }

  @Test(arguments: [
    "", "mail.example.com", "http://mail.example.com", "smtp://", "smtps://bots:hunter2@mail.example.com",
    "smtps://mail.example.com:0", "smtps://mail.example.com:99999", "smtps://mail.example.com/x", "smtps://a b",
    "smtps://bots@mail.example.com", "smtps://mail\r\nexample.com", "smtps://a%zz@mail.example.com", "smtp://[::1",
  ])
  func `What names no server says why, and repeats no password`(url: String) throws {
    let problem = try #require(throws: MailServerProblem.self) { try MailServer(url) }
    #expect(!problem.description.contains("hunter2"))
  }

  @Test func `A user may be an address, and a password is never shown`() throws {
    let server = try MailServer("smtps://bots%40shop.example@mail.example.com", password: Secret("hunter2"))
    #expect(server.signIn?.user == "bots@shop.example")
    #expect(!String(reflecting: server).contains("hunter2"))
    var dumped = ""
    dump(server, to: &dumped)
    #expect(!dumped.contains("hunter2"))
  }
}
