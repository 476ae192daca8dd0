import Foundation
import Mirror
public import Planner
import Postgres
import ServiceLifecycle

/// What somebody asks of the mirror once.
public enum MirrorWish: Sendable {
  /// What came since the last time.
  case catchUp
  /// All rows anew.
  case rebuild
  /// No row of this order, from now on.
  case erase(OrderID)

  /// Nil where a text is no order's id.
  public init?(erasing order: String) {
    guard let order = OrderID(order) else { return nil }
    self = .erase(order)
  }
}

/// Does it, beside a server that runs or without one.
///
/// - Parameter temporary: a folder that exists, for a clone where a server has the state folder's.
/// - Returns: what came of it, in a line.
func mirror(_ wish: MirrorWish, _ setup: ServerSetup, temporary: String) async throws -> String {
  let client = try requireMirror(setup)
  if case .erase(let order) = wish {
    let were = try await eraseOrder(order, in: client)
    return were ? "the rows of \(order) are gone for good" : "\(order) had no rows, and gets none"
  }
  return try await withClone(setup, temporary) { clone in
    let mirror = try await setup.openMirror(in: clone, client)
    let days = try await logDays(setup, in: clone)
    if case .rebuild = wish { return words(try await mirror.rebuild(keeping: days)) }
    return words(try await mirror.catchUp(keeping: days))
  }
}

/// Mirrors until a signal asks it to end.
///
/// - Parameter every: how many seconds there are between two looks.
func followMirror(_ setup: ServerSetup, every: Int, temporary: String) async throws {
  let client = try requireMirror(setup)
  try await withClone(setup, temporary) { clone in
    let board = StatusBoard(version: setup.version, now: setup.time.now, log: setup.log)
    let part = MirrorPart(setup, clone: clone, board: board, client: client, every: every)
    await part.follow(.init())
    let settings = SettingsPart(setup, clone: clone, board: board) { await part.follow($0.mirror ?? .init()) }
    var configuration = ServiceGroupConfiguration(
      services: [
        .independent(Looping(body: { await settings.run() })), .independent(Looping(body: { await part.run() })),
      ], logger: setup.log)
    configuration.gracefulShutdownSignals = [.sigterm, .sigint]
    configuration.maximumGracefulShutdownDuration = .seconds(9)
    try await ServiceGroup(configuration: configuration).run()
  }
}

private func requireMirror(_ setup: ServerSetup) throws(ServerFailure) -> PostgresClient {
  let secrets = try ServerSecrets(of: setup.configuration, in: setup.environment)
  guard let client = try connectDatabase(setup.configuration.mirror, secrets) else { throw .noMirror }
  return client
}

/// Whatever the branch's `service.yaml` says of how long facts are kept.
private func logDays(_ setup: ServerSetup, in clone: String) async throws -> Int? {
  guard let tip = try await setup.follow(in: try await setup.openClone(clone)) else { return nil }
  let document = try await setup.workspace(in: clone).readServiceSettings(at: tip.description)
  return document?.value?.mirror?.logDays
}

private func words(_ report: MirrorReport) -> String {
  let commit = report.commit.map { String($0.description.prefix(12)) } ?? "nothing"
  let way =
    switch (report.isRebuilt, report.followed) {
    case (true, _): "all rows were made anew"
    case (false, 0): "there was nothing new"
    case (false, 1): "1 commit was followed"
    case (false, let count): "\(count) commits were followed"
    }
  let doubt = report.isWhole ? "" : "; fleet.yaml or catalog.yaml has errors, so the rows of orders are older"
  return "\(commit) is mirrored; \(way)\(doubt)"
}

/// The state folder's clone, or where a server has that, one that is gone afterwards.
private func withClone<Value>(
  _ setup: ServerSetup, _ temporary: String, _ body: (String) async throws -> Value
) async throws -> Value {
  var folder: StateFolder?
  do throws(ServerFailure) { folder = try StateFolder(setup.path(setup.configuration.state)) } catch {
    guard case .inUse = error else { throw error }
  }
  let clone = folder?.mirrorClone ?? "\(temporary)/mirror-\(setup.process).git"
  let isOwn = folder != nil
  defer {
    // The lock is held until here.
    folder = nil
    if !isOwn { try? FileManager.default.removeItem(atPath: clone) }
  }
  return try await body(clone)
}
