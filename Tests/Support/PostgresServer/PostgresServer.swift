internal import ChildPrograms
import Foundation

/// A PostgreSQL on a free port of loopback; it ends with this object, or else with the tests.
///
/// Made by scripts/postgres-server, which finds the server's programs and a user for them: they refuse root.
public final class PostgresServer: Sendable {
  public let port: Int
  /// Its socket lies here, and `server.crt`, the authority of its name `localhost`.
  public let folder: String
  private let password: String
  private let child: ChildProcess

  /// One for all tests of a run that do not stop it: to make one takes seconds. A database of their own costs them little.
  public static let shared = Result { try PostgresServer() }

  public init() throws {
    let root = URL(filePath: #filePath).appending(path: "../../../..").standardized
    child = try ChildProcess("/bin/bash", [root.appending(path: "scripts/postgres-server").path])
    let words = String(decoding: child.nextLine(), as: UTF8.self).split(separator: " ").map(String.init)
    guard words.count == 3, let port = Int(words[0]) else {
      throw SpawnFailure(detail: "no PostgreSQL: scripts/install-dependencies tests installs it")
    }
    (self.port, password, folder) = (port, words[1], words[2])
  }

  /// Makes a database with a name of its own: an empty one, or a copy of one that nobody is connected to.
  public func makeDatabase(copying template: PostgresDatabase? = nil) throws -> PostgresDatabase {
    let name = "test_\(UUID().uuidString.prefix(8).lowercased())"
    try PostgresDatabase(server: self, name: "postgres").run(
      "create database \(name) template \(template?.name ?? "template1")")
    return PostgresDatabase(server: self, name: name)
  }

  /// Ends it as a crash would: nobody's connection is ended in form.
  public func crash() { tell("stop", answered: "stopped") }

  /// Starts it again where it was, with all that was committed.
  public func startAgain() { tell("start", answered: "started") }

  /// Starts a pgbouncer before it, in transaction mode, with one connection for each database, and returns its port.
  ///
  /// It knows the superuser only.
  public func startPooler() throws -> Int {
    guard let port = Int(ask("pool")) else { throw SpawnFailure(detail: "no pgbouncer") }
    return port
  }

  private func tell(_ word: String, answered answer: String) {
    precondition(ask(word) == answer, "PostgreSQL did not \(word)")
  }

  private func ask(_ word: String) -> String {
    child.tell(word)
    return String(decoding: child.nextLine(), as: UTF8.self)
  }

  fileprivate var superuser: String { "postgres:\(password)" }
}

/// A database of a `PostgresServer`.
public struct PostgresDatabase: Sendable {
  public let server: PostgresServer
  public let name: String

  /// Where it is, for its owner and superuser or for somebody else.
  ///
  /// - Parameters:
  ///   - user: `name:password`.
  ///   - host: 127.0.0.1, localhost, or something that is not the server.
  ///   - parameters: `sslmode=disable&…`.
  public func url(user: String? = nil, host: String = "127.0.0.1", port: Int? = nil, _ parameters: String = "")
    -> String
  {
    let query = parameters.isEmpty ? "" : "?\(parameters)"
    return "postgresql://\(user ?? server.superuser)@\(host):\(port ?? server.port)/\(name)\(query)"
  }

  /// Runs SQL with psql, as a hand on the database would, and returns the rows: columns between `|`, lines between line breaks.
  ///
  /// - Parameter role: who does, if not the superuser; it has to be a role that may log in.
  @discardableResult
  public func run(_ statements: String, as role: String = "postgres") throws -> String {
    let ended = try runProgram(
      [
        "\(server.folder)/psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", server.folder, "-p",
        "\(server.port)", "-U", role, name,
      ], input: Array(statements.utf8))
    guard ended.status == 0 else { throw Refused(reason: ended.complaint) }
    return ended.text.trimmingCharacters(in: .newlines)
  }

  /// The server did not do it.
  public struct Refused: Error {
    public let reason: String
  }
}
