import Applier
import Demo
import Dispatch
import Foundation
import Glibc
import HTTP
import Intake
import Logging
import Panel
import Planner
import SignIn

/// The program around a server: the one place that reads the process's environment, clocks and chance.
public struct ServerProgram: Sendable {
  private var setup: ServerSetup

  /// Reads the machine's file.
  ///
  /// - Parameters:
  ///   - file: its path.
  ///   - write: takes lines of the log.
  public init(
    file: String, form: LineLogHandler.Form, isVerbose: Bool, version: String,
    write: @escaping @Sendable (String) -> Void
  ) throws(ServerFailure) {
    let path = file.hasPrefix("/") ? file : "\(FileManager.default.currentDirectoryPath)/\(file)"
    guard let bytes = FileManager.default.contents(atPath: path) else { throw .noFile(path: file) }
    let configuration: ServerConfiguration
    switch readConfiguration(Array(bytes), at: file) {
    case .sound(let sound): configuration = sound
    case .faulty(let problems): throw .faulty(problems)
    }
    self.init(
      configuration, in: (path as NSString).deletingLastPathComponent, environment: ProcessInfo.processInfo.environment,
      form: form, level: isVerbose ? .debug : .info, version: version, write: write)
  }

  private init(
    _ configuration: ServerConfiguration, in folder: String, environment: [String: String], form: LineLogHandler.Form,
    level: Logger.Level, version: String, write: @escaping @Sendable (String) -> Void
  ) {
    let clock = ContinuousClock()
    let start = clock.now
    let log = Logger(label: "botfleet-server") { _ in
      LineLogHandler(form, level: level, now: { "\(Instant.present)" }, write: write)
    }
    let process = ProcessInfo.processInfo
    let connections = PanelConnections(
      ConnectionOptions(
        userAgent: "botfleet-server/\(version)",
        authoritiesFile: environment["CURL_CA_BUNDLE"] ?? environment["SSL_CERT_FILE"],
        time: Timekeeper(clock, speed: 1) { Double.random(in: 0..<1) }))
    var setup = ServerSetup(
      configuration, in: folder, environment: environment, version: version,
      process: process.processIdentifier, owner: "botfleet-server@\(process.hostName)", panel: PanelAccess(connections),
      time: LockRequest.Time(
        now: { .present }, elapsed: { start.duration(to: clock.now) },
        sleep: { try? await Task.sleep(for: $0, clock: clock) }), chance: { Double.random(in: 0..<1) }, log: log)
    setup.bots = BotAccess(connections)
    self.setup = setup
  }

  /// Looks at everything that a server needs.
  public func check() async -> [CheckLine] { await checkServer(setup, temporary: NSTemporaryDirectory()) }

  /// Runs a server on an embedded panel and a sample fleet with a remote of its own, all of it in a temporary folder, until SIGTERM or SIGINT.
  ///
  /// - Parameters:
  ///   - sample: the folder of a fleet; nil takes the sample that comes with botfleet.
  ///   - tell: takes what people read.
  public static func demonstrate(
    sample: String?, isVerbose: Bool, version: String, tell: @escaping @Sendable (String) -> Void,
    write: @escaping @Sendable (String) -> Void
  ) async throws {
    let sample = try sample ?? findSample(from: FileManager.default.currentDirectoryPath)
    guard FileManager.default.fileExists(atPath: "\(sample)/fleet.yaml") else { throw DemoFailure.noFleet(sample) }
    let folder = try makeDemoFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await RunningSandbox.run { sandbox in
      let demo = ServerDemo(
        DemoRepository(in: folder, for: sandbox, inheriting: ProcessInfo.processInfo.environment), sandbox)
      try await demo.repository.publish(sample, adding: ["service.yaml": demo.policy])
      guard case .sound(let configuration) = readConfiguration(Array(demo.settings.utf8), at: "server.yaml") else {
        preconditionFailure("the demo's own settings are faulty")
      }
      var program = Self(
        configuration, in: folder, environment: demo.environment, form: .text, level: isVerbose ? .debug : .warning,
        version: version, write: write)
      let links = try (
        customer: program.linkPath(for: .customer("cust-1"), seconds: 86_400),
        admin: program.linkPath(for: .admin(name: "Ada Admin", email: "ada@example.com"), seconds: 86_400)
      )
      program.setup.running = { kind, port in
        if kind == .server { tell(demo.invitation(port, customer: links.customer, admin: links.admin)) }
      }
      try await program.serve()
    }
  }

