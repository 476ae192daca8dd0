/// What the panel says to one request. Written by ``ResponseWriter``, decided without a socket.
struct Answer: Sendable {
  var status: Int
  /// In the order they are written. `Content-Length` and `Date` are added on the wire.
  var headers: [(name: String, value: String)] = []
  var body: [UInt8] = []
  /// How much of it reaches the caller; only faults deviate from ``Delivery/whole``.
  var delivery: Delivery = .whole

  /// An answer with a JSON body.
  static func json(_ value: JSON, status: Int = 200) -> Answer {
    Answer(status: status, headers: [("Content-Type", "application/json")], body: JSONWriter.encode(value))
  }

  /// 204: without a body, and without a content type.
  static let noContent = Answer(status: 204)

  /// An answer for people: `detail` in a page.
  static func page(status: Int, title: String) -> Answer {
    let html = "<!DOCTYPE html>\n<html lang=\"en\"><head><title>\(title)</title></head><body>\(title)</body></html>\n"
    return Answer(status: status, headers: [("Content-Type", "text/html; charset=UTF-8")], body: Array(html.utf8))
  }

  func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  mutating func add(_ name: String, _ value: String) { headers.append((name, value)) }
}

/// An answer as it goes over the wire. 204 has neither body nor length, HEAD the head alone.
func encodeAnswer(_ answer: Answer, to request: Request, at now: Moment) -> [UInt8] {
  var head = "HTTP/1.1 \(answer.status) \(ReasonPhrase.of(answer.status))\r\n"
  head += "Date: \(now.httpDate)\r\nCache-Control: no-cache, private\r\n"
  for (name, value) in answer.headers { head += "\(name): \(value)\r\n" }
  let hasBody = answer.status != 204
  if hasBody { head += "Content-Length: \(answer.body.count)\r\n" }
  if request.wantsClose { head += "Connection: close\r\n" }
  var bytes = Array(head.utf8) + [13, 10]
  if hasBody, request.method != "HEAD" { bytes += answer.body }
  return bytes
}

extension Request {
  /// Whether the connection ends with the answer.
  var wantsClose: Bool { headers["connection"]?.lowercased() == "close" }
}

/// How much of an answer reaches the caller.
enum Delivery: Sendable, Equatable {
  case whole
  /// The connection is reset before anything is written.
  case reset
  /// Head and half of the body are written, then the connection is reset.
  case resetHalfway
  /// Head and half of the body are written, then the connection ends as if all were well.
  case cutOff
  /// Nothing is written for so many milliseconds, then the connection is closed.
  case silence(Int)
}
