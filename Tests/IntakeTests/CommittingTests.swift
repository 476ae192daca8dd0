import Foundation
import Planner
import Testing

@testable import Intake

/// An order becomes a commit: what intake does alone.
@Suite(.timeLimit(.minutes(20)))
struct CommittingTests {
  @Test func `A paid order becomes a document, a commit that says whence it is, and a standing`() async throws {
    let story = try ShopStory()
    let intake = try await story.start()
    let answer = try await intake.accept(hook("msg_1", incoming("ord-1", sequence: 4)))
    #expect(answer.status == 202)
    let round = await intake.work()
    #expect(round.hindrance == nil)
    #expect(
      story.document("ord-1")
        == """
        # yaml-language-server: $schema=../../schemas/order.schema.json
        order: ord-1
        customer: cus-1
        status: quote_accepted
        payment: confirmed
        tier: starter
        guilds: ["112233445566778899"]
        features: [music]
        state: active
        """)
    #expect(
      try story.messages() == [
        """
        Add ord-1

        ord-1: new, tier starter

        Intake: shop
        Delivery: msg_1
        Order: ord-1
        Document: fleet/orders/ord-1.yaml
        Sequence: 4
        """
      ])
    let standing = try await intake.standing(of: incoming("ord-1").order)
    guard case .committed(let commit, let waiting)? = standing?.phase else {
      Issue.record("it stands at \(String(describing: standing?.phase))")
      return
    }
    #expect(commit.description == (try story.people.git("--git-dir=\(story.bare)", "rev-parse", "main")))
    // Whose panel user nobody has made yet.
    #expect(waiting?.kind == .customer)
  }

  @Test func `The same delivery again is the same, and with another body a conflict`() async throws {
    let story = try ShopStory()
    let intake = try await story.start()
    #expect(try await intake.accept(hook("msg_1", incoming("ord-1"))).status == 202)
    #expect(try await intake.accept(hook("msg_1", incoming("ord-1"))).status == 200)
    _ = await intake.work()
    #expect(try await intake.accept(hook("msg_1", incoming("ord-1"))).status == 200)
    #expect(try await intake.accept(hook("msg_1", incoming("ord-1", tier: "pro"))).status == 409)
    // The address counts, too.
    #expect(try await intake.accept(hook("msg_1", incoming("ord-1", email: "a@example.com"))).status == 409)
    _ = await intake.work()
    #expect(try story.messages().count == 1)
  }

  @Test func `Paid twice, it stays one order and one commit`() async throws {
    let story = try ShopStory()
    let intake = try await story.start()
    for id in ["msg_1", "msg_2", "msg_3"] {
      #expect(try await intake.accept(hook(id, incoming("ord-1"))).status == 202)
    }
    let round = await intake.work()
    #expect(round.settled.map(\.phase).suffix(2) == [.nothingToDo, .nothingToDo])
    #expect(try story.messages().count == 1)
  }

  @Test func `An update changes its keys, and every other byte stays`() async throws {
    let story = try ShopStory()
    let intake = try await story.start()
    _ = try await intake.accept(hook("msg_1", incoming("ord-1")))
    _ = await intake.work()
    let before = try #require(story.document("ord-1"))
    let edited =
      before.replacing("tier: starter", with: "tier: starter   # agreed on the phone") + "\nnote: kind people\n"
    try story.edit(["fleet/orders/ord-1.yaml": edited])
    _ = try await intake.accept(hook("msg_2", incoming("ord-1", tier: "pro", payment: .overdue)))
    let round = await intake.work()
    #expect(round.hindrance == nil)
    let expected = edited.replacing("tier: starter ", with: "tier: pro ").replacing("confirmed", with: "overdue")
    #expect(story.document("ord-1") == String(expected.dropLast()))
    #expect(
      try story.messages().first?.hasPrefix("Set payment, tier of ord-1\n\nord-1: payment confirmed -> overdue") == true
    )
  }

  @Test func `A document that may lie where nothing is read is not written a second time`() async throws {
    let story = try ShopStory()
    let intake = try await story.start()
    _ = try await intake.accept(hook("msg_1", incoming("ord-1")))
    _ = await intake.work()
    try story.edit([:])
    let deep = "fleet/orders/" + Array(repeating: "d", count: 33).joined(separator: "/")
    try FileManager.default.createDirectory(
      atPath: "\(story.people.path)/\(deep)", withIntermediateDirectories: true)
    try story.people.git("mv", "fleet/orders/ord-1.yaml", "\(deep)/ord-1.yaml")
    try story.people.commit([:], "moved")
    try story.people.git("push", "-q", story.bare, "HEAD:refs/heads/main")
    let messages = try story.messages()
    _ = try await intake.accept(hook("msg_2", incoming("ord-1", tier: "pro")))
    let round = await intake.work()
    #expect("\(round.settled)".contains("its document may lie in what is not read: fleet/orders/d"), "\(round)")
    #expect(try story.messages() == messages)
    // An order that never was has no document that could lie there.
    _ = try await intake.accept(hook("msg_3", incoming("ord-2")))
    _ = await intake.work()
    #expect(story.document("ord-2") != nil)
  }

  @Test func `It suspends and resumes what it made`() async throws {
    let story = try ShopStory()
    let intake = try await story.start()
    _ = try await intake.accept(hook("msg_1", incoming("ord-1")))
    _ = try await intake.accept(hook("msg_2", incoming("ord-1", state: .suspended)))
    _ = await intake.work()
    #expect(story.document("ord-1")?.contains("state: suspended") == true)
    _ = try await intake.accept(hook("msg_3", incoming("ord-1", state: .active)))
    _ = await intake.work()
    #expect(story.document("ord-1")?.contains("state: active") == true)
    #expect(try story.messages().count == 3)
  }

  @Test func `Fifty deliveries that wait together share one plan and one push, with a commit each`() async throws {
    let story = try ShopStory()
    let intake = try await story.start()
    for number in 0..<50 { _ = try await intake.accept(hook("msg_\(number)", incoming("ord-\(number)"))) }
    let round = await intake.work()
    #expect(round.settled.count == 50 && round.left == 0)
    #expect(try story.messages().count == 50)
    #expect(story.panel.looks.count == 1)
    let pushes = try story.people.git("--git-dir=\(story.bare)", "rev-list", "--count", "main")
    #expect(pushes == "51")
  }

  @Test func `An older sequence undoes nothing, whether the newer one is on disk or only in git`() async throws {
    let story = try ShopStory()
    let intake = try await story.start()
    _ = try await intake.accept(hook("msg_2", incoming("ord-1", tier: "pro", sequence: 8)))
    _ = await intake.work()
    #expect(try await intake.accept(hook("msg_1", incoming("ord-1", sequence: 7))).status == 200)
    _ = await intake.work()
    #expect(story.document("ord-1")?.contains("tier: pro") == true)
    try story.loseInbox()
    let again = try await story.start()
    _ = try await again.accept(hook("msg_0", incoming("ord-1", sequence: 7)))
    let round = await again.work()
    guard case .discarded? = round.settled.first?.phase else {
      Issue.record("\(round)")
      return
    }
    #expect(story.document("ord-1")?.contains("tier: pro") == true)
  }

  @Test func `What does not fit is committed, and waits for capacity in everybody's sight`() async throws {
    let story = try ShopStory(users: [customer("cus-1")])
    let intake = try await story.start()
    _ = try await intake.accept(hook("msg_1", incoming("ord-1", tier: "huge")))
    _ = await intake.work()
    guard case .committed(_, let waiting?)? = try await intake.standing(of: incoming("ord-1").order)?.phase else {
      Issue.record("not committed")
      return
    }
    #expect(waiting.kind == .capacity && waiting.words.contains("no node has room"))
    #expect(story.document("ord-1") != nil)
  }

  @Test
  func `A document that people moved stays intake's own, and another fleet's order of the same id does not count`()
    async throws
  {
    let story = try ShopStory()
    let intake = try await story.start()
    _ = try await intake.accept(hook("msg_1", incoming("ord-1")))
    _ = await intake.work()
    let document = try #require(story.document("ord-1"))
    try story.edit(["fleet/orders/2026/ord-1.yaml": document + "\n", "fleet/orders/ord-1.yaml": ""])
    try story.people.git("rm", "-q", "fleet/orders/ord-1.yaml")
    try story.people.git("commit", "-q", "-m", "moved")
    try story.people.git("push", "-q", story.bare, "HEAD:refs/heads/main")
    try story.edit(
      ["other/orders/ord-1.yaml": document],
      "Add\n\nIntake: shop\nDelivery: msg_2\nOrder: ord-1\nDocument: other/orders/ord-1.yaml\nSequence: 99\n")
    _ = try await intake.accept(hook("msg_2", incoming("ord-1", tier: "pro", sequence: 2)))
    let round = await intake.work()
    #expect(round.hindrance == nil)
    #expect(story.document("ord-1", in: "fleet/orders/2026")?.contains("tier: pro") == true)
  }

  @Test func `A new order goes where the others are`() async throws {
    let order = "order: a-1\nstatus: quote_accepted\npayment: confirmed\ntier: starter\n"
    let story = try ShopStory([
      "fleet/orders/2026/a-1.yaml": order, "fleet/orders/2026/a-2.yaml": order.replacing("a-1", with: "a-2"),
    ])
    let intake = try await story.start()
    _ = try await intake.accept(hook("msg_1", incoming("ord-1")))
    _ = await intake.work()
    #expect(story.document("ord-1", in: "fleet/orders/2026") != nil)
  }
}