  /// Runs until SIGTERM or SIGINT, and ends within ten seconds of it.
  public func serve() async throws {
    let service = try await BotfleetService(setup)
    try await endingInTime { try await service.run() }
  }

  /// Does something about the mirror once.
  ///
  /// - Returns: what came of it, in a line.
  public func mirrorOnce(_ wish: MirrorWish) async throws -> String {
    try await mirror(wish, setup, temporary: NSTemporaryDirectory())
  }

  /// Mirrors until SIGTERM or SIGINT, and ends within ten seconds of it.
  ///
  /// - Parameter every: how many seconds there are between two looks at the branch.
  public func followMirror(every: Int) async throws {
    try await endingInTime { try await Service.followMirror(setup, every: every, temporary: NSTemporaryDirectory()) }
  }

  /// Makes a link that lets somebody in.
  ///
  /// - Parameter seconds: for how long it holds.
  /// - Returns: its address.
  public func link(for who: LinkOwner, seconds: Int) throws(ServerFailure) -> String {
    let configuration = setup.configuration
    return (configuration.publicURL ?? "http://\(configuration.listen)") + (try linkPath(for: who, seconds: seconds))
  }

  private func linkPath(for who: LinkOwner, seconds: Int) throws(ServerFailure) -> String {
    guard let name = setup.configuration.signIn?.links else {
      throw .badChannel(
        "signIn", why: "name the variable that holds the secret of links: signIn: { linksFrom: LINK_SECRET }")
    }
    guard let secret = setup.environment[name.text], !secret.isEmpty else {
      throw .missingVariables([(name.text, "signIn.linksFrom")])
    }
    let key = try linkKey(Array(secret.utf8), from: name)
    let link = SignInLink(for: who.signedIn, until: setup.time.now().seconds + min(seconds, SignInLink.longest))
    return "/link/\(link.written(key))"
  }

  /// Looks at every bot once, and starts none.
  public func health() async throws -> HealthSeen { try await seeHealth(setup, temporary: NSTemporaryDirectory()) }

  /// Reads the shop's orders once, and works until nothing is left to do.
  ///
  /// - Returns: what came of it, in a line.
  public func sweepOnce() async throws -> String {
    let service = try await BotfleetService(setup)
    guard let report = try await service.intake.sweep() else {
      return "the machine's file names no database of a shop, so that there is nothing to sweep"
    }
    let round = await service.desk.work()
    let hindrance = round.hindrance.map { "; \($0)" } ?? ""
    return
      "\(report.rows) orders read, \(report.late) of them found late, \(report.unreadable) unreadable; \(round.settled.count) settled, \(round.left) left\(hindrance)"
  }
}

/// Runs what a signal asks to end. Whatever hangs ten seconds after that is cut off: what was accepted is on disk, and what was done is found
/// again.
private func endingInTime(_ body: () async throws -> Void) async throws {
  let ends = [SIGTERM, SIGINT].map { number in
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler { DispatchQueue.global().asyncAfter(deadline: .now() + 10) { _exit(0) } }
    source.resume()
    return source
  }
  defer { for end in ends { end.cancel() } }
  try await body()
}

extension Instant {
  /// This second.
  fileprivate static var present: Instant { Instant(seconds: Int(Date().timeIntervalSince1970)) }
}

/// Whom a link lets in.
public enum LinkOwner: Sendable, Hashable {
  /// By the id that orders know them by.
  case customer(String)
  case admin(name: String, email: String?)

  fileprivate var signedIn: SignedIn {
    switch self {
    case .customer(let id): .customer(id)
    case .admin(let name, let email): .admin(name: name, email: email)
    }
  }
}
