internal import GRDB

/// What the running side keeps for itself on disk: a SQLite file. Everything in it can be built again from git and the panel, but for
/// deliveries that are not committed yet and messages that are not sent yet.
///
/// What is written is on the disk when the call returns. One process at a time opens a file; see ``ServiceStoreFailure/inUse(path:)``.
public final class ServiceStore: Sendable {
  let tables: StoredTables

  /// Opens a file, which is made where there is none, and brings its tables up to date.
  ///
  /// - Parameter path: absolute. Its folder exists.
  public init(at path: String) throws(ServiceStoreFailure) {
    let database = try attempt(path) {
      var configuration = Configuration()
      configuration.prepareDatabase { database in
        // Whoever is told "accepted" relies on it: a delivery survives the loss of power, too.
        try database.execute(sql: "PRAGMA synchronous = FULL")
        // What is erased, such as an address, is not to be found in the file's free pages.
        try database.execute(sql: "PRAGMA secure_delete = ON")
      }
      let pool = try DatabasePool(path: path, configuration: configuration)
      try migrations.migrate(pool)
      return pool
    }
    tables = StoredTables(database: database, path: path)
  }
}

/// Why the store does not do what it is asked to.
public enum ServiceStoreFailure: Error, Sendable, Hashable {
  /// Another process has the file.
  case inUse(path: String)
  /// The disk is full.
  case full(path: String)
  /// Anything else that SQLite says, with its result code.
  case database(path: String, code: Int, why: String)
}

extension ServiceStoreFailure: CustomStringConvertible {
  public var description: String {
    switch self {
    case .inUse(let path): "\(path) is in use by another process; one botfleet-server serves a state folder"
    case .full(let path): "\(path) cannot be written: the disk is full"
    case .database(let path, let code, let why): "\(path): SQLite reports \(why) (\(code))"
    }
  }
}

/// Turns SQLite's errors into ours.
func attempt<Value>(_ path: String, _ body: () throws -> Value) throws(ServiceStoreFailure) -> Value {
  do { return try body() } catch let error as DatabaseError {
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: throw .inUse(path: path)
    case .SQLITE_FULL: throw .full(path: path)
    default:
      throw .database(path: path, code: Int(error.extendedResultCode.rawValue), why: error.message ?? "an error")
    }
  } catch {
    throw .database(path: path, code: 0, why: "\(error)")
  }
}
