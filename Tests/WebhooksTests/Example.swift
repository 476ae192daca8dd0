import ChildPrograms
import Foundation
import Testing
import Webhooks

/// A delivery with the signature that others have computed.
struct Example: Sendable, CustomTestStringConvertible {
  let secret: String
  let headers: WebhookHeaders
  let body: String

  var testDescription: String { headers.id }
  var sent: Date { Date(timeIntervalSince1970: Double(headers.timestamp) ?? 0) }

  /// From libraries/rust/src/lib.rs of standard-webhooks/standard-webhooks.
  static let first = Example(
    secret: "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD",
    headers: WebhookHeaders(
      id: "msg_27UH4WbU6Z5A5EzD8u03UvzRbpk", timestamp: "1649367553",
      signature: "v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw="),
    body: #"{"email":"test@example.com","username":"test_user"}"#)
  /// From libraries/go/webhook_test.go there.
  static let second = Example(
    secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    headers: WebhookHeaders(
      id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: "1614265330",
      signature: "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
    body: #"{"test": 2432232314}"#)
  static let all = [first, second]

  /// Verifies it, with what is given put in.
  func verify(
    id: String? = nil, timestamp: String? = nil, signature: String? = nil, body: String? = nil,
    secrets: [WebhookSecret]? = nil, now: Date? = nil
  ) throws {
    try Webhooks.verify(
      WebhookHeaders(
        id: id ?? headers.id, timestamp: timestamp ?? headers.timestamp, signature: signature ?? headers.signature),
      body: (body ?? self.body).utf8, secrets: secrets ?? [try WebhookSecret(parsing: secret)], now: now ?? sent)
  }
}

/// The headers that OpenSSL computes, which shares no code with ours, and lets any id and time pass.
func signByHand(_ id: String, _ timestamp: String, _ body: String, _ secret: String) throws -> WebhookHeaders {
  let key = try #require(Data(base64Encoded: secret.replacing("whsec_", with: "")))
  let file = FileManager.default.temporaryDirectory.appending(path: "signed-\(UUID())")
  defer { try? FileManager.default.removeItem(at: file) }
  try Data("\(id).\(timestamp).\(body)".utf8).write(to: file)
  let hexadecimal = key.map { String(format: "%02x", $0) }.joined()
  let code = Data(
    try runProgram([
      "openssl", "dgst", "-sha256", "-mac", "HMAC", "-macopt", "hexkey:\(hexadecimal)", "-binary", file.path,
    ]).output)
  #expect(code.count == 32)
  return WebhookHeaders(id: id, timestamp: timestamp, signature: "v1,\(code.base64EncodedString())")
}
