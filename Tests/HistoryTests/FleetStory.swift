import Git
import History
import Planner
import RepositoryFixtures

/// A fleet's repository that a test writes commit by commit, with times and people of its own choosing.
final class FleetStory {
  let made: TemporaryRepository
  let repository: Repository
  /// The branch's newest commit.
  var tip: ObjectID?
  /// When the next commit is made; an hour passes with each.
  var time: Int64 = 1_795_000_000
  /// Who signs results commits.
  var signer: Signer?
  /// By pull request, the head that was merged; of one that was squashed, a commit that nobody has any more.
  var heads: [Int: String] = [:]

  static let bot = "botfleet"

  /// A history that begins with a fleet of no orders.
  ///
  /// - Parameters:
  ///   - repository: empty, in a folder of its own.
  ///   - files: what else the first commit has.
  init(in repository: TemporaryRepository? = nil, also files: [String: String] = [:]) async throws {
    made = try repository ?? TemporaryRepository()
    self.repository = try await made.open()
    try await commit(
      files.merging(["fleet/fleet.yaml": Self.fleet, "fleet/catalog.yaml": Self.catalog]) { $1 }, "The fleet")
  }

  /// What somebody else began.
  init(going on: TemporaryRepository, from tip: ObjectID, at time: Int64) async throws {
    made = on
    repository = try await made.open()
    (self.tip, self.time) = (tip, time)
  }

  static let fleet = """
    fleet: codecraft
    server: { nest: 5, egg: 15, owner: 1, image: "ghcr.io/parkervcp/yolks:nodejs_22", startup: node index.js }
    placement: { nodes: [1] }

    """
  static let catalog = """
    tiers:
      starter: { memory: 256MiB, cpu: 50%, disk: 512MiB, databases: 0, backups: 1, guilds: 1 }
      pro: { memory: 512MiB, cpu: 100%, disk: 1GiB, databases: 1, backups: 3, guilds: 3 }

    """

  static func order(_ id: String, tier: String = "starter", more: String = "") -> String {
    """
    order: \(id)
    customer: cust-1
    status: quote_accepted
    payment: confirmed
    tier: \(tier)
    guilds: ["112233445566778899"]
    \(more)
    """
  }

  /// Writes a commit on the branch, or off it; nil as a file's text removes it.
  @discardableResult
  func commit(
    _ files: [String: String?], _ message: String, by name: String = "Ada", committedBy committer: String? = nil,
    authored: Int64? = nil, on parent: ObjectID? = nil,
    merging merged: ObjectID? = nil, signed: Bool = false, moving isMoving: Bool = true
  ) async throws -> ObjectID {
    let old = tip
    let who = Signature(name: name, email: "\(name.lowercased())@example.com", time: authored ?? time)
    let writer = committer ?? name
    let committed = Signature(name: writer, email: "\(writer.lowercased())@example.com", time: time)
    time += 3600
    let draft = CommitDraft(
      parent: parent ?? old, merging: merged,
      changes: files.mapValues { $0.map { .write(Array($0.utf8)) } ?? .delete }, message: message, author: who,
      committer: committed)
    guard case .made(let commit) = try await repository.write(draft, signedBy: signed ? signer : nil) else {
      throw GitFailed(stderr: "nothing changed")
    }
    if isMoving {
      try await repository.moveBranch("main", from: old, to: commit, because: "a test")
      tip = commit
    }
    return commit
  }

  /// Somebody's pull request: a commit on a branch of its own, merged by somebody else.
  @discardableResult
  func merge(
    _ files: [String: String?], request number: Int, by name: String = "Ada", mergedBy merger: String = "Grace",
    trailers: String = "\n\nReviewed-by: Grace <grace@example.com>"
  ) async throws -> ObjectID {
    let head = try await commit(files, "A wish", by: name, moving: false)
    heads[number] = "\(head)"
    return try await commit(
      files, "Merge pull request #\(number) from \(name)/wish\(trailers)\n", by: merger, merging: head)
  }

  /// What is recorded of a running server.
  func result(
    _ id: String, tier: String = "starter", memory: String = "256MiB", suspended: String = "no",
    phase: OrderResult.Phase = .running, change: String = "1", failure: OrderResult.Failure? = nil
  ) -> OrderResult {
    let digest = Digest(of: change.utf8)
    return OrderResult(
      order: OrderID(id)!, phase: phase, since: Day("2026-11-18")!,
      server: .init(
        id: ServerID(7), uuid: "6e2b4c1a-0000-4000-8000-00000000000\(id.suffix(1))", identifier: "6e2b4c1a",
        node: NodeID(1),
        address: "203.0.113.7:25565", installation: .done),
      applied: .init(
        revision: "\(tip!)", change: digest, at: Instant(seconds: Int(time)), tier: TierName(tier), addons: [],
        spec: FieldValues([.memory: memory, .suspended: suspended])), terminatingSince: nil, failure: failure)
  }

  /// A run's commit as `apply` makes it.
  @discardableResult
  func apply(
    _ results: [OrderResult], rows: [String], counts: String, more trailers: [String] = [], revision: String? = nil,
    edited: (String) -> String = { $0 }, also files: [String: String?] = [:], by name: String = FleetStory.bot,
    authored: Int64? = nil
  ) async throws -> ObjectID {
    guard let parent = tip else { throw GitFailed(stderr: "no commit") }
    let changes = results.sorted { $0.order < $1.order }.compactMap { $0.applied?.change.description }
    var message = "apply: \(counts)\n\n" + rows.map { "  \($0)\n" }.joined() + "\n"
    message += "Fleet-Revision: \(revision ?? "\(parent)")\nPlan-Digest: \(planDigest(of: changes))\n"
    message += "Orders: \(results.map(\.order.text).sorted().joined(separator: " "))\n"
    message += trailers.map { $0 + "\n" }.joined()
    message = chained(message, to: try await repository.folder(at: "fleet/results", of: parent)?.description)
    var written = files
    for result in results {
      written["fleet/\(resultPath(of: result.order))"] = String(decoding: writeResult(result), as: UTF8.self)
    }
    return try await commit(written, edited(message), by: name, authored: authored, signed: signer != nil)
  }

  /// The history up to the branch's tip.
  func history() async throws -> FleetHistory {
    let program = try await GitProgram.find(in: made.environment)
    return FleetHistory(of: .usual, in: repository, through: program, upTo: tip!)
  }

  /// What an audit of all of it finds.
  ///
  /// - Parameter refs: references of the remote whose moves are looked at.
  func audit(signers: String? = nil, from start: ObjectID? = nil, refs: [String] = []) async throws -> AuditReport {
    let program = try await GitProgram.find(in: made.environment)
    let request = AuditRequest(
      from: start, signers: signers, remoteRefs: refs, now: Instant(seconds: Int(time) + 3600))
    return try await history().audit(
      request, upTo: tip!, signatures: SignatureCheck(for: repository, through: program))
  }
}

extension AuditReport {
  /// `results-by-hand`, each once for each finding.
  var codes: [String] { findings.map(\.code.rawValue).sorted() }
}
