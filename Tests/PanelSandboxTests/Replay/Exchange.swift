import Glibc

@testable import PanelSandbox

/// One HTTP exchange on a connection of its own, over a plain blocking socket: nothing is added, followed or decoded.
struct Exchange {
  /// What came back. `isWhole` is false if the connection ended before the announced length.
  struct Response {
    var status: Int
    var headers: [String: String]
    var body: [UInt8]
    var isWhole: Bool

    var text: String { String(decoding: body, as: UTF8.self) }
    var json: JSON? { try? JSONParser.parse(body) }
  }

  enum Failure: Error, Equatable {
    case noAnswerInTime
    case reset
    case closed
    case unreadable(String)
  }

  var method = "GET"
  /// Percent-encoded, with the query.
  var target: String
  var headers: [(String, String)] = []
  var body: [UInt8]?
  /// Seconds.
  var patience = 60.0

  /// Sends the request and reads until the other side closes.
  /// `sending` is written after the head as it stands, for bodies that frame themselves.
  func perform(at base: String, sending framed: String = "") throws -> Response {
    let descriptor = try connect(to: base)
    defer { close(descriptor) }
    try send(bytes(for: base) + Array(framed.utf8), on: descriptor)
    return try Self.response(try receive(from: descriptor), to: method)
  }

  private func bytes(for base: String) -> [UInt8] {
    var head = "\(method) \(target) HTTP/1.1\r\nHost: \(base.dropFirst("http://".count))\r\nConnection: close\r\n"
    for (name, value) in headers { head += "\(name): \(value)\r\n" }
    if let body { head += "Content-Length: \(body.count)\r\n" }
    return Array("\(head)\r\n".utf8) + (body ?? [])
  }

  private func connect(to base: String) throws -> Int32 {
    let port = base.split(separator: ":").last.flatMap { UInt16($0) } ?? 0
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var timeout = timeval(tv_sec: Int(patience), tv_usec: Int((patience - patience.rounded(.down)) * 1_000_000))
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else {
      close(descriptor)
      throw Failure.closed
    }
    return descriptor
  }

  private func send(_ bytes: [UInt8], on descriptor: Int32) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard sent > 0 else { throw Failure.closed }
      rest = rest.dropFirst(sent)
    }
  }

  private func receive(from descriptor: Int32) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = recv(descriptor, &chunk, chunk.count, 0)
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EAGAIN { throw Failure.noAnswerInTime }
        throw Failure.reset
      }
      bytes += chunk[..<count]
    }
  }

  private static func response(_ bytes: [UInt8], to method: String) throws -> Response {
    guard !bytes.isEmpty else { throw Failure.closed }
    let end = Array("\r\n\r\n".utf8)
    guard let start = bytes.firstRange(of: end) else { throw Failure.unreadable("no end of the head") }
    let lines = String(decoding: bytes[..<start.lowerBound], as: UTF8.self).split(separator: "\r\n")
    guard let status = lines[0].split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
      throw Failure.unreadable(String(lines[0]))
    }
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      headers[parts[0].lowercased()] = parts.last.map { String($0).trimmedOfSpaces }
    }
    let body = Array(bytes[start.upperBound...])
    let length = headers["content-length"].flatMap { Int($0) } ?? 0
    return Response(status: status, headers: headers, body: body, isWhole: method == "HEAD" || body.count == length)
  }
}
