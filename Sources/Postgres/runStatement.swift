internal import CLibPQ
internal import Glibc

/// What is sent to a server.
enum Statement: Sendable {
  /// One statement, unnamed, so that a pooler may give it to any of its connections.
  case single(String, [PostgresValue])
  /// Any number of statements without parameters; their rows are dropped.
  case script(String)
}

extension Wire {
  /// Sends a statement and waits for its end, on the thread that calls.
  func run(_ statement: Statement, _ interruption: Interruption) -> Result<PostgresRows, PostgresFailure> {
    Result { () throws(PostgresFailure) in
      guard send(statement) else { throw lost() }
      try flush(interruption)
      return try readResults(interruption)
    }
  }

  private func send(_ statement: Statement) -> Bool {
    switch statement {
    case .script(let text): return PQsendQuery(connection, text) == 1
    case .single(let text, let values):
      let texts = values.map { value in value.text.flatMap { strdup($0) } }
      defer { texts.forEach { free($0) } }
      return PQsendQueryParams(
        connection, text, Int32(values.count), values.map { Oid($0.type) }, texts.map { UnsafePointer($0) }, nil, nil, 0
      ) == 1
    }
  }

  /// A server that answers before it has read everything is read meanwhile, else both would wait for ever.
  private func flush(_ interruption: Interruption) throws(PostgresFailure) {
    while true {
      switch PQflush(connection) {
      case 0: return
      case 1: try wait(for: POLLIN | POLLOUT, interruption)
      default: throw lost()
      }
    }
  }

  private func readResults(_ interruption: Interruption) throws(PostgresFailure) -> PostgresRows {
    var rows = PostgresRows(columns: [], cells: [], affected: 0)
    var failure: PostgresFailure?
    while true {
      while PQisBusy(connection) == 1 { try wait(for: POLLIN, interruption) }
      guard let result = PQgetResult(connection) else { break }
      defer { PQclear(result) }
      switch PQresultStatus(result) {
      case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: rows = PostgresRows(result)
      case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
        // It would wait for data without an end; who sees this failure gives the connection up.
        throw PostgresFailure(.lost, "COPY is not spoken here")
      default: failure = failure ?? readFailure(result)
      }
    }
    if let failure { throw failure }
    return rows
  }

  private func wait(for events: Int32, _ interruption: Interruption) throws(PostgresFailure) {
    switch interruption.wait(for: events, on: PQsocket(connection)) {
    case .interrupted:
      askToStop()
      throw .cancelled
    case .ready(let events):
      guard Int32(events) & ~POLLOUT != 0 else { return }
      guard PQconsumeInput(connection) == 1 else { throw lost() }
    }
  }

  private func readFailure(_ result: OpaquePointer) -> PostgresFailure {
    func field(_ code: Int32) -> String? { PQresultErrorField(result, code).map { String(cString: $0) } }
    // PG_DIAG_SQLSTATE, PG_DIAG_MESSAGE_PRIMARY and PG_DIAG_CONSTRAINT_NAME are characters in C.
    guard let sqlState = field(Int32(UInt8(ascii: "C"))), PQstatus(connection) == CONNECTION_OK else {
      return lost(field)
    }
    return PostgresFailure(
      sqlState: sqlState, message: field(Int32(UInt8(ascii: "M"))) ?? "no reason given",
      constraint: field(Int32(UInt8(ascii: "n"))))
  }

  private func lost(_ field: (Int32) -> String? = { _ in nil }) -> PostgresFailure {
    PostgresFailure(
      .lost, complaint.isEmpty ? "the connection ended" : complaint, sqlState: field(Int32(UInt8(ascii: "C"))))
  }
}

extension PostgresRows {
  /// The rows of a result of libpq's, copied.
  fileprivate init(_ result: OpaquePointer) {
    let columns = 0..<PQnfields(result)
    self.init(
      columns: columns.map { String(cString: PQfname(result, $0)) },
      cells: (0..<PQntuples(result)).map { row in
        columns.map { column in
          PQgetisnull(result, row, column) == 1 ? nil : PQgetvalue(result, row, column).map { String(cString: $0) }
        }
      },
      affected: Int(String(cString: PQcmdTuples(result))) ?? 0)
  }
}
