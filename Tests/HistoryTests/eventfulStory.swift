import Planner
import RepositoryFixtures

extension FleetStory {
  /// The honest fleet without signatures, so that its ids are the same every time.
  static func honest() async throws -> FleetStory {
    let story = try await FleetStory(in: TemporaryRepository())
    for step in HonestFleet.Step.allCases { try await story.take(step) }
    return story
  }

  /// The same with more that can happen, and some of it as it should not.
  static func eventful() async throws -> FleetStory {
    let story = try await honest()
    let intake = try await story.commit(
      ["fleet/orders/ord-3.yaml": FleetStory.order("ord-3", more: "note: =cmd|' /C calc'!A0, \"Jane\"")],
      "=HYPERLINK(\"https://evil.example\")\n\nIntake: shop 812\n", by: "Shop")
    let failure = OrderResult.Failure(action: "create", code: "no-free-allocation", message: "no address, nowhere")
    let failed = OrderResult(
      order: OrderID("ord-3")!, phase: .failed, since: Day("2026-11-19")!, server: nil, applied: nil,
      terminatingSince: nil, failure: failure)
    try await story.apply(
      [failed], rows: ["failed    ord-3      create: no address, nowhere (no-free-allocation)"], counts: "1 failed")
    try await story.apply(
      [story.result("ord-3", change: "6")], rows: ["create    ord-3      tier starter on node 1 (203.0.113.7:25565)"],
      counts: "1 server created", more: ["Lock-Took-Over: broken, of ada@build-7, 4f2c"])
    try await story.commit(
      ["fleet/catalog.yaml": FleetStory.catalog.replacing("256MiB", with: "300MiB")], "More memory (#20)", by: "Eve")
    try await story.apply(
      [story.result("ord-1", memory: "300MiB", change: "7")], rows: ["update    ord-1      memory 256MiB -> 300MiB"],
      counts: "1 server updated", more: ["Accepted: \(planDigest(of: ["x"]))"])
    try await story.commit(["README.md": "Our shop\n"], "Looked at afterwards\n\nApproves: \(intake)\n", by: "Grace")
    // Somebody had given the server more on the panel.
    try await story.apply(
      [story.result("ord-1", memory: "300MiB", change: "8")], rows: ["update    ord-1      memory 1GiB -> 300MiB"],
      counts: "1 server updated")
    try await story.commit(
      ["fleet/orders/2027/ord-1.yaml": FleetStory.order("ord-1"), "fleet/orders/ord-1.yaml": nil], "Sort orders",
      by: "Mallory")
    return story
  }
}
