public import FoundationEssentials

/// A delivery that nobody who knows a secret has signed just now. It does not say what is wrong: whoever guesses is to learn nothing.
public struct WebhookRefused: Error, Sendable, Equatable, CustomStringConvertible {
  /// A delivery that is refused.
  public init() {}

  /// The same for everything that can be wrong.
  public var description: String { "the delivery is not signed as it should be" }
}

/// Checks that a delivery was signed with one of the secrets, and not longer than five minutes ago.
///
/// It does not know whether it came before: an id that was seen is the caller's to remember.
///
/// - Parameters:
///   - headers: as they came. Of several signatures one has to be right; versions other than `v1` are passed over. Between them stand
///     blanks, or `, ` as Supabase Auth has it.
///   - body: the bytes as they came, not JSON that was read and written again.
///   - secrets: whichever may sign now; none lets nothing in.
public func verify(
  _ headers: WebhookHeaders, body: some Sequence<UInt8>, secrets: [WebhookSecret], now: Date
) throws(WebhookRefused) {
  guard isDeliveryID(headers.id), let sent = seconds(headers.timestamp),
    abs(now.timeIntervalSince1970 - Double(sent)) <= tolerance
  else { throw WebhookRefused() }
  let codes = readCodes(headers.signature)
  let bytes = Array(body)
  var isSigned = false
  // All are tried, also behind a right one: how long it takes says nothing.
  for secret in secrets {
    for code in codes where secret.isRight(code, for: headers.id, headers.timestamp, bytes) { isSigned = true }
  }
  guard isSigned else { throw WebhookRefused() }
}

/// In seconds, before and after.
private let tolerance = 300.0

/// Nobody rotates through more; a header full of guesses is not to cost a hash each.
private let mostCodes = 16

private func seconds(_ text: String) -> Int64? {
  guard (1...12).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
  return Int64(text)
}

private func readCodes(_ header: String) -> [[UInt8]] {
  // By bytes: a sign that goes onto the one before it would hide the blank.
  header.utf8.split(separator: UInt8(ascii: " ")).prefix(mostCodes).compactMap { entry in
    guard entry.starts(with: "v1,".utf8) else { return nil }
    let written = entry.dropFirst(3)
    let isListed = written.last == UInt8(ascii: ",")
    return Data(base64Encoded: String(Substring(isListed ? written.dropLast() : written))).map(Array.init)
  }
}
