import Git
import Planner
import Testing

extension Tamperings {
  /// Times are moved, by somebody who has the runner's key.
  @Suite struct Times {
    private static let day: Int64 = 86_400

    static let tamperings = [
      Tampering("a run is committed a day before what it applied", after: .change, "wrong-time") { story in
        try await moved(story, by: -day) { try await story.change() }
      },
      Tampering("a run is committed in the future", after: .change, "wrong-time") { story in
        try await moved(story, by: 300 * day) { try await story.change() }
      },
      Tampering("a run says that it was written long before", after: .change, "wrong-time") { story in
        try await story.change(authored: story.time - 2 * day)
      },
      Tampering("a run says that it was written after it was committed", after: .change, "wrong-time") { story in
        try await story.change(authored: story.time + day)
      },
      Tampering("a result says that it was applied days before", after: .change, "wrong-time") { story in
        let (time, tip) = (story.time, story.tip)
        story.time -= 3 * day
        let result = story.result("ord-1", change: "4")
        (story.time, story.tip) = (time, tip)
        try await story.run(
          [result], rows: ["update    ord-1      tier pro -> starter"], counts: "1 server updated", covering: [17])
      },
      Tampering("a result says that it was applied after its commit", after: .change, "wrong-time") { story in
        story.time += day
        let result = story.result("ord-1", change: "4")
        story.time -= day
        try await story.run(
          [result], rows: ["update    ord-1      tier pro -> starter"], counts: "1 server updated", covering: [17])
      },
      Tampering("a page is committed before the commit that it follows", "wrong-time") { story in
        try await moved(story, by: -day) { try await story.commit(["README.md": "x"], "A page") }
        try await story.commit(["README.md": "y"], "Another page")
      },
      Tampering("a page is committed after the commits that follow it", "wrong-time") { story in
        try await moved(story, by: day) { try await story.commit(["README.md": "x"], "A page") }
        for word in ["y", "z"] { try await story.commit(["README.md": word], "Another page") }
      },
      Tampering("an order is written after it was merged", "wrong-time") { story in
        try await story.commit(
          ["fleet/orders/ord-3.yaml": FleetStory.order("ord-3")],
          "Add ord-3 (#18)\n\nReviewed-by: Grace <grace@example.com>\n", authored: story.time + day)
      },
    ]

    private static func moved(
      _ story: FleetStory, by seconds: Int64, _ step: () async throws -> Void
    ) async throws {
      story.time += seconds
      try await step()
      story.time -= seconds
    }

    @Test(arguments: tamperings)
    func `A time that cannot be true is found`(_ tampering: Tampering) async throws {
      try await tampering.expectFound()
    }
  }
}
