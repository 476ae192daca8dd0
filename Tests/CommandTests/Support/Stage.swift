import CommandFixtures
import Foundation
import PanelProcess
import RepositoryFixtures
import Testing

/// A fleet's repository with its remote, a panel, and an environment that knows nothing of whoever runs the tests.
final class Stage: Sendable {
  let panel: SandboxProcess
  /// The remote, bare.
  let server: TemporaryRepository
  /// Where people work.
  let clone: TemporaryRepository

  private let place: Places.Place

  /// A panel that installs at once and can be asked often, and the fleet committed and pushed.
  init(_ orders: [String: String] = [:], fleet: String = Documents.fleet, panel arguments: [String] = []) async throws {
    place = await places.take()
    panel = try SandboxProcess(["--install-delay", "0", "--rate-limit", "100000"] + arguments)
    let seed = try TemporaryRepository()
    try seed.commit(["fleet/fleet.yaml": fleet, "fleet/catalog.yaml": Documents.catalog], "the fleet")
    server = try TemporaryRepository(["clone", "-q", "--bare", seed.path])
    clone = try TemporaryRepository(["clone", "-q", server.path])
    if !orders.isEmpty { try merge(orders) }
  }

  var key: String { panel.keys["app_full"] ?? "" }

  var environment: [String: String] {
    clone.environment.merging(["PTERODACTYL_PANEL_URL": panel.url, "PTERODACTYL_API_KEY": key]) { $1 }
  }

  /// Runs `botfleet`, in this process.
  ///
  /// - Parameters:
  ///   - folder: where; in the clone unless another is named.
  ///   - changes: to the environment; empty values take a variable away.
  func botfleet(
    _ arguments: String..., in folder: String? = nil, environment changes: [String: String] = [:]
  ) async throws -> Ended {
    try await run(arguments, in: folder, environment: changes)
  }

  /// The same with arguments that were put together.
  func botfleet(_ arguments: [String]) async throws -> Ended { try await run(arguments) }

  /// Applies, and looks that it ends as expected.
  @discardableResult
  func apply(
    _ arguments: String..., expecting status: Int32 = 0, at location: SourceLocation = #_sourceLocation
  ) async throws -> Ended {
    let ended = try await run(["apply", "--yes"] + arguments)
    #expect(ended.status == status, "\(ended.answer)\n\(ended.people)", sourceLocation: location)
    return ended
  }

  /// The plan.
  func plan(_ arguments: String..., in folder: String? = nil) async throws -> PlanFile {
    let ended = try await run(["plan", "--format", "json"] + arguments, in: folder)
    return try PlanFile(ended.answer)
  }

  /// Starts `botfleet` in this process and lets it run.
  func start(
    _ arguments: [String], in folder: String? = nil, environment changes: [String: String] = [:]
  ) throws -> RunningCommand {
    try RunningCommand(arguments, in: folder ?? clone.path, environment: changed(by: changes))
  }

  /// Starts `botfleet` in a process of its own, for what only a process has.
  func startProcess(
    _ arguments: [String], in folder: String? = nil, environment changes: [String: String] = [:]
  ) throws -> RunningProgram {
    try RunningProgram(
      builtProgram("botfleet"), arguments, in: folder ?? clone.path, environment: changed(by: changes))
  }

  private func changed(by changes: [String: String]) -> [String: String] {
    environment.merging(changes) { $1 }.filter { !$0.value.isEmpty }
  }

  /// Starts `botfleet` on a terminal.
  func startOnTerminal(_ arguments: [String], streams: TerminalProgram.Streams = .all) throws -> TerminalProgram {
    try TerminalProgram(
      builtProgram("botfleet"), arguments, in: clone.path, environment: environment, streams: streams)
  }

  /// Whatever is run, the key is not told.
  private func run(
    _ arguments: [String], in folder: String? = nil, environment changes: [String: String] = [:]
  ) async throws -> Ended {
    let ended = await (try start(arguments, in: folder, environment: changes)).end()
    #expect(!ended.answer.contains(key) && !ended.people.contains(key), "the key was told by \(arguments)")
    return ended
  }

  /// Commits orders, by their id, and pushes.
  func merge(_ orders: [String: String]) throws {
    var files: [String: String] = [:]
    for (id, text) in orders { files["fleet/orders/\(id).yaml"] = text }
    try commit(files)
  }

  /// Commits files and pushes.
  func commit(_ files: [String: String]) throws {
    try clone.commit(files, "a change")
    try clone.git("push", "-q", "origin", "main")
  }

  /// The subject of the remote's last commit.
  var lastSubject: String { get throws { try server.git("log", "-1", "--format=%s", "main") } }

  /// What is recorded of an order, from the remote.
  func result(of order: String) throws -> String {
    let end = order.suffix(2).filter { $0 != "-" }
    return try server.git("show", "main:fleet/results/\(end.count == 1 ? "0" : "")\(end)/\(order).yaml")
  }
}
