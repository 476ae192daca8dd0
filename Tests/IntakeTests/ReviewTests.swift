import ForgeStandIn
import Foundation
import Planner
import Testing

@testable import Intake

/// What intake does not do alone becomes a pull request.
@Suite(.timeLimit(.minutes(20)))
struct ReviewTests {
  private static let byHand =
    "order: ord-9\ncustomer: cus-1\nstatus: quote_accepted\npayment: confirmed\ntier: starter\n"

  private func phase(of order: String, _ intake: OrderIntake) async throws -> OrderStanding.Phase? {
    try await intake.standing(of: incoming(order).order)?.phase
  }

  /// The number of the pull request that ord-1's last delivery became.
  private func requestNumber(_ intake: OrderIntake) async throws -> Int {
    let phase = try await phase(of: "ord-1", intake)
    let number: Int? = if case .pullRequest(let number, _)? = phase { number } else { nil }
    return try #require(number, "no pull request: \(String(describing: phase))")
  }

  /// A story in which intake created ord-1 from a first delivery.
  private func begun(_ files: [String: String] = [:]) async throws -> (ShopStory, OrderIntake) {
    let story = try ShopStory(files, withForge: true)
    let intake = try await story.start()
    _ = try await intake.accept(hook("msg_1", incoming("ord-1")))
    let round = await intake.work()
    #expect(round.hindrance == nil)
    return (story, intake)
  }

  @Test(arguments: ["termination", "customer", "by hand", "removed"])
  func `Terminations, other customers, documents of people and removed ones are for people`(what: String) async throws {
    let (story, intake) = try await begun(["fleet/orders/ord-9.yaml": Self.byHand])
    var order = incoming("ord-1")
    switch what {
    case "termination": order.state = .terminated
    case "customer": order.customer = "cus-2"
    case "by hand": order = incoming("ord-9", tier: "pro")
    default:
      try story.people.git("fetch", "-q", story.bare, "main")
      try story.people.git("reset", "-q", "--hard", "FETCH_HEAD")
      try story.people.git("rm", "-q", "fleet/orders/ord-1.yaml")
      try story.people.git("commit", "-q", "-m", "gone")
      try story.people.git("push", "-q", story.bare, "HEAD:refs/heads/main")
      order.tier = TierName("pro")
    }
    let before = story.document(order.order.text)
    let count = try story.messages().count
    _ = try await intake.accept(hook("msg_2", order))
    let round = await intake.work()
    #expect(round.hindrance == nil)
    guard case .pullRequest(let number, _)? = try await phase(of: order.order.text, intake) else {
      Issue.record("\(round)")
      return
    }
    #expect(story.document(order.order.text) == before)
    #expect(try story.messages().count == count)
    #expect(try story.messages(on: "botfleet/intake/\(order.order)").first?.contains("Delivery: msg_2") == true)
    #expect(story.forge?.state.withLock { $0.pulls[number]?.headBranch } == "botfleet/intake/\(order.order)")
  }

  @Test func `A merged pull request settles its delivery, and a closed one discards it`() async throws {
    let (story, intake) = try await begun()
    _ = try await intake.accept(hook("msg_2", incoming("ord-1", state: .terminated)))
    _ = await intake.work()
    let number = try await requestNumber(intake)
    _ = try story.forge?.merge(number, .mergeCommit)
    story.pass(seconds: 61)
    _ = await intake.work()
    guard case .committed? = try await phase(of: "ord-1", intake) else {
      Issue.record("\(String(describing: try await phase(of: "ord-1", intake)))")
      return
    }
    #expect(story.document("ord-1")?.contains("state: terminated") == true)
    _ = try await intake.accept(hook("msg_3", incoming("ord-1", state: .active)))
    _ = await intake.work()
    let second = try await requestNumber(intake)
    #expect(second != number)
    story.forge?.state.withLock { $0.pulls[second]?.isOpen = false }
    story.pass(seconds: 61)
    _ = await intake.work()
    guard case .discarded? = try await phase(of: "ord-1", intake) else {
      Issue.record("\(String(describing: try await phase(of: "ord-1", intake)))")
      return
    }
  }

  @Test func `A person's word stays, and a delivery that wants another becomes a pull request`() async throws {
    let (story, intake) = try await begun()
    let edited = try #require(story.document("ord-1")).replacing("[music]", with: "[music, polls]")
    try story.edit(["fleet/orders/ord-1.yaml": edited + "\n"])
    // The shop still says what it said: nothing is asked for there, and the payment goes in alone.
    _ = try await intake.accept(hook("msg_2", incoming("ord-1", payment: .overdue)))
    _ = await intake.work()
    #expect(story.document("ord-1")?.contains("[music, polls]") == true)
    #expect(story.document("ord-1")?.contains("payment: overdue") == true)
    // The shop wants something else there.
    _ = try await intake.accept(hook("msg_3", incoming("ord-1", features: ["quiz"])))
    _ = await intake.work()
    #expect(story.document("ord-1")?.contains("[music, polls]") == true)
    #expect(story.document("ord-1")?.contains("payment: overdue") == true)
    _ = try await requestNumber(intake)
  }

