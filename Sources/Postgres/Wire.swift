internal import CLibPQ
internal import Glibc

/// A connection that libpq holds. One thread at a time may use it: whoever has its turn.
final class Wire: Sendable {
  /// Unsafe by declaration only, see above.
  nonisolated(unsafe) let connection: OpaquePointer
  let settings: PostgresSettings

  private init(_ connection: OpaquePointer, _ settings: PostgresSettings) {
    (self.connection, self.settings) = (connection, settings)
  }

  deinit { PQfinish(connection) }

  /// Connects, on the thread that calls.
  static func open(
    _ settings: PostgresSettings, _ interruption: Interruption
  ) -> Result<Wire, PostgresFailure> {
    let options = settings.options.sorted { $0.key < $1.key }
    guard let connection = start(options) else { return .failure(PostgresFailure(.unreachable, "out of memory")) }
    let wire = Wire(connection, settings)
    // They would go to the program's error stream.
    PQsetNoticeProcessor(connection, { _, _ in }, nil)
    return Result { () throws(PostgresFailure) in
      try wire.finishOpening(interruption)
      return wire
    }
  }

  private func finishOpening(_ interruption: Interruption) throws(PostgresFailure) {
    guard PQstatus(connection) != CONNECTION_BAD else { throw unreachable() }
    var awaited = POLLOUT
    while true {
      // The socket is another one for each address that is tried.
      if case .interrupted = interruption.wait(for: awaited, on: PQsocket(connection)) { throw .cancelled }
      switch PQconnectPoll(connection) {
      case PGRES_POLLING_READING: awaited = POLLIN
      case PGRES_POLLING_WRITING: awaited = POLLOUT
      case PGRES_POLLING_OK:
        guard PQsetnonblocking(connection, 1) == 0 else { throw unreachable() }
        return
      default: throw unreachable()
      }
    }
  }

  /// Whether the server has not hung up since the last statement; asks nobody.
  var isOpen: Bool {
    // A server that ends says why, and then hangs up: what it said is read first.
    for _ in 0..<8 {
      var polled = pollfd(fd: PQsocket(connection), events: Int16(POLLIN), revents: 0)
      if poll(&polled, 1, 0) <= 0 { return PQstatus(connection) == CONNECTION_OK }
      guard PQconsumeInput(connection) == 1 else { return false }
    }
    return false
  }

  /// Asks the server to stop what it does for this connection. May block: it is for a thread that nobody waits for.
  func askToStop() {
    guard let cancel = PQgetCancel(connection) else { return }
    defer { PQfreeCancel(cancel) }
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { text in
      _ = PQcancel(cancel, text.baseAddress, Int32(text.count))
    }
  }

  /// What libpq says of the connection, on one line and without secrets.
  var complaint: String {
    let lines = String(cString: PQerrorMessage(connection)).split(separator: "\n")
    return settings.redacted(lines.map { $0.drop(while: \.isWhitespace) }.joined(separator: "; "))
  }

  private func unreachable() -> PostgresFailure { PostgresFailure(.unreachable, complaint + advice(for: complaint)) }
}

private func start(_ options: [(key: String, value: String)]) -> OpaquePointer? {
  let texts = options.flatMap { [strdup($0.key), strdup($0.value)] }
  defer { texts.forEach { free($0) } }
  let keywords = stride(from: 0, to: texts.count, by: 2).map { UnsafePointer(texts[$0]) } + [nil]
  let values = stride(from: 1, to: texts.count, by: 2).map { UnsafePointer(texts[$0]) } + [nil]
  return PQconnectStartParams(keywords, values, 0)
}

/// What to write into the URL where TLS is not as it is demanded.
private func advice(for complaint: String) -> String {
  if complaint.contains("certificate verify failed") || complaint.contains("root certificate file") {
    return
      ". Give the authority that signed the server's certificate as sslrootcert=FILE in the URL (Supabase offers its own for"
      + " download); sslmode=require would believe anybody"
  }
  if complaint.contains("server certificate for") {
    return
      ". The URL's host has to be a name that stands in the certificate; sslmode=verify-ca would take any of the authority's"
  }
  if complaint.contains("does not support SSL") {
    return ". The server has no TLS: where the network between is trusted, write sslmode=disable into the URL"
  }
  return ""
}
