@testable import PanelSandbox

extension EmbeddedPanel {
  /// A request with the key that may do everything.
  func request(_ method: String, _ path: String, _ body: JSON? = nil) -> Request {
    let parts = path.split(separator: "?", maxSplits: 1).map(String.init)
    return Request(
      method: method, path: parts[0], query: parts.count > 1 ? parts[1] : "",
      headers: [
        "accept": "application/json", "content-type": "application/json",
        "authorization": "Bearer \(state.keys[0].token)",
      ], body: body.map(JSONWriter.encode) ?? [])
  }

  /// What is answered at once.
  mutating func answer(to request: Request) throws -> Answer {
    guard case .answer(let answer) = respond(to: request) else {
      throw RecordedExchange.Unusable(detail: "the answer waits")
    }
    return answer
  }

  /// The body of what is answered at once.
  mutating func body(of request: Request) throws -> JSON {
    try JSONParser.parse(try answer(to: request).body)
  }
}