  @Test func `Where everything is reviewed, a new order is a pull request`() async throws {
    let story = try ShopStory(withForge: true)
    let intake = try await story.start(.pullRequest)
    _ = try await intake.accept(hook("msg_1", incoming("ord-1")))
    _ = await intake.work()
    _ = try await requestNumber(intake)
    #expect(try story.messages() == [])
  }

  @Test func `A later delivery takes the place of one that waits for people, in the same pull request`() async throws {
    let (story, intake) = try await begun()
    _ = try await intake.accept(hook("msg_2", incoming("ord-1", state: .terminated)))
    _ = await intake.work()
    _ = try await intake.accept(hook("msg_3", incoming("ord-1", tier: "pro", state: .terminated)))
    _ = await intake.work()
    #expect(story.forge?.state.withLock { $0.pulls.count } == 1)
    #expect(try await intake.counts().byStatus == ["committed": 1, "discarded": 1, "pull-request": 1])
    #expect(try story.messages(on: "botfleet/intake/ord-1").first?.contains("Delivery: msg_3") == true)
  }

  @Test(arguments: ["taken back", "discarded", "forge down"])
  func `A pull request that nobody asks for any more is closed, and says why`(how: String) async throws {
    let (story, intake) = try await begun()
    _ = try await intake.accept(hook("msg_2", incoming("ord-1", state: .terminated)))
    _ = await intake.work()
    let number = try await requestNumber(intake)
    if how == "forge down" { story.forge?.fail(.init("POST", "/issues/\(number)/comments", times: 1, status: 403)) }
    if how == "discarded" {
      #expect(try await intake.discard("msg_2", by: "bo"))
    } else {
      _ = try await intake.accept(hook("msg_3", incoming("ord-1", state: .active)))
    }
    let round = await intake.work()
    if how == "forge down" {
      guard case .forge? = round.hindrance else {
        Issue.record("\(round)")
        return
      }
      #expect(story.forge?.state.withLock { $0.pulls[number]?.isOpen } == true)
      story.pass(seconds: 61)
      _ = await intake.work()
    }
    #expect(story.forge?.state.withLock { $0.pulls[number]?.isOpen } == false)
    let said = story.forge?.state.withLock { $0.comments.filter { $0.pull == number }.map(\.body) }
    #expect(said?.count == 1)
    #expect(said?.first?.contains(how == "discarded" ? "discarded by bo" : "a later delivery took its place") == true)
    // Once is enough.
    _ = await intake.work()
    #expect(story.forge?.state.withLock { $0.comments.count { $0.pull == number } } == 1)
  }

  @Test func `A pull request that a later delivery took over stays open`() async throws {
    let (story, intake) = try await begun()
    _ = try await intake.accept(hook("msg_2", incoming("ord-1", state: .terminated)))
    _ = await intake.work()
    _ = try await intake.accept(hook("msg_3", incoming("ord-1", tier: "pro", state: .terminated)))
    _ = await intake.work()
    #expect(story.forge?.state.withLock { $0.pulls.values.map(\.isOpen) } == [true])
  }

  @Test func `Without a forge a person is needed, who can try again or discard`() async throws {
    let story = try ShopStory(["fleet/orders/ord-9.yaml": Self.byHand])
    let intake = try await story.start()
    _ = try await intake.accept(hook("msg_1", incoming("ord-9", tier: "pro")))
    _ = await intake.work()
    let listed = try await intake.needingPerson()
    #expect(listed.map(\.delivery) == ["msg_1"])
    #expect(
      listed.first?.why.hasPrefix("people wrote its document, so people decide, and no forge is configured") == true)
    #expect(try await intake.retry("msg_1"))
    #expect(try await phase(of: "ord-9", intake) == .received)
    _ = await intake.work()
    #expect(try await intake.discard("msg_1", by: "bo"))
    #expect(try await phase(of: "ord-9", intake) == .discarded(why: "discarded by bo"))
    #expect(try await !intake.discard("msg_1", by: "bo"))
    #expect(try await !intake.retry("msg_1"))
    #expect(try await intake.needingPerson().isEmpty)
  }

  @Test func `A forge that fails is asked again after a pause, and holds back nothing else`() async throws {
    let (story, intake) = try await begun()
    story.forge?.fail(.init("POST", "/pulls", times: 100, status: 403))
    _ = try await intake.accept(hook("msg_2", incoming("ord-1", state: .terminated)))
    _ = try await intake.accept(hook("msg_3", incoming("ord-2")))
    let round = await intake.work()
    guard case .forge? = round.hindrance, case .retrying? = try await phase(of: "ord-1", intake) else {
      Issue.record("\(round)")
      return
    }
    #expect(story.document("ord-2") != nil)
  }
}
