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
