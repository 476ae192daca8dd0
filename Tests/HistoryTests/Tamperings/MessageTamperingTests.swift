import Git
import Planner
import Testing

extension Tamperings {
  /// What a run says of itself is changed by somebody who has the runner's key: only the content can show it.
  @Suite struct Messages {
    /// The last run's message, edited and signed.
    private static func edited(
      _ old: String, _ new: String, _ found: [String]
    ) -> Tampering { changed("'\(old)' becomes '\(new)'", found) { $0.putting(new, for: old) } }

    private static func changed(
      _ words: String, _ found: [String], _ edit: @escaping @Sendable (String) -> String
    ) -> Tampering {
      Tampering(words, after: .change, found) { story in try await story.change(edited: edit) }
    }

    static let tamperings = [
      edited("1 server updated", "2 servers updated", ["counts-differ"]),
      edited("1 server updated", "1 server terminated", ["counts-differ"]),
      edited("Orders: ord-1", "Orders: ord-2", ["orders-differ"]),
      edited("Orders: ord-1", "Orders: ord-1 ord-2", ["orders-differ"]),
      edited("Orders: ord-1", "Orders: ord-2 ord-1", ["results-by-hand"]),
      edited("Orders: ord-1\n", "Orders:\n", ["orders-differ"]),
      edited("update    ord-1 ", "suspend   ord-1 ", ["counts-differ", "row-differs"]),
      edited("update    ord-1 ", "update    ord-9 ", ["orders-differ"]),
      edited("Plan-Digest: sha256:", "Plan-Digest: sha256:0", ["results-by-hand"]),
      edited("Fleet-Revision: ", "Fleet-Revision: 0", ["revision-differs", "revision-missing"]),
      edited("Previous-Results: ", "Previous-Tree: ", ["results-by-hand"]),
      edited("apply: ", "update: ", ["results-by-hand"]),
      edited("\n\nFleet-", "\n\nApproved by all.\n\nFleet-", ["results-by-hand"]),
      edited("\nOrders: ord-1\n", "\nOrders: ord-1\nOrders: ord-1\n", ["results-by-hand"]),
      edited("\nRun: ", "\nRun: https://ci.example.com/1\nRun: ", ["results-by-hand"]),
      edited("\nRun: ", "\nHeld-Back: ../x\nRun: ", ["results-by-hand"]),
      edited("\nRun: ", "\nAccepted: \(planDigest(of: ["y"]))\nRun: ", ["no-reason"]),
      edited("pull/17\n", "pull/7\n", ["unknown-request"]),
      changed("the run has a signature of somebody more", ["results-by-hand"]) {
        $0 + "Co-authored-by: Mallory <mallory@example.com>\n"
      },
      changed("the lines end as on another system", ["results-by-hand"]) { $0.replacing("\n", with: "\r\n") },
      changed("the subject names another fleet", ["results-by-hand"]) {
        $0.putting("updated in fleets/eu", for: "updated")
      },
      changed("no trailer says which results it was made over", ["chain-broken"]) { $0.without("Previous-Results") },
      changed("the approvals are taken out", ["not-approved"]) { $0.without("Approved-By") },
      changed("the digest is another plan's", ["digest-differs"]) {
        $0.without("Plan-Digest").putting("Plan-Digest: \(planDigest(of: ["x"]))\nOrders:", for: "Orders:")
      },
      Tampering("why a limit was lifted is taken out", after: .end, "no-reason") { story in
        try await story.take(.ended) { $0.without("Accepted-Because") }
      },
      Tampering("an older revision is said to have been applied", after: .change, "declared-differs") { story in
        // When ord-1 was still to be large.
        let old = "\(try #require(HonestFleet.shared?.commit(of: .end)))"
        let result = story.result("ord-1", change: "4").applied(at: old)
        try await story.run(
          [result], rows: ["update    ord-1      tier pro -> starter"], counts: "1 server updated", covering: [17]
        ) { $0.without("Fleet-Revision").putting("Fleet-Revision: \(old)\nPlan-", for: "Plan-") }
      },
      Tampering("a commit that the branch never had is said to have been applied", after: .change, "revision-missing") {
        story in
        let aside = try await story.commit(["x": "y"], "Aside", moving: false)
        let result = story.result("ord-1", change: "4").applied(at: "\(aside)")
        try await story.run(
          [result], rows: ["update    ord-1      tier pro -> starter"], counts: "1 server updated", covering: [17]
        ) { $0.without("Fleet-Revision").putting("Fleet-Revision: \(aside)\nPlan-", for: "Plan-") }
      },
      Tampering("a run changes an order", after: .change, "foreign-change") { story in
        try await story.change(also: ["fleet/orders/ord-2.yaml": FleetStory.order("ord-2")])
      },
      Tampering("a run changes a workflow", after: .change, "foreign-change") { story in
        try await story.change(also: [".github/workflows/x.yml": "on: push\n"])
      },
      Tampering("a run lets its own key in", after: .change, "foreign-change") { story in
        try await story.change(also: ["allowed_signers": "* ssh-ed25519 AAAA\n"])
      },
      Tampering("a run takes a record along that it does not name", after: .change, "orders-differ") { story in
        let text = try story.text(FleetStory.secondResult).putting("203.0.113.8", for: "203.0.113.7")
        try await story.change(also: [FleetStory.secondResult: text])
      },
    ]

    @Test(arguments: tamperings)
    func `A run that says something else than it did is found`(_ tampering: Tampering) async throws {
      try await tampering.expectFound()
    }
  }
}

extension OrderResult {
  /// The same, applied from another revision.
  func applied(at revision: String) -> OrderResult {
    let applied = applied.map {
      Applied(revision: revision, change: $0.change, at: $0.at, tier: $0.tier, addons: $0.addons, spec: $0.spec)
    }
    return OrderResult(
      order: order, phase: phase, since: since, server: server, applied: applied, terminatingSince: nil, failure: nil)
  }
}
