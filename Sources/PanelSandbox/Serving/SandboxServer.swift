import FlyingSocks
import Glibc

/// The embedded panel on a loopback port.
public struct SandboxServer: Sendable {
  /// Where it listens, without a slash at the end.
  public let url: String
  /// Tokens by the kind of key.
  public let keys: [(kind: String, token: String)]
  /// Where it is told to change its state by hand.
  public var control: String { url + "/control" }

  private let socket: AsyncSocket
  private let pool: any AsyncSocketPool
  private let sandbox: Sandbox

  /// Loads the panel and listens. Requests are answered once ``run()`` runs; until then they queue.
  ///
  /// Throws ``FixtureError`` or what the operating system says about the port.
  public static func listen(_ settings: SandboxSettings) async throws -> SandboxServer {
    let sandbox = try Sandbox(settings)
    let pool: any AsyncSocketPool = SocketPool<Poll>.make(maxEvents: 64)
    try await pool.prepare()
    let socket = try Socket(domain: AF_INET)
    try socket.setValue(true, for: .localAddressReuse)
    try socket.bind(to: .inet(ip4: "127.0.0.1", port: settings.port))
    try socket.listen()
    guard case .ip4(let address, let port) = try socket.sockname() else {
      preconditionFailure("an IPv4 socket has an IPv4 address")
    }
    return SandboxServer(
      url: "http://\(address):\(port)", keys: await sandbox.keys, socket: try AsyncSocket(socket: socket, pool: pool),
      pool: pool, sandbox: sandbox)
  }

  private init(
    url: String, keys: [(kind: String, token: String)], socket: AsyncSocket, pool: any AsyncSocketPool,
    sandbox: Sandbox
  ) {
    self.url = url
    self.keys = keys
    self.socket = socket
    self.pool = pool
    self.sandbox = sandbox
  }

  /// Answers until the task is cancelled.
  public func run() async throws {
    signal(SIGPIPE, SIG_IGN)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await pool.run() }
      group.addTask {
        try await withThrowingDiscardingTaskGroup { connections in
          while true {
            let caller = try await socket.accept()
            connections.addTask { await Connection(socket: caller, sandbox: sandbox).run() }
          }
        }
      }
      defer { group.cancelAll() }
      try await group.next()
    }
  }
}
