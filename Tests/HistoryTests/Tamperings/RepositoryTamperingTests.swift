import Foundation
import Git
import History
import RepositoryFixtures
import Testing

extension Tamperings {
  /// The clone itself is tampered with, or the branch at its remote.
  @Suite struct Repositories {
    private func honest() throws -> HonestFleet { try #require(HonestFleet.shared) }

    @Test func `A sound history has no findings`() async throws {
      let story = try await honest().story(upTo: .changed)
      let report = try await story.audit()
      #expect(report.findings.isEmpty, "\(report.findings.map { "\($0.code) \($0.words)" })")
      #expect(report.exceptions.map(\.reason) == ["we close the shop"])
      #expect(report.resultsCommits == 5 && report.documentCommits == 7 && report.commits == 14)
      #expect(report.unchecked == [.digest: 1], "\(report.unchecked)")
      #expect(report.trust?.hasPrefix("allowed_signers as of ") == true)
    }

    @Test func `A force push that this clone has seen is found`() async throws {
      let story = try await honest().story(upTo: .changed)
      let ref = "refs/remotes/origin/main"
      try story.made.git("update-ref", "--create-reflog", ref, "\(try #require(story.tip))")
      try story.move(to: try #require(honest().commit(of: .change)))
      try await story.change()
      #expect(try await story.audit(refs: [ref]).codes.isEmpty)
      try story.made.git("update-ref", "--create-reflog", ref, "\(try #require(story.tip))")
      #expect(try await story.audit(refs: [ref]).codes == ["rewritten"])
      #expect(try await story.audit(refs: ["refs/remotes/origin/other"]).codes.isEmpty)
    }

    @Test func `A substitute hides nothing, and is found itself`() async throws {
      let story = try await honest().story(upTo: .change)
      let sound = try #require(story.tip)
      story.signer = nil
      let forged = try await story.change()
      try story.made.git("replace", "\(forged)", "\(sound)")
      #expect(try await story.audit().codes == ["substituted", "unsigned"])
    }

    @Test func `Parents that a clone makes up hide nothing, and are found themselves`() async throws {
      let story = try await honest().story(upTo: .change)
      let sound = try #require(story.tip)
      try await story.commit(["fleet/orders/ord-3.yaml": FleetStory.order("ord-3")], "Pushed", by: "Mallory")
      let tip = try await story.change()
      let root = try #require(honest().commit(of: .fleet))
      try story.made.write("\(tip) \(sound)\n\(sound) \(root)\n", to: ".git/info/grafts")
      #expect(try await story.audit().codes == ["no-pull-request", "substituted"])
    }

    @Test func `The end of a shallow clone is said, and nothing else`() async throws {
      let story = try await honest().story(upTo: .changed)
      let clone = try TemporaryRepository(
        ["clone", "-q", "--no-checkout", "--depth", "4", "file://\(story.made.path)"])
      let report = try await FleetStory(going: clone, from: try #require(story.tip), at: story.time).audit()
      #expect(report.findings.isEmpty, "\(report.findings.map(\.words))")
      #expect(report.unchecked.keys.contains(.cutOff))
    }
  }
}
