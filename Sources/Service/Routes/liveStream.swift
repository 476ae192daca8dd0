import HTTPTypes
import Hummingbird
import NIOConcurrencyHelpers
import NIOCore
import Views

/// Tells a page that something of it changed: an event of no content, upon which the page takes itself anew.
///
/// A stream ends by itself after some seconds and the browser opens another: no connection is held for long, and nothing is lost between, for
/// the browser says what it saw last.
///
/// - Parameter mark: differs where the page would; nil where there is nothing to see any more.
func liveStream(
  _ request: Request, _ pages: PageSite, _ mark: @escaping @Sendable (Sight) -> Int?
) async -> Response {
  guard pages.streams.take() else { return Response(status: .noContent, headers: pageHeaders) }
  let seen = HTTPField.Name("Last-Event-ID").flatMap { request.headers[$0] }
  var headers = pageHeaders
  headers[.contentType] = "text/event-stream"
  if let name = HTTPField.Name("X-Accel-Buffering") { headers[name] = "no" }
  let body = ResponseBody { writer in
    defer { pages.streams.giveBack() }
    var last = await current(pages, mark)
    let isNews = seen.map { $0 != last } ?? false
    try await writer.write(event(isNews ? "changed" : "hello", last))
    for _ in 0..<liveLooks {
      await pages.sleep(.seconds(2))
      let now = await current(pages, mark)
      if now == last { continue }
      last = now
      try await writer.write(event("changed", now))
    }
    try await writer.finish(nil)
  }
  return Response(status: .ok, headers: headers, body: body)
}

/// Twenty seconds in all: below the time that an answer may take.
private let liveLooks = 10

private func current(_ pages: PageSite, _ mark: @Sendable (Sight) -> Int?) async -> String {
  guard let sight = await pages.sight(), let mark = mark(sight) else { return "none" }
  return String(UInt(bitPattern: mark), radix: 36)
}

private func event(_ name: String, _ id: String) -> ByteBuffer {
  ByteBuffer(string: "retry: 1000\nid: \(id)\nevent: \(name)\ndata: \n\n")
}

/// How many pages may listen at a time; others do without.
final class StreamPlaces: Sendable {
  private let taken = NIOLockedValueBox(0)
  private let most: Int

  init(most: Int = 500) { self.most = most }

  func take() -> Bool {
    taken.withLockedValue { taken in
      guard taken < most else { return false }
      taken += 1
      return true
    }
  }

  func giveBack() { taken.withLockedValue { $0 -= 1 } }
}
