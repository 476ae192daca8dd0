import Foundation
import Testing
import Webhooks

@Suite("What is signed")
struct SignTests {
  @Test("It signs as the published examples are signed", arguments: Example.all)
  func published(_ example: Example) throws {
    let secret = try WebhookSecret(parsing: example.secret)
    #expect(try sign(example.body.utf8, id: example.headers.id, now: example.sent, with: [secret]) == example.headers)
  }

  @Test("It signs as OpenSSL does, bodies of any bytes", arguments: ["", "{}", #"{"naam": "Zoë 🤖"}"#, "a\u{0}b\r\n"])
  func openssl(_ body: String) throws {
    let bytes = Data((0..<33).map { _ in UInt8.random(in: 0...255) })
    let secret = "whsec_\(bytes.base64EncodedString())"
    let now = Date(timeIntervalSince1970: 1_780_000_000.9)
    let ours = try sign(body.utf8, id: "msg_1", now: now, with: [try WebhookSecret(parsing: secret)])
    #expect(ours == (try signByHand("msg_1", "1780000000", body, secret)))
  }

  @Test("While a secret is replaced, whoever knows one of the two can verify")
  func rotation() throws {
    let old = try WebhookSecret(parsing: Example.first.secret)
    let new = try WebhookSecret(parsing: Example.second.secret)
    let now = Date(timeIntervalSince1970: 1_780_000_000)
    let signed = try sign("{}".utf8, id: "msg_1", now: now, with: [old, new])
    for secret in [old, new] { try verify(signed, body: "{}".utf8, secrets: [secret], now: now) }
  }
}

@Suite("Secrets of webhooks")
struct WebhookSecretTests {
  @Test("A secret is read with and without the words before it")
  func prefixes() throws {
    let bare = Example.first.secret.replacing("whsec_", with: "")
    for written in [bare, "whsec_\(bare)", "v1,whsec_\(bare)"] {
      try Example.first.verify(secrets: [try WebhookSecret(parsing: written)])
    }
  }

  @Test("24 to 64 bytes make a secret", arguments: [0, 1, 23, 24, 64, 65])
  func lengths(_ count: Int) throws {
    let written = "whsec_\(Data(count: count).base64EncodedString())"
    if (24...64).contains(count) {
      _ = try WebhookSecret(parsing: written)
    } else {
      #expect(throws: count == 0 ? WebhookSecretFault.empty : .wrongLength(bytes: count)) {
        try WebhookSecret(parsing: written)
      }
    }
  }

  @Test("What is no secret is refused with a reason that does not show it", arguments: ["", "whsec_", "v1,whsec_"])
  func empty(_ text: String) {
    #expect(throws: WebhookSecretFault.empty) { try WebhookSecret(parsing: text) }
  }

  @Test("Base64 is read as it is specified")
  func broken() {
    for text in ["whsec_hunter2!", "hunter2-hunter2_hunter2-hunter2_", "whsec_whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"] {
      #expect(throws: WebhookSecretFault.notBase64) { try WebhookSecret(parsing: text) }
    }
    #expect(!"\(WebhookSecretFault.notBase64)".contains("hunter2"))
  }

  @Test("Several secrets stand in one text, and a wrong one among them is no reason to go on without")
  func list() throws {
    let (first, second) = (Example.first.secret, Example.second.secret)
    for text in ["\(first)|v1,\(second)", "\(first) \(second)\n", " \(first) | \(second) "] {
      let secrets = try WebhookSecret.list(parsing: text)
      #expect(secrets.count == 2)
      for example in Example.all { try example.verify(secrets: secrets) }
    }
    #expect(throws: WebhookSecretFault.notBase64) { try WebhookSecret.list(parsing: "\(first)|hunter2!") }
    #expect(throws: WebhookSecretFault.empty) { try WebhookSecret.list(parsing: " | ") }
  }

  @Test("A secret shows itself nowhere")
  func hidden() throws {
    let secret = try WebhookSecret(parsing: Example.first.secret)
    var dumped = ""
    dump(secret, to: &dumped)
    for shown in ["\(secret)", String(reflecting: secret), "\([secret])", dumped] {
      #expect(shown.contains("«secret»"))
      #expect(!shown.contains("C2FV") && !shown.contains("SymmetricKey"))
    }
  }
}
