import Foundation

/// The server's side of one connection.
public struct Connection: Sendable {
  let socket: Int32

  /// The next request, head and body, as text; `nil` when the client has closed.
  public func readRequest() -> String? {
    // A character may be cut in two where a read ends.
    var bytes: [UInt8] = []
    while let more = readBytes() {
      bytes += more
      let text = String(decoding: bytes, as: UTF8.self)
      guard let head = text.range(of: "\r\n\r\n") else { continue }
      let length = text[..<head.lowerBound].firstMatch(of: /Content-Length: (\d+)/).flatMap { Int($0.1) } ?? 0
      if text[head.upperBound...].utf8.count >= length { return text }
    }
    return nil
  }

  /// Some bytes as text; `nil` when the client has closed.
  public func read() -> String? { readBytes().map { String(decoding: $0, as: UTF8.self) } }

  private func readBytes() -> ArraySlice<UInt8>? {
    var bytes = [UInt8](repeating: 0, count: 65536)
    let count = Glibc.read(socket, &bytes, bytes.count)
    return count > 0 ? bytes[..<count] : nil
  }

  public func write(_ text: String) {
    write(Array(text.utf8))
  }

  public func write(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if count <= 0 { return }
      rest = rest.dropFirst(count)
    }
  }

  /// A whole answer with a content length.
  public func answer(_ body: String = "", status: Int = 200, headers: String = "") {
    write("HTTP/1.1 \(status) Some Words\r\nContent-Length: \(body.utf8.count)\r\n\(headers)\r\n\(body)")
  }

  /// Answers every request on the connection the same way.
  public func answerAll(_ body: String = "", status: Int = 200, headers: String = "") {
    while readRequest() != nil {
      answer(body, status: status, headers: headers)
    }
  }

  /// Keeps silent until the client gives up.
  public func waitForClose() {
    while read() != nil {}
  }

  /// Makes the coming close a reset rather than an orderly end.
  public func resetOnClose() {
    var linger = linger(l_onoff: 1, l_linger: 0)
    setsockopt(socket, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
  }

  public func close() {
    Glibc.close(socket)
  }
}
