import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// What every request passes: its source's rate, its head, and at the end an answer whatever went wrong.
struct FrontDoor: RouterMiddleware {
  let rate: RequestRate
  let proxies: Set<String>
  let tally: RequestTally

  func handle(
    _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
  ) async throws -> Response {
    let source = networkSource(
      sender(
        peer: context.peer, forwarded: HTTPField.Name("X-Forwarded-For").map { request.headers[values: $0] } ?? [],
        proxies: proxies))
    let response = await answer(request, context, source, next)
    if response.status == .unauthorized { rate.noteRefusal(source) }
    tally.note(response.status.code)
    return response
  }

  private func answer(
    _ request: Request, _ context: ServiceContext, _ source: String,
    _ next: (Request, ServiceContext) async throws -> Response
  ) async -> Response {
    do {
      if let seconds = rate.admit(source) {
        throw RequestRefused(
          status: .tooManyRequests, code: "too-many-requests", message: "too many requests came in a minute",
          retryAfter: seconds)
      }
      if request.headers[values: .contentLength].count > 1
        || request.headers[.transferEncoding] != nil && request.headers[.contentLength] != nil
      {
        throw RequestRefused(
          status: .badRequest, code: "bad-length", message: "the length of the body is told more than once")
      }
      return try await next(request, context)
    } catch let refused as RequestRefused {
      return refused.response
    } catch let refused as PageRefused {
      return refused.answer
    } catch let error as HTTPError {
      return RequestRefused(status: error.status, code: "refused", message: error.status.reasonPhrase).response
    } catch {
      context.logger.error("a request failed", metadata: ["kind": "\(type(of: error))"])
      return RequestRefused(
        status: .internalServerError, code: "internal", message: "this went wrong here; the log says more"
      ).response
    }
  }
}

/// Reads a request's body, up to its limit.
func readBody(_ request: Request, _ limits: ListenLimits) async throws -> [UInt8] {
  let tooLarge = RequestRefused(
    status: .contentTooLarge, code: "too-large", message: "the body has more than \(limits.body) bytes")
  if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limits.body { throw tooLarge }
  var request = request
  do {
    let buffer = try await request.collectBody(upTo: limits.body)
    return Array(buffer.readableBytesView)
  } catch is NIOTooManyBytesError {
    throw tooLarge
  } catch let error as HTTPError where error.status == .contentTooLarge {
    throw tooLarge
  }
}
