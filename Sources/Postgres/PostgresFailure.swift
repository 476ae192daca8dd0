/// Why a statement or a connection did not come about. Shows no password, no address with one, no statement, and no value of a row.
public struct PostgresFailure: Error, Sendable, Equatable {
  /// What a caller does about it.
  public enum Kind: Sendable, Equatable {
    /// No connection came about, so nothing was done: nobody listens, the password is wrong, TLS is not as demanded, the server is full.
    case unreachable
    /// The connection ended under a statement, which may have been performed or not. The next call connects again.
    case lost
    /// It took longer than the limit. Outside a transaction a statement may have been performed.
    case timedOut
    /// Its task was cancelled. Outside a transaction a statement may have been performed.
    case cancelled
    /// Another's work was in the way (40001, 40P01, 55P03): the transaction may be tried again.
    case retry
    /// A grant is missing (42501).
    case permission
    /// A constraint stands against it (class 23), most often a key that exists.
    case conflict
    /// Anything else: the statement is wrong, or a value.
    case other
  }

  /// What a caller does about it.
  public let kind: Kind
  /// The five characters that PostgreSQL tells its errors by, where the server gave them.
  /// Source: https://www.postgresql.org/docs/15/errcodes-appendix.html
  public let sqlState: String?
  /// What is wrong, for people.
  public let message: String
  /// The constraint that stands against it.
  public let constraint: String?

  init(_ kind: Kind, _ message: String, sqlState: String? = nil, constraint: String? = nil) {
    (self.kind, self.message, self.sqlState, self.constraint) = (kind, message, sqlState, constraint)
  }

  /// A failure that the server told of.
  init(sqlState: String, message: String, constraint: String?) {
    let shown = Self.showsValues(sqlState) ? Self.withoutValues(message) : message
    self.init(Self.kind(of: sqlState), shown, sqlState: sqlState, constraint: constraint)
  }

  static let timedOut = PostgresFailure(.timedOut, "the database did not answer in time")
  static let cancelled = PostgresFailure(.cancelled, "cancelled")

  static func kind(of sqlState: String) -> Kind {
    switch sqlState {
    case "57P01", "57P02", "57P03": .lost
    case "40001", "40P01", "55P03": .retry
    case "42501": .permission
    case "57014": .timedOut
    default:
      switch sqlState.prefix(2) {
      case "08": .lost
      case "23": .conflict
      default: .other
      }
    }
  }

  /// Errors of data quote it: `invalid input syntax for type integer: "…"`. Those of constraints do so in a part that is not read.
  private static func showsValues(_ sqlState: String) -> Bool { sqlState.hasPrefix("22") }

  private static func withoutValues(_ message: String) -> String {
    guard let first = message.firstIndex(of: "\"") else { return message }
    return "\(message[..<first])«a value»"
  }
}

extension PostgresFailure: CustomStringConvertible {
  /// The message, and the server's code behind it.
  public var description: String { sqlState.map { "\(message) (\($0))" } ?? message }
}
