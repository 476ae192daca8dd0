import FoundationEssentials
public import HTTP
import Planner
public import Webhooks

/// A program that gets each state as JSON, signed as Standard Webhooks has it; schemas/notice.schema.json describes the body.
public struct WebhookReceiver: Sendable {
  private let url: Secret
  private let secrets: [WebhookSecret]

  /// - Parameter secrets: one, or while it is replaced both. None is an error.
  public init(_ url: Secret, signedWith secrets: [WebhookSecret]) throws(ReceiverProblem) {
    try requireWebAddress(url)
    guard !secrets.isEmpty else { throw ReceiverProblem(description: "there is no secret to sign with") }
    self.url = url
    self.secrets = secrets
  }

  func send(_ notice: Notice, id: String, now: Instant, over http: HTTPClient) async -> Delivery {
    let body = Array(webhookBody(notice).canonical.utf8)
    let signed: WebhookHeaders
    do { signed = try sign(body, id: id, now: Date(timeIntervalSince1970: Double(now.seconds)), with: secrets) } catch {
      return .refused(why: error.description, isFinal: true)
    }
    var headers: HTTPHeaders = ["Content-Type": "application/json"]
    for field in signed.fields { headers.append(field.name, field.value) }
    let request = HTTPRequest(
      .post, url.revealed, headers: headers, body: body, timeouts: .init(connect: .seconds(10), total: .seconds(20)))
    let response: HTTPResponse
    do { response = try await http.send(request) } catch { return read(error) }
    let why = "the receiver answers \(response.status)"
    switch response.status {
    case 200..<300: return .arrived(pause: nil)
    case 401, 404, 410: return .gone(why: why)
    case 408, 425, 429, 502, 503, 504: return .unreachable(why: why, pause: response.askedPause)
    default: return .refused(why: why, isFinal: false)
    }
  }
}

/// The same bytes each time: what is signed for a second try is what was signed for the first.
func webhookBody(_ notice: Notice) -> JSONValue {
  .object([
    .init("type", .string("order.\(notice.word.rawValue)")), .init("timestamp", .string(notice.at.description)),
    .init("data", notice.json),
  ])
}
