import Foundation
import Testing
import Webhooks

@Suite("Deliveries that are signed, and those that are not")
struct VerifyTests {
  @Test("The published examples are right", arguments: Example.all)
  func published(_ example: Example) throws {
    try example.verify()
  }

  @Test("The published example with two characters changed is wrong")
  func nearMiss() throws {
    let near = Example.second.headers.signature.replacing("OE=", with: "OA=")
    #expect(near != Example.second.headers.signature)
    #expect(throws: WebhookRefused()) { try Example.second.verify(signature: near) }
  }

  @Test("What was signed cannot be changed")
  func changed() throws {
    let example = Example.first
    #expect(throws: WebhookRefused()) { try example.verify(id: "msg_28UH4WbU6Z5A5EzD8u03UvzRbpk") }
    #expect(throws: WebhookRefused()) { try example.verify(timestamp: "1649367554") }
    #expect(throws: WebhookRefused()) { try example.verify(timestamp: "01649367553") }
    #expect(throws: WebhookRefused()) { try example.verify(body: example.body + " ") }
    #expect(throws: WebhookRefused()) { try example.verify(body: "") }
  }

  @Test("Five minutes early or late is in time, a second more is not", arguments: [-301, -300, 300, 301])
  func tolerance(_ seconds: Int) throws {
    let now = Example.first.sent.addingTimeInterval(Double(seconds))
    if abs(seconds) <= 300 {
      try Example.first.verify(now: now)
    } else {
      #expect(throws: WebhookRefused()) { try Example.first.verify(now: now) }
    }
  }

  @Test("A right signature is found among others, whatever stands between them")
  func several() throws {
    let right = Example.first.headers.signature
    let other = "v1,\(Data(count: 32).base64EncodedString())"
    for list in [
      "\(other) \(right)", "\(right) \(other)", "v2,xyz v1a,abc \(right)", "\(right), \(other)", "\(other), \(right)",
      "  \(right)  ", "v1, \(right)", "v1,notbase64! \(right)", "nonsense \(right)",
      "\(right) \u{32c}x",
    ] { try Example.first.verify(signature: list) }
    for list in [
      "", " ", ",", "v1", "v1,", other, right.replacing("v1,", with: "v2,"), right.replacing("v1,", with: ""),
      "v1,AA==",
    ] {
      #expect(throws: WebhookRefused(), "\(list)") { try Example.first.verify(signature: list) }
    }
  }

  @Test("A signature behind a hundred guesses is not looked for")
  func guesses() throws {
    let guesses = String(repeating: "v1,\(Data(count: 32).base64EncodedString()) ", count: 100)
    #expect(throws: WebhookRefused()) { try Example.first.verify(signature: guesses + Example.first.headers.signature) }
  }

  @Test("Any of the secrets may have signed, and without one nothing comes in")
  func rotation() throws {
    let example = Example.first
    let new = try WebhookSecret(parsing: Example.second.secret)
    let old = try WebhookSecret(parsing: example.secret)
    try example.verify(secrets: [new, old])
    try example.verify(secrets: [old, new])
    #expect(throws: WebhookRefused()) { try example.verify(secrets: [new]) }
    #expect(throws: WebhookRefused()) { try example.verify(secrets: []) }
  }

  @Test("Ids and times that nobody can have are refused, though they are signed")
  func impossible() throws {
    let secret = try WebhookSecret(parsing: Example.first.secret)
    for id in ["", "msg.1", "msg 1", "msg\n1", "mög", String(repeating: "x", count: 257)] {
      let signed = try signByHand(id, "1649367553", "{}", Example.first.secret)
      #expect(throws: WebhookRefused(), "\(id)") {
        try verify(signed, body: "{}".utf8, secrets: [secret], now: Example.first.sent)
      }
      #expect(throws: WebhookIDFault.self) { try sign("{}".utf8, id: id, now: .now, with: [secret]) }
    }
    for timestamp in ["", "x", "1649367553.0", " 1649367553", "+1649367553", "-1", "99999999999999999999", "１６４９"] {
      let signed = try signByHand("msg_1", timestamp, "{}", Example.first.secret)
      #expect(throws: WebhookRefused(), "\(timestamp)") {
        try verify(signed, body: "{}".utf8, secrets: [secret], now: Example.first.sent)
      }
    }
  }

  @Test("A missing header is refused, and names are asked for in small letters")
  func headers() throws {
    let headers = Example.first.headers
    let fields = Dictionary(uniqueKeysWithValues: headers.fields.map { ($0.name, $0.value) })
    #expect(try WebhookHeaders { fields[$0] } == headers)
    for missing in fields.keys {
      #expect(throws: WebhookRefused()) { try WebhookHeaders { $0 == missing ? nil : fields[$0] } }
    }
  }
}
