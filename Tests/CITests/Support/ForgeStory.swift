import CommandFixtures
import ForgeStandIn
import Foundation
import PanelProcess
import RepositoryFixtures
import Testing

/// A fleet at a forge, its panel, and the people who work on it: all that a pull request goes through.
final class ForgeStory: Sendable {
  let runner: ForgeRunner
  let forge: ForgeStandIn
  let panel: SandboxProcess
  /// Ada's clone.
  let desk: TemporaryRepository
  private let place: Places.Place

  /// A panel that installs at once, and a fleet without orders, or with these, at the forge.
  init(
    _ runner: ForgeRunner, _ orders: [String: String] = [:], fleet: String = Documents.fleet,
    panel arguments: [String] = []
  ) async throws {
    place = await places.take()
    self.runner = runner
    panel = try SandboxProcess(["--install-delay", "0", "--rate-limit", "100000"] + arguments)
    let seed = try TemporaryRepository()
    try seed.commit(
      ["fleet/fleet.yaml": fleet, "fleet/catalog.yaml": Documents.catalog].merging(Self.files(orders)) { $1 },
      "the fleet")
    forge = try ForgeStandIn(runner.kind, serving: seed)
    desk = try TemporaryRepository()
    try Self.connect(desk, to: forge, as: "ada", "ada")
    try desk.git("fetch", "-q", "origin")
  }

  /// What git has at the forge.
  var server: TemporaryRepository {
    get throws { try #require(forge.repository).bare }
  }

  var key: String { panel.keys["app_full"] ?? "" }

  fileprivate static func connect(
    _ clone: TemporaryRepository, to forge: ForgeStandIn, as user: String, _ token: String
  ) throws {
    let repository = try #require(forge.repository)
    try clone.git("config", "http.sslCAInfo", repository.web.trust["GIT_SSL_CAINFO"] ?? "")
    try clone.git("remote", "add", "origin", repository.url(for: user, token))
  }

  /// The documents of orders, by their paths.
  static func files(_ orders: [String: String]) -> [String: String] {
    Dictionary(uniqueKeysWithValues: orders.map { ("fleet/orders/\($0.key).yaml", $0.value) })
  }
}

// MARK: What people do

extension ForgeStory {
  /// Commits files to a branch, which begins at the base branch's tip where it is new, and pushes it.
  @discardableResult
  func push(_ files: [String: String], to branch: String = "add", _ message: String = "a change") throws -> String {
    try desk.git("fetch", "-q", "--prune", "origin")
    let start = (try? desk.id("refs/remotes/origin/\(branch)")) == nil ? "origin/main" : "origin/\(branch)"
    try desk.git("checkout", "-q", "-B", branch, start)
    let commit = try desk.commit(files, message)
    try desk.git("push", "-q", "origin", "HEAD:refs/heads/\(branch)")
    return commit.description
  }

  /// Opens a pull request with orders.
  func openPullRequest(
    _ orders: [String: String], from branch: String = "add", title: String = "Add orders"
  ) throws -> Int {
    try push(Self.files(orders), to: branch)
    return try forge.openPull(title, from: branch)
  }

  /// Opens one from Bo's own copy of the repository.
  func openForkedPullRequest(_ orders: [String: String], from branch: String = "add") throws -> Int {
    let fork = try #require(forge.repository).makeFork(named: "fork.git")
    try desk.git("fetch", "-q", "origin")
    try desk.git("checkout", "-q", "-B", branch, "origin/main")
    try desk.commit(Self.files(orders))
    try desk.git("push", "-q", fork, "HEAD:refs/heads/\(branch)")
    return try forge.openPull("From outside", from: branch, by: "bo", fork: fork)
  }
}

// MARK: What the forge has

extension ForgeStory {
  static let planMarker = "<!-- botfleet:plan -->"
  static let applyMarker = "<!-- botfleet:apply -->"

  /// The texts on a pull request that begin with a marker, whoever wrote them.
  func comments(_ marker: String, on number: Int) -> [String] {
    forge.state.withLock { $0.comments.filter { $0.pull == number && $0.body.hasPrefix(marker) }.map(\.body) }
  }

  /// The one comment with the plan.
  func planComment(on number: Int, at location: SourceLocation = #_sourceLocation) throws -> String {
    try one(Self.planMarker, number, location)
  }

  /// The one comment about applies.
  func applyComment(on number: Int, at location: SourceLocation = #_sourceLocation) throws -> String {
    try one(Self.applyMarker, number, location)
  }

  private func one(_ marker: String, _ number: Int, _ location: SourceLocation) throws -> String {
    let found = comments(marker, on: number)
    #expect(found.count == 1, "\(found)", sourceLocation: location)
    return try #require(found.first, sourceLocation: location)
  }

  /// The latest state of a status, as this kind of forge calls it; nil where there is none.
  func status(_ context: String, of commit: String) -> ForgeState.Status? {
    forge.state.withLock { $0.statuses.last { $0.commit == commit && $0.context == context } }
  }

  /// The head of a pull request.
  func head(of number: Int) -> String { forge.state.withLock { $0.pulls[number]?.head ?? "" } }

  /// What this kind of forge calls a status that is red.
  var red: String { runner == .gitLab ? "failed" : "failure" }

  /// The message of the branch's last commit.
  func lastMessage(of branch: String = "main") throws -> String {
    try server.git("log", "-1", "--format=%B", branch)
  }

  /// The open issues, and those that are closed.
  var issues: [ForgeState.Issue] { forge.state.withLock { $0.issues.values.sorted { $0.number < $1.number } } }
}
