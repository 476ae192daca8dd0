import Git
import Planner
import Testing

extension Tamperings {
  /// Results are changed by somebody else than apply.
  @Suite struct Results {
    static let tamperings = [
      Tampering("a result is edited in a commit of its own", "results-by-hand") { story in
        try await story.commit([FleetStory.firstResult: try more(story)], "Correct a result", by: "Mallory")
      },
      Tampering("the commit says that it came by a pull request", "results-by-hand") { story in
        try await story.commit(
          [FleetStory.firstResult: try more(story)],
          "Correct a result (#18)\n\nReviewed-by: Grace <grace@example.com>\n")
      },
      Tampering("a result is edited beside an honest order", "results-by-hand") { story in
        let files = ["fleet/orders/ord-3.yaml": FleetStory.order("ord-3"), FleetStory.firstResult: try more(story)]
        try await story.squash(
          files, "Add ord-3", request: 18, by: "Bob", trailers: "\nReviewed-by: Grace <grace@example.com>\n")
      },
      Tampering("a pull request that is merged edits a result", "results-by-hand") { story in
        try await story.merge([FleetStory.firstResult: try more(story)], request: 18)
      },
      Tampering("a merge edits a result that its pull request left alone", "results-by-hand") { story in
        let head = try await story.commit(
          ["fleet/orders/ord-3.yaml": FleetStory.order("ord-3")], "A wish", by: "Ada", moving: false)
        try await story.plant(
          [
            .file("fleet/orders/ord-3.yaml", FleetStory.order("ord-3")), .file(FleetStory.firstResult, try more(story)),
          ],
          "Merge pull request #18 from ada/wish\n\nReviewed-by: Grace <grace@example.com>\n", by: "Grace",
          merging: [head])
      },
      Tampering("a merge sets a result back to what its branch began with", after: .upgraded, "results-by-hand") {
        story in
        let honest = try #require(HonestFleet.shared)
        let old = try #require(honest.commit(of: .made))
        let before = try story.made.git("show", "\(old):\(FleetStory.firstResult)") + "\n"
        let wish = ["fleet/orders/ord-3.yaml": FleetStory.order("ord-3")]
        let head = try await story.commit(wish, "A wish", by: "Ada", on: old, moving: false)
        try await story.commit(
          wish.merging([FleetStory.firstResult: before]) { $1 },
          "Merge pull request #18 from ada/wish\n\nReviewed-by: Grace <grace@example.com>\n", by: "Grace", merging: head
        )
      },
      Tampering("a result is deleted", "results-by-hand") { story in
        try await story.commit([FleetStory.firstResult: nil], "Tidy up")
      },
      Tampering("all results are deleted", "results-by-hand", "results-by-hand") { story in
        try await story.commit([FleetStory.firstResult: nil, FleetStory.secondResult: nil], "Tidy up")
      },
      Tampering("a result is made up", "results-by-hand") { story in
        let text = String(decoding: writeResult(story.result("ord-3")), as: UTF8.self)
        try await story.commit(["fleet/\(resultPath(of: OrderID("ord-3")!))": text], "Add a result")
      },
      Tampering("a result is moved into another folder", "results-by-hand", "results-by-hand") { story in
        let text = try story.text(FleetStory.firstResult)
        try await story.commit([FleetStory.firstResult: nil, "fleet/results/99/ord-1.yaml": text], "Sort results")
      },
      Tampering("a result's name is written large", "results-by-hand", "results-by-hand") { story in
        let text = try story.text(FleetStory.firstResult)
        try await story.commit([FleetStory.firstResult: nil, "fleet/results/01/ORD-1.yaml": text], "Sort results")
      },
      Tampering("the results' folder is written large", "results-by-hand", "results-by-hand") { story in
        let text = try story.text(FleetStory.firstResult)
        try await story.plant(
          [.file("fleet/Results/01/ord-1.yaml", text)], removing: [FleetStory.firstResult, FleetStory.secondResult],
          "Sort results")
      },
      Tampering("a result becomes a link to another", "results-by-hand") { story in
        try await story.plant([.link(FleetStory.firstResult, to: "../02/ord-2.yaml")], "Share a result")
      },
      Tampering("a folder of results becomes a submodule", "results-by-hand") { story in
        try await story.plant([.submodule("fleet/results/01")], removing: [FleetStory.firstResult], "Share results")
      },
      Tampering("a result is made executable", "results-by-hand") { story in
        try await story.plant([.program(FleetStory.firstResult, try story.text(FleetStory.firstResult))], "chmod")
      },
      Tampering("a file that git obeys comes to lie among the results", "results-by-hand") { story in
        try await story.commit(["fleet/results/.gitattributes": "*.yaml -diff\n"], "Less noise")
      },
      Tampering("a run is reverted", "results-by-hand") { story in
        let before = try story.made.git("show", "HEAD~1:\(FleetStory.firstResult)") + "\n"
        try await story.commit([FleetStory.firstResult: before], "Revert \"apply: 1 server updated\"\n")
      },
      Tampering("another commit has the last run's words", "chain-broken", "unsigned") { story in
        let message = try story.made.git("log", "-1", "--format=%B")
        story.signer = nil
        try await story.commit([FleetStory.firstResult: try more(story)], message, by: FleetStory.bot)
      },
      Tampering("a run leaves a result as a link", after: .change, "results-by-hand") { story in
        try await story.change()
        let message = try story.made.git("log", "-1", "--format=%B")
        let parent = try #require(ObjectID(try story.made.git("rev-parse", "HEAD~1")))
        try story.move(to: parent)
        story.time -= 3600
        try await story.plant(
          [.link(FleetStory.firstResult, to: "/etc/passwd")], message, by: FleetStory.bot, signed: true)
      },
      Tampering("a run records another tier than was ordered", after: .change, "declared-differs") { story in
        try await story.change(tier: "mega")
      },
    ]

    private static func more(_ story: FleetStory) throws -> String {
      try story.text(FleetStory.firstResult).putting("9GiB", for: "256MiB")
    }

    @Test(arguments: tamperings)
    func `A result that is not apply's is found`(_ tampering: Tampering) async throws {
      try await tampering.expectFound()
    }
  }
}
