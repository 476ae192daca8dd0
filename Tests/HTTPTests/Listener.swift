import Foundation
import Synchronization

/// A server on a free loopback port that does to each connection whatever a test wants done.
final class Listener: Sendable {
  let port: UInt16
  private let socket: Int32
  private let accepted = Atomic(0)
  private let isStopped = Atomic(false)

  /// `serve` runs on a thread of its own for each connection, which is closed when it returns.
  init(_ serve: @escaping @Sendable (Connection) -> Void) throws {
    (socket, port) = try Self.listen()
    Thread.detachNewThread { [socket, self] in
      while true {
        let peer = accept(socket, nil, nil)
        if peer < 0 {
          // Closed here and not where it is stopped: the number may be another listener's by the time of the last `accept`.
          close(socket)
          return
        }
        self.accepted.add(1, ordering: .relaxed)
        Thread.detachNewThread {
          let connection = Connection(socket: peer)
          serve(connection)
          connection.close()
        }
      }
    }
  }

  var url: String { "http://127.0.0.1:\(port)" }

  var connections: Int { accepted.load(ordering: .relaxed) }

  /// Nobody listens on the port from now on. Once: the number of a closed socket is soon another's, in another test.
  func stop() {
    guard !isStopped.exchange(true, ordering: .sequentiallyConsistent) else { return }
    shutdown(socket, Int32(SHUT_RDWR))
  }

  private static func listen() throws -> (socket: Int32, port: UInt16) {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(socket, pointer, size) == 0 && Glibc.listen(socket, 128) == 0 ? getsockname(socket, pointer, &size) : -1
      }
    }
    guard code == 0 else { throw POSIXError(.EADDRINUSE) }
    return (socket, UInt16(bigEndian: address.sin_port))
  }
}

/// The server's side of one connection.
struct Connection: Sendable {
  let socket: Int32

  /// The next request, head and body, as text; `nil` when the client has closed.
  func readRequest() -> String? {
    var text = ""
    while let bytes = read() {
      text += bytes
      guard let head = text.range(of: "\r\n\r\n") else { continue }
      let length = text.firstMatch(of: /Content-Length: (\d+)/).flatMap { Int($0.1) } ?? 0
      if text[head.upperBound...].utf8.count >= length { return text }
    }
    return nil
  }

  /// Some bytes as text; `nil` when the client has closed.
  func read() -> String? {
    var bytes = [UInt8](repeating: 0, count: 65536)
    let count = Glibc.read(socket, &bytes, bytes.count)
    return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : nil
  }

  func write(_ text: String) {
    write(Array(text.utf8))
  }

  func write(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if count <= 0 { return }
      rest = rest.dropFirst(count)
    }
  }

  /// A whole answer with a content length.
  func answer(_ body: String = "", status: Int = 200, headers: String = "") {
    write("HTTP/1.1 \(status) Some Words\r\nContent-Length: \(body.utf8.count)\r\n\(headers)\r\n\(body)")
  }

  /// Answers every request on the connection the same way.
  func answerAll(_ body: String = "", status: Int = 200, headers: String = "") {
    while readRequest() != nil {
      answer(body, status: status, headers: headers)
    }
  }

  /// Keeps silent until the client gives up.
  func waitForClose() {
    while read() != nil {}
  }

  /// Makes the coming close a reset rather than an orderly end.
  func resetOnClose() {
    var linger = linger(l_onoff: 1, l_linger: 0)
    setsockopt(socket, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
  }

  func close() {
    Glibc.close(socket)
  }
}
