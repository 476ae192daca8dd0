import Foundation
import Guarding
import Synchronization

/// A server on a free loopback port that does to each connection whatever a test wants done.
public final class Listener: Sendable {
  public let port: UInt16
  private let socket: Int32
  private let accepted = Guarded(0)
  private let isStopped = Atomic(false)

  /// `serve` runs on a thread of its own for each connection, which is closed when it returns.
  public init(_ serve: @escaping @Sendable (Connection) -> Void) throws {
    (socket, port) = try Self.listen()
    Thread.detachNewThread { [socket, accepted] in
      while true {
        let peer = accept(socket, nil, nil)
        if peer < 0 {
          // Closed here and not where it is stopped: the number may be another listener's by the time of the last `accept`.
          close(socket)
          return
        }
        accepted.withLock { $0 += 1 }
        Thread.detachNewThread {
          let connection = Connection(socket: peer)
          serve(connection)
          connection.close()
        }
      }
    }
  }

  public var url: String { "http://127.0.0.1:\(port)" }

  /// How many there were.
  public var connections: Int { accepted.withLock { $0 } }

  /// Nobody listens on the port from now on. Once: the number of a closed socket is soon another's, in another test.
  public func stop() {
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
