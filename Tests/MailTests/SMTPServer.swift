import ChildPrograms
import Foundation
import Testing

/// aiosmtpd, a real SMTP server, on a free port of its own; it ends with this object, or else with the tests.
final class SMTPServer: Sendable {
  struct Received: Decodable {
    let sender: String
    let recipients: [String]
    let greeting: String
    let user: String?
    /// As another implementation reads them.
    let subject: String
    let from: String
    let text: String
    let headers: [String: String]
    let raw: String
  }

  /// What it is like.
  struct Nature: Encodable {
    /// `implicit`, `starttls` or nil.
    var tls: String?
    var user: String?
    var password: String?
    /// What it answers to a recipient, and to a mail, in place of yes.
    var recipient: String?
    var data: String?
    var certificate: String?
    var key: String?
    var mails: String?
  }

  let port: Int
  let authoritiesFile: String
  private let folder: URL
  private let server: ChildProcess

  init(_ nature: Nature = Nature()) async throws {
    var nature = nature
    folder = FileManager.default.temporaryDirectory.appending(path: "smtp-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let (certificate, key) = (
      folder.appending(path: "certificate.pem").path(), folder.appending(path: "key.pem").path()
    )
    authoritiesFile = certificate
    if nature.tls != nil {
      let request = try RunningChild([
        "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
        "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate,
      ])
      while request.isRunning { try await Task.sleep(for: .milliseconds(5)) }
      (nature.certificate, nature.key) = (certificate, key)
    }
    nature.mails = folder.appending(path: "mails").path()
    server = try ChildProcess(
      "/usr/bin/python3", ["-c", Self.program, String(decoding: try JSONEncoder().encode(nature), as: UTF8.self)])
    let line = String(decoding: server.nextLine(), as: UTF8.self)
    port = try #require(Int(line.trimmingCharacters(in: .whitespacesAndNewlines)), "aiosmtpd did not start")
  }

  deinit {
    server.stop()
    try? FileManager.default.removeItem(at: folder)
  }

  /// In the order in which it took them.
  var received: [Received] {
    get throws {
      guard let lines = try? String(contentsOf: folder.appending(path: "mails"), encoding: .utf8) else { return [] }
      return try lines.split(separator: "\n").map { try JSONDecoder().decode(Received.self, from: Data($0.utf8)) }
    }
  }

  private static let program = """
    import email, email.policy, json, ssl, sys, warnings
    warnings.simplefilter("ignore")
    from aiosmtpd.controller import Controller
    from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword
    nature = json.loads(sys.argv[1])

    class Handler:
      async def handle_RCPT(self, server, session, envelope, address, options):
        if nature.get("recipient"): return nature["recipient"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

      async def handle_DATA(self, server, session, envelope):
        if nature.get("data"): return nature["data"]
        mail = email.message_from_bytes(envelope.original_content, policy=email.policy.default)
        with open(nature["mails"], "a") as file:
          file.write(json.dumps({
            "sender": envelope.mail_from, "recipients": envelope.rcpt_tos, "greeting": session.host_name,
            "user": session.auth_data.login.decode() if session.auth_data else None, "subject": str(mail["Subject"]),
            "from": str(mail["From"]), "text": mail.get_content().replace("\\r\\n", "\\n"),
            "headers": {name: str(value) for name, value in mail.items()}, "raw": envelope.original_content.decode("latin-1"),
          }) + "\\n")
        return "250 2.0.0 Taken"

    def check(server, session, envelope, mechanism, data):
      right = (nature["user"].encode(), nature["password"].encode())
      is_right = isinstance(data, LoginPassword) and (data.login, data.password) == right
      return AuthResult(success=is_right, handled=is_right, auth_data=data)

    context = None
    if nature.get("tls"):
      context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
      context.load_cert_chain(nature["certificate"], nature["key"])
    words = {}
    if nature.get("user"): words = dict(authenticator=check, auth_required=True)
    is_implicit = nature.get("tls") == "implicit"
    if nature.get("tls") == "starttls": words["tls_context"] = context; words["require_starttls"] = True
    if is_implicit: words["auth_require_tls"] = False

    import asyncio
    async def serve():
      loop = asyncio.get_running_loop()
      server = await loop.create_server(
        lambda: SMTP(Handler(), loop=loop, **words), "127.0.0.1", 0, ssl=context if is_implicit else None)
      print(server.sockets[0].getsockname()[1], flush=True)
      await loop.run_in_executor(None, sys.stdin.read)
    asyncio.run(serve())
    """
}
