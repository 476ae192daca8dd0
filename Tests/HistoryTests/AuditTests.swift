import Foundation
import Git
import History
import Planner
import RepositoryFixtures
import Testing

/// A sound history has no findings; each tampering has its own, and no other.
@Suite(.timeLimit(.minutes(10)))
struct AuditTests {
  /// Two orders that were asked for, made, and one of them upgraded.
  private func story(_ change: (FleetStory) async throws -> Void = { _ in }) async throws -> FleetStory {
    let story = try await FleetStory()
    try await story.merge(["fleet/orders/ord-1.yaml": FleetStory.order("ord-1")], request: 11)
    try await create(story)
    try await change(story)
    return story
  }

  private func create(_ story: FleetStory, edited: (String) -> String = { $0 }) async throws {
    try await story.apply(
      [story.result("ord-1")], rows: ["create    ord-1      tier starter on node 1 (203.0.113.7:25565)"],
      counts: "1 server created", edited: edited)
  }

  private func upgrade(
    _ story: FleetStory, revision: String? = nil, also: [String: String?] = [:], edited: (String) -> String = { $0 }
  ) async throws {
    try await story.apply(
      [story.result("ord-1", tier: "pro", memory: "512MiB", change: "2")],
      rows: ["update    ord-1      tier starter -> pro"], counts: "1 server updated", revision: revision,
      edited: edited,
      also: also)
  }

  @Test func `A sound history has no findings`() async throws {
    let report = try await story { story in
      try await story.merge(["fleet/orders/ord-1.yaml": FleetStory.order("ord-1", tier: "pro")], request: 12)
      try await upgrade(story)
      try await story.commit(["README.md": "hello"], "A page")
    }.audit()
    #expect(report.findings.isEmpty && report.exceptions.isEmpty, "\(report.findings.map(\.words))")
    #expect(report.resultsCommits == 2 && report.commits == 6 && report.documentCommits == 2)
    #expect(report.unchecked == [.noSigners: 2])
  }

  /// How the second results commit's message is tampered with, and what is found.
  static let messages: [(String, String, [String])] = [
    ("1 server updated", "2 servers updated", ["counts-differ", "counts-differ"]),
    ("1 server updated", "1 server terminated", ["counts-differ", "counts-differ"]),
    ("Orders: ord-1", "Orders: ord-2", ["orders-differ", "orders-differ", "orders-differ"]),
    ("Orders: ord-1", "Orders: ord-1 ord-2", ["orders-differ"]),
    ("Orders: ord-1", "Orders: ord-2 ord-1", ["results-by-hand"]),
    ("update    ord-1 ", "suspend   ord-1 ", ["counts-differ", "counts-differ", "row-differs"]),
    ("update    ord-1 ", "update    ord-9 ", ["orders-differ"]),
    ("Plan-Digest: sha256:", "Plan-Digest: sha256:0", ["results-by-hand"]),
    ("Fleet-Revision: ", "Fleet-Revision: 0", ["revision-differs", "revision-missing"]),
    ("Previous-Results: ", "Previous-Tree: ", ["results-by-hand"]),
    ("apply: ", "update: ", ["results-by-hand"]),
    ("\n\nFleet-", "\n\nApproved by all.\n\nFleet-", ["results-by-hand"]),
  ]

  @Test(arguments: messages)
  func `A trailer, a row or a number that was changed is found`(from: String, to: String, codes: [String]) async throws
  {
    let report = try await story { story in
      try await upgrade(story) { $0.replacing(from, with: to, maxReplacements: 1) }
    }.audit()
    #expect(report.codes == codes, "\(report.findings.map(\.words))")
  }

  @Test func `A plan's digest that is another one's is found`() async throws {
    let other = planDigest(of: ["x"]).description
    let report = try await story { story in
      try await upgrade(story) { message in
        let range = message.firstRange(of: /sha256:[0-9a-f]{64}/)!
        return message.replacingCharacters(in: range, with: other)
      }
    }.audit()
    #expect(report.codes == ["digest-differs"])
  }

  @Test func `A result that was edited by hand is found, and a record that was taken away`() async throws {
    let edited = try await story { story in
      let text = String(decoding: writeResult(story.result("ord-1", memory: "9GiB")), as: UTF8.self)
      try await story.commit(["fleet/results/01/ord-1.yaml": text], "Correct a result (#13)")
    }.audit()
    #expect(edited.codes == ["results-by-hand"])
    #expect(edited.findings.first?.path == "fleet/results/01/ord-1.yaml")
    let removed = try await story { story in
      try await story.commit(["fleet/results/01/ord-1.yaml": nil], "Tidy up (#13)")
    }.audit()
    #expect(removed.codes == ["results-by-hand"])
  }

