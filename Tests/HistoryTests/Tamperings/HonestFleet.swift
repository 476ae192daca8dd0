import Foundation
import Git
import History
import Planner
import RepositoryFixtures
import Testing

/// A fleet's sound history of fourteen steps, with two orders and seven pull requests. It is made once; each tampering has a clone of its own.
final class HonestFleet: Sendable {
  private let made: TemporaryRepository
  private let ends: [Step: End]
  let keys: SigningKeys

  /// What happens one after the other.
  enum Step: Int, CaseIterable, Sendable {
    case fleet
    case asked, askedToo, made
    case upgrade, upgraded
    case prices, pause, paused
    case page
    case end, ended
    case change, changed
  }

  private struct End {
    let tip: ObjectID
    let time: Int64
    let heads: [Int: String]
  }

  /// The one that the tests of a suite share.
  @TaskLocal static var shared: HonestFleet?

  init() async throws {
    let made = try TemporaryRepository()
    let keys = try SigningKeys()
    let allowed = try String(contentsOfFile: keys.allowed, encoding: .utf8)
    let story = try await FleetStory(in: made, also: ["allowed_signers": allowed])
    try await story.sign(with: keys.bot)
    var ends: [Step: End] = [:]
    for step in Step.allCases {
      try await story.take(step)
      guard let tip = story.tip else { throw GitFailed(stderr: "no commit") }
      ends[step] = End(tip: tip, time: story.time, heads: story.heads)
    }
    (self.made, self.keys, self.ends) = (made, keys, ends)
  }

  /// A clone that ends with a step, and goes on from there.
  func story(upTo step: Step) async throws -> FleetStory {
    guard let end = ends[step] else { throw GitFailed(stderr: "no such step") }
    let clone = try TemporaryRepository(
      ["clone", "-q", "--no-checkout"]
        + ["gpg.format=ssh", "commit.gpgsign=true", "user.signingkey=\(keys.bot).pub"].flatMap { ["-c", $0] }
        + [made.path])
    try clone.git("update-ref", "refs/heads/main", "\(end.tip)")
    let story = try await FleetStory(going: clone, from: end.tip, at: end.time)
    story.heads = end.heads
    story.signer = try await Signer.find(for: story.repository, in: clone.environment)
    return story
  }

  /// Which commit a step ended with.
  func commit(of step: Step) -> ObjectID? { ends[step]?.tip }
}

/// Makes an honest fleet for all tests of a suite, and takes it away afterwards.
struct HonestFleetTrait: SuiteTrait, TestScoping {
  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    try await HonestFleet.$shared.withValue(try await HonestFleet()) { try await function() }
  }
}

extension FleetStory {
  /// Takes a step as honest people and runs do.
  ///
  /// - Parameter edited: what becomes of a run's message.
  func take(_ step: HonestFleet.Step, edited: (String) -> String = { $0 }) async throws {
    switch step {
    case .fleet: break
    case .asked: try await merge(["fleet/orders/ord-1.yaml": Self.order("ord-1")], request: 11, trailers: "")
    case .askedToo:
      try await squash(["fleet/orders/ord-2.yaml": Self.order("ord-2")], "Add ord-2", request: 12, by: "Bob")
    case .made:
      try await run(
        [result("ord-1"), result("ord-2")],
        rows: ["ord-1", "ord-2"].map { "create    \($0)      tier starter on node 1 (203.0.113.7:25565)" },
        counts: "2 servers created", covering: [11, 12], edited: edited)
    case .upgrade:
      try await merge(["fleet/orders/ord-1.yaml": Self.order("ord-1", tier: "pro")], request: 13, trailers: "")
    case .upgraded:
      try await run(
        [result("ord-1", tier: "pro", memory: "512MiB", change: "2")],
        rows: ["update    ord-1      tier starter -> pro"], counts: "1 server updated", covering: [13], edited: edited)
    case .prices: try await squash(["fleet/catalog.yaml": Self.catalog + "# 2027\n"], "Prices", request: 14, by: "Bob")
    case .pause:
      try await merge(
        ["fleet/orders/ord-2.yaml": Self.order("ord-2", more: "state: suspended")], request: 15, trailers: "")
    case .paused:
      try await run(
        [result("ord-2", suspended: "yes", phase: .suspended, change: "3")],
        rows: ["suspend   ord-2      asked for"], counts: "1 server suspended", covering: [14, 15], edited: edited)
    case .page: try await commit(["README.md": "Our fleet\n"], "A page")
    case .end:
      try await merge(
        ["fleet/orders/ord-2.yaml": Self.order("ord-2", more: "state: terminated")], request: 16, trailers: "")
    case .ended:
      try await run(
        [result("ord-2", suspended: "yes", phase: .terminated, change: "3")],
        rows: ["terminate ord-2      server 7 with all its files"], counts: "1 server terminated", covering: [16],
        more: ["Accepted: \(planDigest(of: ["x"]))", "Accepted-Because: we close the shop"], edited: edited)
    case .change: try await merge(["fleet/orders/ord-1.yaml": Self.order("ord-1")], request: 17)
    case .changed: try await change(edited: edited)
    }
  }

  /// The last step: the run that makes ord-1 small again.
  @discardableResult
  func change(
    tier: String = "starter", memory: String = "256MiB", more: [String] = [], edited: (String) -> String = { $0 },
    also files: [String: String?] = [:], by name: String = FleetStory.bot, covering requests: [Int] = [17],
    authored: Int64? = nil
  ) async throws -> ObjectID {
    try await run(
      [result("ord-1", tier: tier, memory: memory, change: "4")], rows: ["update    ord-1      tier pro -> starter"],
      counts: "1 server updated", covering: requests, more: more, edited: edited, also: files, by: name,
      authored: authored)
  }

  /// A pull request whose commits a forge made one of.
  func squash(
    _ files: [String: String?], _ subject: String, request number: Int, by name: String, trailers: String = ""
  ) async throws {
    heads[number] = "00000000000\(number)0000"
    try await commit(files, "\(subject) (#\(number))\n\(trailers)", by: name, committedBy: "GitHub")
  }

  /// A run that a forge started, and that asked it who approved.
  @discardableResult
  func run(
    _ results: [OrderResult], rows: [String], counts: String, covering requests: [Int], more: [String] = [],
    edited: (String) -> String = { $0 }, also files: [String: String?] = [:], by name: String = FleetStory.bot,
    authored: Int64? = nil
  ) async throws -> ObjectID {
    let pages = requests.map { "Pull-Request: https://forge.example/shop/fleet/pull/\($0)" }
    let approvals = requests.map { "Approved-By: grace (#\($0) at \((heads[$0] ?? "").prefix(12)))" }
    return try await apply(
      results, rows: rows, counts: counts,
      more: ["Run: https://ci.example.com/\(requests[0])"] + more + pages + approvals, edited: edited, also: files,
      by: name, authored: authored)
  }
}
