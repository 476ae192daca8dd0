import Git
import History
import Testing

extension Tamperings {
  /// Documents come in without a pull request, without an approval, or otherwise than approved.
  @Suite struct Requests {
    private static let small = ["fleet/orders/ord-1.yaml": FleetStory.order("ord-1")]
    private static let new = ["fleet/orders/ord-3.yaml": FleetStory.order("ord-3")]
    private static let approved = "\n\nReviewed-by: Grace <grace@example.com>\n"

    static let tamperings = [
      Tampering("an order is pushed", "no-pull-request") { story in
        try await story.commit(new, "Add ord-3", by: "Mallory")
      },
      Tampering("an order is taken away", "no-pull-request") { story in
        try await story.commit(["fleet/orders/ord-2.yaml": nil], "Tidy up", by: "Mallory")
      },
      Tampering("the catalog is pushed", "no-pull-request") { story in
        try await story.commit(["fleet/catalog.yaml": FleetStory.catalog], "Prices", by: "Mallory")
      },
      Tampering("the settings are pushed", "no-pull-request") { story in
        try await story.commit(["fleet/fleet.yaml": FleetStory.fleet + "# x\n"], "Settings", by: "Mallory")
      },
      Tampering("an order becomes a link", "no-pull-request") { story in
        try await story.plant([.link("fleet/orders/ord-1.yaml", to: "ord-2.yaml")], "Share an order")
      },
      Tampering("the orders become a submodule", "no-pull-request") { story in
        try await story.plant(
          [.submodule("fleet/orders")], removing: ["fleet/orders/ord-1.yaml", "fleet/orders/ord-2.yaml"], "Share orders"
        )
      },
      Tampering("an order whose name is written large is pushed", "no-pull-request") { story in
        try await story.commit(["fleet/orders/ORD-1.YAML": FleetStory.order("ord-1")], "Add an order", by: "Mallory")
      },
      Tampering("a branch is merged at somebody's desk", "no-pull-request") { story in
        let head = try await story.commit(new, "A wish", by: "Mallory", moving: false)
        try await story.commit(new, "Merge branch 'wish'", by: "Mallory", merging: head)
      },
      Tampering("a reason for it has no words", "no-pull-request") { story in
        try await story.commit(new, "Add ord-3\n\nEmergency: \n", by: "Mallory")
      },
      Tampering("a pull request is reverted at somebody's desk", "no-pull-request") { story in
        try await story.commit(
          ["fleet/catalog.yaml": FleetStory.catalog], "Revert \"Prices (#14)\"\n", by: "Mallory")
      },
      Tampering("a pull request is made up", after: .change, "unknown-request") { story in
        try await story.commit(new, "Add ord-3 (#99)", by: "Mallory")
        try await story.change()
      },
      Tampering("an old pull request's number is used", after: .change, "unknown-request") { story in
        try await story.commit(new, "Add ord-3 (#11)", by: "Mallory")
        try await story.change()
      },
      Tampering("a new pull request's number is used twice", after: .change, "unknown-request") { story in
        try await story.commit(new, "Add ord-3 (#17)", by: "Mallory")
        try await story.change()
      },
      Tampering("nobody approved", after: .ended, "not-approved") { story in
        try await story.merge(small, request: 17, trailers: "")
        try await story.change { $0.without("Approved-By") }
      },
      Tampering("another head was approved", after: .change, "not-approved") { story in
        try await story.change {
          $0.without("Approved-By: ").putting(
            "Approved-By: grace (#17, for another head, 4f2c1ab93d5e)\nPrevious-", for: "Previous-")
        }
      },
      Tampering("what was approved is not what was merged", after: .ended, "not-approved") { story in
        try await story.take(.change)
        let approved = try #require(story.heads[17])
        // Another branch is merged in its place, under its name.
        try story.move(to: try #require(HonestFleet.shared?.commit(of: .ended)))
        try await story.merge(
          ["fleet/orders/ord-1.yaml": FleetStory.order("ord-1", more: "state: suspended")], request: 17, trailers: "")
        story.heads[17] = approved
        try await story.change()
      },
      Tampering("only the merge itself says that it was approved", after: .ended, "not-approved") { story in
        try await story.merge(small, request: 17, trailers: approved)
        try await story.change { $0.without("Approved-By") }
      },
      Tampering("a merge changes another order than its pull request", "merge-differs") { story in
        let head = try await story.commit(new, "A wish", by: "Ada", moving: false)
        try await story.commit(
          new.merging(["fleet/orders/ord-1.yaml": FleetStory.order("ord-1", tier: "pro")]) { $1 },
          "Merge pull request #18 from ada/wish\(approved)", by: "Grace", merging: head)
      },
      Tampering("a merge makes something else of its pull request's order", "merge-differs") { story in
        let head = try await story.commit(new, "A wish", by: "Ada", moving: false)
        try await story.commit(
          ["fleet/orders/ord-3.yaml": FleetStory.order("ord-3", tier: "pro")],
          "Merge pull request #18 from ada/wish\(approved)", by: "Grace", merging: head)
      },
      Tampering("a merge leaves out what was approved", "merge-differs") { story in
        let head = try await story.commit(new, "A wish", by: "Ada", moving: false)
        try await story.commit([:], "Merge pull request #18 from ada/wish\(approved)", by: "Grace", merging: head)
      },
      Tampering("a merge sets an order back", after: .change, "merge-differs") { story in
        let honest = try #require(HonestFleet.shared)
        let head = try await story.commit(
          new, "A wish", by: "Ada", on: honest.commit(of: .prices), moving: false)
        try await story.commit(
          new.merging(["fleet/orders/ord-1.yaml": FleetStory.order("ord-1", tier: "pro")]) { $1 },
          "Merge pull request #18 from ada/wish\(approved)", by: "Grace", merging: head)
      },
      Tampering("a merge has three parents", "merge-differs") { story in
        let head = try await story.commit(new, "A wish", by: "Ada", moving: false)
        let other = try await story.commit(["x": "y"], "Another", by: "Mallory", moving: false)
        try await story.plant(
          [.file("fleet/orders/ord-3.yaml", FleetStory.order("ord-3"))],
          "Merge pull request #18 from ada/wish\(approved)", by: "Grace", merging: [head, other])
      },
    ]

    @Test(arguments: tamperings)
    func `A change that nobody reviewed is found`(_ tampering: Tampering) async throws {
      try await tampering.expectFound()
    }

    static let exceptions: [(Tampering, AuditException.Kind)] = [
      (
        Tampering("the author approves", after: .change) { story in
          try await story.change { $0.putting("Approved-By: ada (#17", for: "Approved-By: grace (#17") }
        }, .ownApproval
      ),
      (
        Tampering("the forge says that the author approved", after: .change) { story in
          try await story.change {
            $0.without("Approved-By").putting(
              "Approved-By: x-1 (#17 at 4f2c1ab93d5e, the author)\nPrevious-", for: "Previous-")
          }
        }, .ownApproval
      ),
      (
        Tampering("an author's address is another way of writing it") { story in
          try await story.squash(
            new, "Add ord-3", request: 18, by: "Ada", trailers: "\nReviewed-by: ADA <ADA@example.com>\n")
        }, .ownApproval
      ),
      (
        Tampering("somebody has no time") { story in
          try await story.commit(new, "Add ord-3\n\nEmergency: the shop is down\n", by: "Mallory")
        }, .emergency
      ),
      (
        Tampering("the shop writes orders") { story in
          try await story.commit(new, "Add ord-3\n\nIntake: shop\n", by: "Shop")
        }, .intake
      ),
      (
        Tampering("a lock is taken over", after: .change) { story in
          try await story.change(more: ["Lock-Took-Over: broken, of ada@build-7, 4f2c"])
        }, .lockTakenOver
      ),
    ]

    @Test(arguments: exceptions)
    func `What went another way is listed with its reason`(
      _ tampering: Tampering, _ kind: AuditException.Kind
    ) async throws {
      let report = try await tampering.audited()
      #expect(report.codes == tampering.found, "\(report.findings.map(\.words))")
      // The honest history has one of its own.
      let exceptions = report.exceptions.filter { $0.kind != .acceptedLimit }
      #expect(exceptions.map(\.kind) == [kind] && exceptions.allSatisfy { $0.reason?.isEmpty == false })
    }

    @Test func `What somebody else approved afterwards says so`() async throws {
      let story = try await #require(HonestFleet.shared).story(upTo: .changed)
      let first = try await story.commit(Self.new, "Add ord-3\n\nEmergency: the shop is down\n", by: "Mallory")
      try await story.commit(["x": "1"], "Fine\n\nApproves: \(first)\n", by: "Mallory")
      #expect(try await story.audit().exceptions.last?.approval == nil)
      let second = try await story.commit(["x": "2"], "Fine\n\nApproves: \("\(first)".prefix(10))\n", by: "Grace")
      let approval = try await story.audit().exceptions.last?.approval
      #expect(approval?.by.name == "Grace" && approval?.commit == second)
    }

    @Test func `A request that no run names is not looked at, and that is said`() async throws {
      let report = try await Tampering("the runs do not say", after: .ended) { story in
        try await story.merge(Self.small, request: 17, trailers: "")
        try await story.change { $0.without("Pull-Request").without("Approved-By") }
      }.audited()
      #expect(report.findings.isEmpty && report.unchecked[.approval] == 1)
    }
  }
}
