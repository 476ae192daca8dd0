import Foundation
import Synchronization

/// A server on a free loopback port; `serve` runs on a thread of its own for each connection, which is closed when it returns.
final class Listener: Sendable {
  let port: UInt16
  private let socket: Int32
  private let isStopped = Atomic(false)

  init(_ serve: @escaping @Sendable (Connection) -> Void) throws {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafeMutablePointer(to: &address) { [socket] in
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(socket, pointer, size) == 0 && listen(socket, 128) == 0 ? getsockname(socket, pointer, &size) : -1
      }
    }
    guard code == 0 else { throw POSIXError(.EADDRINUSE) }
    port = UInt16(bigEndian: address.sin_port)
    Thread.detachNewThread { [socket] in
      while true {
        let peer = accept(socket, nil, nil)
        if peer < 0 {
          // Closed here and not where it is stopped: the number may be another listener's by the time of the last `accept`.
          close(socket)
          return
        }
        Thread.detachNewThread {
          serve(Connection(socket: peer))
          close(peer)
        }
      }
    }
  }

  deinit { stop() }

  /// Nobody listens on the port from now on. Once: the number of a closed socket is soon another's, in another test.
  func stop() {
    guard !isStopped.exchange(true, ordering: .sequentiallyConsistent) else { return }
    shutdown(socket, Int32(SHUT_RDWR))
  }
}

/// The server's side of one connection.
struct Connection: Sendable {
  let socket: Int32

  /// The next request as it came, head and body; nil when the client has closed.
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

  func read() -> String? {
    var bytes = [UInt8](repeating: 0, count: 65536)
    let count = Glibc.read(socket, &bytes, bytes.count)
    return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : nil
  }

  func write(_ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if count <= 0 { return }
      rest = rest.dropFirst(count)
    }
  }
}
