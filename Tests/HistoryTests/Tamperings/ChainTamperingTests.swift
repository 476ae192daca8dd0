import Git
import Planner
import Testing

extension Tamperings {
  /// Commits are taken out, put in, put together or put in another order, by somebody who has the runner's key.
  @Suite struct Chains {
    private static let strange = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"

    static let tamperings = [
      Tampering("a run's commit is taken out", after: .upgrade, "chain-broken", "unknown-request") { story in
        try await story.take(.upgraded)
        let tree = try story.resultsTree()
        try story.move(to: try #require(HonestFleet.shared?.commit(of: .upgrade)))
        try await story.take(.prices)
        try await story.take(.pause)
        try await story.take(.paused) { $0.chained(to: tree) }
      },
      Tampering("two runs change places", after: .upgrade, "chain-broken", "chain-broken") { story in
        try await story.take(.pause)
        let first = try story.resultsTree()
        try await story.run(
          [story.result("ord-2", suspended: "yes", phase: .suspended, change: "3")],
          rows: ["suspend   ord-2      asked for"], counts: "1 server suspended", covering: [15]
        ) { $0.chained(to: strange) }
        try await story.take(.upgraded) { $0.chained(to: first) }
      },
      Tampering(
        "two runs become one", after: .upgrade, "chain-broken", "orders-differ", "revision-differs", "unknown-request"
      ) { story in
        try await story.take(.upgraded)
        let (tree, text) = (try story.resultsTree(), try story.text(FleetStory.firstResult))
        try story.move(to: try #require(HonestFleet.shared?.commit(of: .upgrade)))
        try await story.take(.prices)
        try await story.take(.pause)
        try await story.run(
          [story.result("ord-2", suspended: "yes", phase: .suspended, change: "3")],
          rows: ["suspend   ord-2      asked for"], counts: "1 server suspended", covering: [14, 15],
          edited: { $0.chained(to: tree) }, also: [FleetStory.firstResult: text])
      },
      Tampering("a run is put in between", after: .change, "chain-broken") { story in
        let tree = try story.resultsTree()
        try await story.run(
          [story.result("ord-1", tier: "pro", memory: "1GiB", change: "5")],
          rows: ["update    ord-1      memory 512MiB -> 1GiB"], counts: "1 server updated", covering: [13])
        try await story.change { $0.chained(to: tree) }
      },
      Tampering("a run says that there were other results", after: .change, "chain-broken") { story in
        try await story.change { $0.chained(to: strange) }
      },
      Tampering(
        "a run is cut off the branch, and the next was made over it", after: .ended, "chain-broken", "unknown-request"
      ) {
        story in
        let tree = try story.resultsTree()
        try story.move(to: try #require(HonestFleet.shared?.commit(of: .end)))
        try await story.take(.change)
        try await story.change { $0.chained(to: tree) }
      },
      Tampering("the whole history becomes one commit", "results-by-hand", "results-by-hand") { story in
        let tree = try story.made.git("rev-parse", "HEAD^{tree}")
        try await story.plant(tree: tree, "The fleet\n", after: [])
      },
    ]

    @Test(arguments: tamperings)
    func `A chain of runs with other links is found`(_ tampering: Tampering) async throws {
      try await tampering.expectFound()
    }
  }
}
