import Hummingbird
import NIOCore
import Planner

/// Why a request is not done, as its sender is told: `{"error": {"code", "message", "at"}}`.
struct RequestRefused: Error {
  let status: HTTPResponse.Status
  /// A stable word.
  let code: String
  /// A sentence without its full stop.
  let message: String
  /// Where in the body: a JSON pointer, or a document's place.
  var at: String?
  /// Everything else that is wrong.
  var more: [ToldProblem] = []
  var retryAfter: Int?

  /// One thing that is wrong, with its place.
  struct ToldProblem: Encodable, Sendable {
    let code: String
    let message: String
    let at: String?
  }

  /// The same whatever was wrong with who somebody says that he is.
  static let unauthorized = RequestRefused(
    status: .unauthorized, code: "unauthorized", message: "this request is not signed as it should be, or not at all")

  static let notFound = RequestRefused(status: .notFound, code: "not-found", message: "there is nothing here")
}

extension RequestRefused {
  private struct Told: Encodable {
    struct Problem: Encodable {
      let code: String
      let message: String
      let at: String?
    }
    let error: Problem
    let problems: [ToldProblem]?
  }

  var response: Response {
    var response = jsonResponse(
      status, Told(error: .init(code: code, message: message, at: at), problems: more.isEmpty ? nil : more))
    if let retryAfter { response.headers[.retryAfter] = "\(retryAfter)" }
    if status == .unauthorized { response.headers[.wwwAuthenticate] = "Bearer" }
    return response
  }
}