  @Test func `A results commit that changes more than results is found`() async throws {
    let workflow = try await story { story in
      try await upgrade(story, also: [".github/workflows/x.yml": "on: push\n"])
    }.audit()
    #expect(workflow.codes == ["foreign-change"])
    let order = try await story { story in
      try await upgrade(story, also: ["fleet/orders/ord-1.yaml": FleetStory.order("ord-1", tier: "pro")])
    }.audit()
    #expect(order.codes == ["foreign-change"])
  }

  @Test func `A results commit that is missing shows in the next one`() async throws {
    let report = try await story { story in
      // As if one had stood between: the next names its tree, which nobody has.
      try await upgrade(story) { message in
        let range = message.firstRange(of: /Previous-Results: [0-9a-f]{40}/)!
        return message.replacingCharacters(
          in: range, with: "Previous-Results: 4b825dc642cb6eb9a060e54bf8d69288fbee4904")
      }
    }.audit()
    #expect(report.codes == ["chain-broken"])
    let silent = try await story { story in
      try await upgrade(story)
      try await story.apply(
        [story.result("ord-1", tier: "pro", memory: "1GiB", change: "3")],
        rows: ["update    ord-1      memory 512MiB -> 1GiB"],
        counts: "1 server updated",
        edited: { message in
          message.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("Previous-Results") }
            .joined(separator: "\n")
        })
    }.audit()
    #expect(silent.codes == ["chain-broken"])
  }

  @Test func `A revision that history does not have is found`() async throws {
    let report = try await story { story in
      let aside = try await story.commit(["x": "y"], "Aside", moving: false)
      var result = story.result("ord-1", tier: "pro", memory: "512MiB", change: "2")
      result = result.applied(at: "\(aside)")
      try await story.apply(
        [result], rows: ["update    ord-1      tier starter -> pro"], counts: "1 server updated", revision: "\(aside)")
    }.audit()
    #expect(report.codes == ["revision-missing"])
  }

  @Test func `A change without a pull request is found, and one with a reason is an exception`() async throws {
    let files = ["fleet/orders/ord-1.yaml": FleetStory.order("ord-1", tier: "pro")]
    let direct = try await story { try await $0.commit(files, "Upgrade ord-1") }.audit()
    #expect(direct.codes == ["no-pull-request"])
    let merged = try await story { story in
      let head = try await story.commit(files, "Upgrade", moving: false)
      try await story.commit(files, "Merge branch 'upgrade'", merging: head)
    }.audit()
    #expect(merged.codes == ["no-pull-request"])
    let catalog = try await story {
      try await $0.commit(["fleet/catalog.yaml": FleetStory.catalog + "# x\n"], "Prices")
    }.audit()
    #expect(catalog.codes == ["no-pull-request"])
    let reason = try await story {
      try await $0.commit(files, "Upgrade ord-1\n\nEmergency: the shop is down\n")
    }.audit()
    #expect(reason.findings.isEmpty && reason.exceptions.map(\.kind) == [.emergency])
    #expect(reason.exceptions.first?.reason == "the shop is down")
  }

  @Test func `An approval by the author is an exception, and none is found`() async throws {
    let files = ["fleet/orders/ord-1.yaml": FleetStory.order("ord-1", tier: "pro")]
    let own = try await story {
      try await $0.merge(files, request: 12, trailers: "\n\nReviewed-by: Ada <ada@example.com>")
    }.audit()
    #expect(own.findings.isEmpty && own.exceptions.map(\.kind) == [.ownApproval])
    func applied(_ trailers: [String]) async throws -> AuditReport {
      try await story { story in
        try await story.merge(files, request: 12, trailers: "")
        try await story.apply(
          [story.result("ord-1", tier: "pro", memory: "512MiB", change: "2")],
          rows: ["update    ord-1      tier starter -> pro"], counts: "1 server updated", more: trailers)
      }.audit()
    }
    let page = "Pull-Request: https://forge.example/x/pull/12"
    #expect(try await applied([page, "Approved-By: grace (#12 at 4f2c1ab93d5e)"]).findings.isEmpty)
    #expect(try await applied([page]).codes == ["not-approved"])
    #expect(
      try await applied([page, "Approved-By: grace (#12, for another head, 4f2c1ab93d5e)"]).codes == ["not-approved"])
    let author = try await applied([page, "Approved-By: x-1 (#12 at 4f2c1ab93d5e, the author)"])
    #expect(author.findings.isEmpty && author.exceptions.map(\.kind) == [.ownApproval])
    #expect(try await applied(["Pull-Request: https://forge.example/x/pull/7"]).codes == ["unknown-request"])
    #expect(try await applied([]).unchecked[.approval] == 1)
  }

  @Test func `A time that cannot be is found`() async throws {
    let back = try await story { story in
      story.time -= 86_400
      try await story.commit(["a": "1"], "Earlier")
      story.time += 86_400
      try await story.commit(["a": "2"], "Now")
    }.audit()
    #expect(back.codes == ["wrong-time"] && back.findings.first?.commit?.subject == "Earlier")
    let ahead = try await story { story in
      story.time += 86_400
      try await story.commit(["a": "1"], "Later")
      story.time -= 86_400
      try await story.commit(["a": "2"], "Now")
      try await story.commit(["a": "3"], "After")
    }.audit()
    #expect(ahead.codes.contains("wrong-time"))
    #expect(Set(ahead.findings.map { $0.commit?.subject }) == ["Later"])
  }

  @Test(arguments: [
    ("note: ptla_0123456789abcdefghijABCDEFGHIJ0123456789abc", "secret"),
    ("note: \(String(repeating: "M", count: 24)).GabcDe.\(String(repeating: "x", count: 38))", "secret"),
    ("note: write to eve@example.org", "email"),
  ])
  func `A secret or an address that comes in is found, and not repeated`(line: String, code: String) async throws {
    let report = try await story {
      try await $0.merge(["fleet/orders/ord-1.yaml": FleetStory.order("ord-1", more: line)], request: 12)
    }.audit()
    #expect(report.codes == [code])
    #expect(!report.findings.contains { $0.words.contains(String(line.dropFirst(6))) })
  }

  @Test func `A limit that was accepted is an exception, with its reason`() async throws {
    let report = try await story { story in
      try await story.apply(
        [story.result("ord-1", tier: "pro", memory: "512MiB", change: "2")],
        rows: ["update    ord-1      tier starter -> pro"], counts: "1 server updated",
        more: ["Accepted: \(planDigest(of: ["x"]))", "Accepted-Because: we move house"])
    }.audit()
    #expect(report.findings.isEmpty && report.exceptions.map(\.reason) == ["we move house"])
  }

  @Test func `Only a key that is allowed may sign results`() async throws {
    let keys = try Keys()
    func report(_ change: (FleetStory) async throws -> Void) async throws -> AuditReport {
      let story = try await FleetStory()
      try await story.merge(["fleet/orders/ord-1.yaml": FleetStory.order("ord-1")], request: 11)
      story.signer = try await keys.signer(keys.bot, for: story)
      try await create(story)
      try await change(story)
      return try await story.audit(signers: keys.allowed)
    }
    let good = try await report { try await upgrade($0) }
    #expect(
      good.findings.isEmpty && good.unchecked.isEmpty && good.trust == keys.allowed, "\(good.findings.map(\.words))")
    let unsigned = try await report { story in
      story.signer = nil
      try await upgrade(story)
    }
    #expect(unsigned.codes == ["unsigned"])
    let swapped = try await report { story in
      story.signer = try await keys.signer(keys.other, for: story)
      try await upgrade(story)
    }
    #expect(swapped.codes == ["untrusted-key"])
  }
}

