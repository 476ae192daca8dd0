import Foundation
import Guarding
import Synchronization

/// A server on a free loopback port that does to each connection whatever a test wants done.
///
/// Programs that other tests start meanwhile inherit none of its sockets: a connection that they kept open would never look closed to the client.
public final class Listener: Sendable {
  public let port: UInt16
  private let socket: Int32
  private let accepted = Guarded(0)
  private let isStopped = Atomic(false)
  private let isReleased = DispatchSemaphore(value: 0)

  /// `serve` runs on a thread of its own for each connection, which is closed when it returns.
  public init(_ serve: @escaping @Sendable (Connection) -> Void) throws {
    (socket, port) = try Self.listen()
    Thread.detachNewThread { [socket, accepted, isReleased] in
      while true {
        let peer = accept(socket, nil, nil)
        if peer < 0 {
          // Closed here and not where it is released: the number may be another listener's by the time of the last `accept`.
          isReleased.wait()
          close(socket)
          return
        }
        _ = fcntl(peer, F_SETFD, FD_CLOEXEC)
        accepted.withLock { $0 += 1 }
        Thread.detachNewThread {
          let connection = Connection(socket: peer)
          serve(connection)
          connection.close()
        }
      }
    }
  }

  deinit {
    stop()
    isReleased.signal()
  }

  public var url: String { "http://127.0.0.1:\(port)" }

  /// How many there were.
  public var connections: Int { accepted.withLock { $0 } }

  /// Nobody listens on the port from now on, and nobody else gets it while this listener lives.
  public func stop() {
    guard !isStopped.exchange(true, ordering: .sequentiallyConsistent) else { return }
    shutdown(socket, Int32(SHUT_RDWR))
  }

  private static func listen() throws -> (socket: Int32, port: UInt16) {
    for _ in 0..<100 {
      let (probe, port) = try bound(to: 0)
      close(probe)
      // Only a port that was asked for by its number stays taken when nobody listens on it any more.
      guard let (socket, port) = try? bound(to: port) else { continue }
      guard Glibc.listen(socket, 128) == 0 else { throw POSIXError(.EADDRINUSE) }
      return (socket, port)
    }
    throw POSIXError(.EADDRINUSE)
  }

  private static func bound(to port: UInt16) throws -> (socket: Int32, port: UInt16) {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    address.sin_port = port.bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(socket, pointer, size) == 0 ? getsockname(socket, pointer, &size) : -1
      }
    }
    guard code == 0 else {
      close(socket)
      throw POSIXError(.EADDRINUSE)
    }
    return (socket, UInt16(bigEndian: address.sin_port))
  }
}
