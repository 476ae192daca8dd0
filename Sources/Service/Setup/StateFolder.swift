import FoundationEssentials
import Glibc

/// The folder that a server keeps its things in. One process at a time has it: the lock ends with the process, however that ends.
final class StateFolder: Sendable {
  let path: String
  private let lock: Int32

  /// Makes the folder where there is none, and takes its lock.
  init(_ path: String) throws(ServerFailure) {
    do { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) } catch {
      throw .state(path: path, why: "it cannot be made")
    }
    chmod(path, 0o700)
    let file = "\(path)/lock"
    let descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .state(path: path, why: String(cString: strerror(errno))) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw .inUse(path: path)
    }
    (self.path, lock) = (path, descriptor)
  }

  deinit { close(lock) }

  /// Where deliveries and messages are.
  var database: String { "\(path)/\(Self.databaseName)" }

  static let databaseName = "server.sqlite"

  /// The clone that intake works in, and that settings are read from.
  var intakeClone: String { "\(path)/intake.git" }

  /// The clone in which it is seen what there is to tell.
  var notifyClone: String { "\(path)/notify.git" }

  /// The clone that is mirrored from.
  var mirrorClone: String { "\(path)/mirror.git" }
  /// The clone that pages are made from, and that people's changes are committed in.
  var pagesClone: String { "\(path)/pages.git" }

  /// What sessions are signed with.
  var sessionKey: String { "\(path)/session.key" }

  /// The clone in which it is seen which bots there are.
  var healthClone: String { "\(path)/health.git" }

  /// The clone that is applied from.
  var reconcileClone: String { "\(path)/reconcile.git" }

  var clones: [String] { [intakeClone, notifyClone, reconcileClone] }
}
