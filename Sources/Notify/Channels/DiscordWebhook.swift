public import HTTP
import Planner

/// A webhook of a channel on Discord. Its address is all that it takes to write there.
///
/// Source: https://docs.discord.com/developers/resources/webhook
public struct DiscordWebhook: Sendable {
  private let url: Secret

  /// - Parameter url: `https://discord.com/api/webhooks/…/…`; `?thread_id=…` may follow.
  public init(_ url: Secret) throws(ReceiverProblem) {
    try requireWebAddress(url)
    self.url = url
  }

  func send(_ message: WrittenMessage, over http: HTTPClient) async -> Delivery {
    // Without `wait`, a message that is not kept gets no error.
    let address = url.revealed + (url.revealed.contains("?") ? "&" : "?") + "wait=true"
    let request = HTTPRequest(
      .post, address, headers: ["Content-Type": "application/json"], body: Array(discordBody(message).canonical.utf8),
      timeouts: .init(connect: .seconds(10), total: .seconds(20)))
    let response: HTTPResponse
    do { response = try await http.send(request) } catch { return read(error) }
    switch response.status {
    case 200..<300:
      let isSpent = response.headers["X-RateLimit-Remaining"] == "0"
      return .arrived(pause: isSpent ? response.seconds("X-RateLimit-Reset-After") : nil)
    // Ten thousand of these in ten minutes shut this machine's address out.
    case 401, 403, 404, 410: return .gone(why: "Discord answers \(response.status)")
    case 429: return .unreachable(why: "Discord answers 429", pause: response.askedPause ?? .seconds(5))
    case 400..<500: return .refused(why: "Discord answers \(response.status)", isFinal: true)
    default: return .unreachable(why: "Discord answers \(response.status)", pause: response.askedPause)
    }
  }
}

/// Nobody is mentioned by it, whoever it names, and no page is shown for a link in it.
func discordBody(_ message: WrittenMessage) -> JSONValue {
  .object([
    .init("allowed_mentions", .object([.init("parse", .array([]))])),
    .init("content", .string(shortened("**\(message.subject)**\n\(message.text)"))),
    .init("flags", .integer(suppressEmbeds)),
  ])
}

private let suppressEmbeds = 4

/// Discord takes 2,000 characters, whichever way they are counted.
private func shortened(_ text: String) -> String {
  let limit = 2000
  guard text.utf16.count > limit else { return text }
  var shown = String.UnicodeScalarView()
  var room = limit - 1
  for scalar in text.unicodeScalars {
    room -= UTF16.width(scalar)
    if room < 0 { break }
    shown.append(scalar)
  }
  return String(shown) + "…"
}
