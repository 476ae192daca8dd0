import Foundation
import Git
import Planner
import Testing

extension Tamperings {
  /// Runs are signed by somebody else, or not at all, or were changed after they were signed.
  @Suite struct Signatures {
    static let tamperings = [
      Tampering("a run is not signed", after: .change, "unsigned") { story in
        story.signer = nil
        try await story.change()
      },
      Tampering("a run is signed by another key", after: .change, "untrusted-key") { story in
        try await story.sign(with: try keys.other)
        try await story.change()
      },
      Tampering("the pull request before brings the key in that signs", after: .change, "untrusted-key") { story in
        let allowed = try story.text("allowed_signers") + "botfleet@example.com \(try keys.publicKey(of: keys.other))\n"
        try await story.merge(["allowed_signers": allowed], request: 18, trailers: "")
        try await story.sign(with: try keys.other)
        try await story.change(covering: [17, 18])
      },
      Tampering("a key is let in without a pull request", "no-pull-request") { story in
        let allowed = try story.text("allowed_signers") + "* \(try keys.publicKey(of: keys.other))\n"
        try await story.commit(["allowed_signers": allowed], "A key", by: "Mallory")
      },
      Tampering("a run is committed by somebody whose key it is not", after: .change, "other-signer") { story in
        try await story.change(by: "Mallory")
      },
      Tampering("a run's files are changed and its signature kept", "bad-signature") { story in
        let text = try story.text(FleetStory.firstResult).putting("9GiB", for: "256MiB")
        let signed = try #require(story.tip)
        try story.move(to: try #require(ObjectID(try story.made.git("rev-parse", "HEAD~1"))))
        try await story.plant([.file(FleetStory.firstResult, text)], "x")
        let tree = try story.made.git("rev-parse", "HEAD^{tree}")
        try story.move(to: signed)
        try story.rewrite { commit in "tree \(tree)\n" + commit.split(separator: "\n", maxSplits: 1)[1] }
      },
      Tampering("a run's trailer is changed and its signature kept", "bad-signature") { story in
        try story.rewrite { $0.putting("ci.example.com/71", for: "ci.example.com/17") }
      },
      Tampering("a run's trailer is taken out and its signature kept", "bad-signature") { story in
        try story.rewrite { $0.without("Run: ") }
      },
      Tampering("a run's time is changed and its signature kept", "bad-signature") { story in
        try story.rewrite { commit in
          let time = String(try #require(commit.firstMatch(of: /author .* ([0-9]{10})/)?.output.1))
          return commit.replacing(time, with: "\((Int(time) ?? 0) + 60)")
        }
      },
      Tampering("a run has another run's signature", "bad-signature") { story in
        let honest = try #require(HonestFleet.shared?.commit(of: .paused))
        let other = try signature(in: try story.made.git("cat-file", "commit", "\(honest)"))
        try story.rewrite { try $0.putting(other, for: signature(in: $0)) }
      },
      Tampering("a run's signature was made for files, not for commits", "bad-signature") { story in
        let key = try keys.bot
        try story.rewrite { commit in
          let bytes = try commit.putting("", for: signature(in: commit))
          try story.made.write(bytes, to: "unsigned")
          try story.made.program("ssh-keygen", ["-Y", "sign", "-n", "file", "-f", key, "unsigned"])
          let lines = try #require(story.made.read("unsigned.sig")).split(separator: "\n")
          return bytes.putting("\ngpgsig \(lines.joined(separator: "\n "))\n\n", for: "\n\n")
        }
      },
      Tampering("a run's signature is none", "bad-signature") { story in
        try story.rewrite { try $0.putting("gpgsig nonsense\n", for: signature(in: $0)) }
      },
    ]

    private static var keys: SigningKeys { get throws { try #require(HonestFleet.shared?.keys) } }

    /// The header of a commit with the signature, line break included.
    private static func signature(in commit: String) throws -> String {
      String(try #require(commit.firstMatch(of: /gpgsig [^\n]*\n(?: [^\n]*\n)*/)?.output))
    }

    @Test(arguments: tamperings)
    func `A run that the fleet's key did not sign is found`(_ tampering: Tampering) async throws {
      try await tampering.expectFound()
    }

    @Test func `A key that had expired counts for nothing, whoever lets it in`() async throws {
      let story = try await #require(HonestFleet.shared).story(upTo: .changed)
      let keys = try Self.keys
      let line = "botfleet@example.com valid-before=\"20200101\" \(try keys.publicKey(of: keys.bot))\n"
      try story.made.write(line, to: "expired")
      let report = try await story.audit(signers: story.made.path + "/expired")
      #expect(Set(report.codes) == ["untrusted-key"] && report.codes.count == 5, "\(report.codes)")
    }

    @Test func `A range trusts the keys of the commit that it begins behind`() async throws {
      let story = try await #require(HonestFleet.shared).story(upTo: .change)
      let keys = try Self.keys
      let start = try #require(story.tip)
      try await story.merge(
        ["allowed_signers": "botfleet@example.com \(try keys.publicKey(of: keys.other))\n"], request: 18, trailers: "")
      try await story.sign(with: keys.other)
      try await story.change(covering: [17, 18])
      #expect(try await story.audit(from: start).codes == ["untrusted-key"])
      let later = try #require(ObjectID(try story.made.git("rev-parse", "HEAD~1")))
      #expect(try await story.audit(from: later).codes.isEmpty)
    }
  }
}
