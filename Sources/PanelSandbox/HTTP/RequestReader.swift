/// Reads requests from a connection, one after the other.
struct RequestReader {
  /// The bytes are no HTTP request that can be read.
  enum Failure: Error, Equatable {
    case malformed
    case tooLarge
  }

  /// Where bytes come from; empty when the other side has closed.
  typealias Source = (Int) async throws -> [UInt8]

  private var buffer: [UInt8] = []
  private let source: Source
  private let sendContinue: () async throws -> Void

  private static let largestHead = 64 * 1024
  private static let largestBody = 64 * 1024 * 1024

  init(source: @escaping Source, sendContinue: @escaping () async throws -> Void) {
    self.source = source
    self.sendContinue = sendContinue
  }

  /// The next request; nil when there is none any more.
  mutating func next() async throws -> Request? {
    guard let head = try await readHead() else { return nil }
    var request = try parseHead(head)
    if request.headers["expect"]?.lowercased() == "100-continue" { try await sendContinue() }
    if request.headers["transfer-encoding"]?.lowercased() == "chunked" {
      request.body = try await readChunks()
    } else if let length = request.headers["content-length"] {
      guard let count = Int(length), count >= 0 else { throw Failure.malformed }
      guard count <= Self.largestBody else { throw Failure.tooLarge }
      request.body = try await take(count)
    }
    return request
  }

  private mutating func readHead() async throws -> [UInt8]? {
    var searched = 0
    while true {
      if let end = endOfHead(from: searched) {
        let head = Array(buffer[..<end])
        buffer.removeFirst(end + 4)
        return head
      }
      searched = max(0, buffer.count - 3)
      guard buffer.count <= Self.largestHead else { throw Failure.tooLarge }
      if try await !fill() {
        if buffer.isEmpty { return nil }
        throw Failure.malformed
      }
    }
  }

  private func endOfHead(from start: Int) -> Int? {
    guard buffer.count >= 4 else { return nil }
    return (start...(buffer.count - 4)).first { at in
      buffer[at] == 13 && buffer[at + 1] == 10 && buffer[at + 2] == 13 && buffer[at + 3] == 10
    }
  }

  /// Whether more came.
  private mutating func fill() async throws -> Bool {
    let more = try await source(4096)
    buffer.append(contentsOf: more)
    return !more.isEmpty
  }

  private mutating func take(_ count: Int) async throws -> [UInt8] {
    while buffer.count < count {
      if try await !fill() { throw Failure.malformed }
    }
    let taken = Array(buffer[..<count])
    buffer.removeFirst(count)
    return taken
  }

  private mutating func readLine() async throws -> String {
    while true {
      if let end = buffer.firstIndex(of: 10) {
        let line = String(decoding: buffer[..<end], as: UTF8.self)
        buffer.removeFirst(end + 1)
        return line.hasSuffix("\r") ? String(line.dropLast()) : line
      }
      if try await !fill() { throw Failure.malformed }
    }
  }

  private mutating func readChunks() async throws -> [UInt8] {
    var body: [UInt8] = []
    while true {
      let size = try await readLine().prefix { $0.isHexDigit }
      guard let count = Int(size, radix: 16) else { throw Failure.malformed }
      guard body.count + count <= Self.largestBody else { throw Failure.tooLarge }
      if count == 0 { break }
      body += try await take(count)
      _ = try await readLine()
    }
    while try await !readLine().isEmpty {}
    return body
  }

  private func parseHead(_ head: [UInt8]) throws -> Request {
    let lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n", omittingEmptySubsequences: false)
    let parts = lines[0].split(separator: " ")
    guard parts.count == 3, parts[2].hasPrefix("HTTP/1.") else { throw Failure.malformed }
    let target = parts[1].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { throw Failure.malformed }
      headers[line[..<colon].lowercased()] = String(line[line.index(after: colon)...]).trimmedOfSpaces
    }
    if parts[2] == "HTTP/1.0", headers["connection"] == nil { headers["connection"] = "close" }
    return Request(
      method: String(parts[0]), path: String(target[0]), query: target.count > 1 ? String(target[1]) : "",
      headers: headers)
  }
}
