internal import Crypto
public import FoundationEssentials

/// The three headers that a signed delivery has.
///
/// Source: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
public struct WebhookHeaders: Sendable, Equatable {
  /// `webhook-id`: what tells a delivery from another, the same each time that it is tried.
  public let id: String
  /// `webhook-timestamp`: when it was sent, in whole seconds since 1970.
  public let timestamp: String
  /// `webhook-signature`: `v1,` and base64; several with a blank between them.
  public let signature: String

  /// Headers as they came, not yet looked at.
  public init(id: String, timestamp: String, signature: String) {
    (self.id, self.timestamp, self.signature) = (id, timestamp, signature)
  }

  /// Headers of a request.
  ///
  /// - Parameter header: the value of the header with this name in small letters, if the request has it.
  public init(reading header: (_ name: String) -> String?) throws(WebhookRefused) {
    guard let id = header("webhook-id"), let timestamp = header("webhook-timestamp"),
      let signature = header("webhook-signature")
    else { throw WebhookRefused() }
    self.init(id: id, timestamp: timestamp, signature: signature)
  }

  /// The names and values to send.
  public var fields: [(name: String, value: String)] {
    [("webhook-id", id), ("webhook-timestamp", timestamp), ("webhook-signature", signature)]
  }
}

/// Signs a delivery.
///
/// - Parameters:
///   - id: 1 to 256 visible ASCII characters without a point, the same each time that this delivery is tried.
///   - now: when this try is sent.
///   - secrets: one, or while it is replaced the old and the new: a signature each.
public func sign(
  _ body: some Sequence<UInt8>, id: String, now: Date, with secrets: [WebhookSecret]
) throws(WebhookIDFault) -> WebhookHeaders {
  guard isDeliveryID(id) else { throw WebhookIDFault() }
  let timestamp = String(Int64(now.timeIntervalSince1970))
  let bytes = Array(body)
  let signatures = secrets.map { "v1,\(Data($0.code(for: id, timestamp, bytes)).base64EncodedString())" }
  return WebhookHeaders(id: id, timestamp: timestamp, signature: signatures.joined(separator: " "))
}

/// Whether a text can be a delivery's id: it is kept, searched for and written into lines of logs, so it is short and visible.
func isDeliveryID(_ text: String) -> Bool {
  (1...256).contains(text.utf8.count)
    && text.utf8.allSatisfy { (UInt8(ascii: "!")...UInt8(ascii: "~")).contains($0) && $0 != UInt8(ascii: ".") }
}

/// An id that no delivery can have.
public struct WebhookIDFault: Error, Sendable, CustomStringConvertible {
  /// What an id is.
  public var description: String { "a delivery's id is 1 to 256 visible ASCII characters without a point" }
}