extension OrderResult {
  /// The same, applied from another revision.
  fileprivate func applied(at revision: String) -> OrderResult {
    let applied = applied.map {
      Applied(revision: revision, change: $0.change, at: $0.at, tier: $0.tier, addons: $0.addons, spec: $0.spec)
    }
    return OrderResult(
      order: order, phase: phase, since: since, server: server, applied: applied, terminatingSince: nil, failure: nil)
  }
}

/// Two ssh keys, of which the fleet trusts one.
private struct Keys {
  let home: TemporaryRepository
  var bot: String { "\(home.path)/bot" }
  var other: String { "\(home.path)/other" }
  var allowed: String { "\(home.path)/allowed" }

  init() throws {
    home = try TemporaryRepository()
    for path in ["bot", "other"] {
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", path, "-f", "\(home.path)/\(path)"]
      process.standardInput = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
    }
    let key = try String(contentsOfFile: "\(home.path)/bot.pub", encoding: .utf8)
    try "botfleet@example.com \(key)".write(toFile: "\(home.path)/allowed", atomically: true, encoding: .utf8)
  }

  func signer(_ key: String, for story: FleetStory) async throws -> Signer? {
    try story.made.git("config", "gpg.format", "ssh")
    try story.made.git("config", "commit.gpgsign", "true")
    try story.made.git("config", "user.signingkey", "\(key).pub")
    return try await Signer.find(for: story.repository, in: story.made.environment)
  }
}
