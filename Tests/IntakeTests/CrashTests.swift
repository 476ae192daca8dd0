import Foundation
import Git
import Guarding
import Planner
import Testing

@testable import Intake

/// What was accepted is not lost, and what was done is not done twice.
@Suite(.timeLimit(.minutes(20)))
struct CrashTests {
  @Test(arguments: WorkStep.allCases.filter { ![.branchPushed, .requestOpened].contains($0) })
  func `A process that dies after a step loses nothing and doubles nothing`(step: WorkStep) async throws {
    let story = try ShopStory()
    let died = Guarded(false)
    let doomed = try await story.start { reached in
      if reached == step { died.withLock { $0 = true } }
      return reached == step
    }
    _ = try await doomed.accept(hook("msg_1", incoming("ord-1", email: "ada@example.com")))
    _ = try await doomed.accept(hook("msg_2", incoming("ord-2")))
    _ = await doomed.work()
    #expect(died.present)

    let next = try await story.start()
    let round = await next.work()
    #expect(round.hindrance == nil)
    #expect(try story.messages().count == 2)
    #expect(story.document("ord-1") != nil && story.document("ord-2") != nil)
    #expect(try await next.counts().byStatus == ["committed": 2])
    #expect(story.panel.asked == ["create-user cus-1"])
    _ = await next.work()
    #expect(try story.messages().count == 2)
  }

  @Test(arguments: [WorkStep.branchPushed, .requestOpened])
  func `A process that dies on its way to a pull request opens one`(step: WorkStep) async throws {
    let story = try ShopStory(withForge: true)
    let doomed = try await story.start(.pullRequest) { $0 == step }
    _ = try await doomed.accept(hook("msg_1", incoming("ord-1")))
    _ = await doomed.work()
    let next = try await story.start(.pullRequest)
    _ = await next.work()
    #expect(try await next.counts().byStatus == ["pull-request": 1])
    #expect(story.forge?.state.withLock { $0.pulls.count } == 1)
  }

  @Test func `A push that is overtaken follows on the new tip`() async throws {
    let story = try ShopStory()
    let pushes = Guarded(0)
    let intake = try await story.start { step in
      if step == .written,
        pushes.withLock({
          $0 += 1; return $0
        }) == 1
      {
        try? story.edit([
          "fleet/orders/ord-7.yaml": "order: ord-7\nstatus: quote_accepted\npayment: pending\ntier: pro\n"
        ])
      }
      return false
    }
    _ = try await intake.accept(hook("msg_1", incoming("ord-1")))
    let round = await intake.work()
    #expect(round.hindrance == nil && pushes.present == 2)
    #expect(try story.messages().map { String($0.prefix(9)) } == ["Add ord-1", "by hand"])
  }

  @Test func `A dead remote makes deliveries wait with growing pauses, and loses none`() async throws {
    let story = try ShopStory()
    let intake = try await story.start()
    try story.kill()
    #expect(try await intake.accept(hook("msg_1", incoming("ord-1"))).status == 202)
    var pauses: [Duration?] = []
    for _ in 0..<8 {
      let round = await intake.work()
      guard case .remote? = round.hindrance else {
        Issue.record("\(round)")
        return
      }
      pauses.append(round.pause)
    }
    #expect(pauses == [5, 10, 20, 40, 80, 160, 300, 300].map { .seconds($0) })
    #expect(try await intake.counts().byStatus == ["pending": 1])
    story.pass(seconds: 90)
    #expect(try await intake.counts().oldestUnsettled == 90)
    try story.revive()
    let round = await intake.work()
    #expect(round.hindrance == nil && round.pause == nil)
    #expect(story.document("ord-1") != nil)
  }

  @Test func `A dead panel makes deliveries wait, in a state that says so`() async throws {
    let story = try ShopStory()
    let blind = try await story.start(panelIsDead: true)
    _ = try await blind.accept(hook("msg_1", incoming("ord-1")))
    let round = await blind.work()
    guard case .panel? = round.hindrance,
      case .waiting(let word)? = try await blind.standing(of: incoming("ord-1").order)?.phase
    else {
      Issue.record("\(round)")
      return
    }
    #expect(word.kind == .panel && round.pause == .seconds(30))
    #expect(try story.messages() == [])
    story.pass(seconds: 31)
    let next = try await story.start()
    _ = await next.work()
    #expect(story.document("ord-1") != nil)
  }

  @Test func `An order that the fleet cannot have any more needs a person, and holds back nobody`() async throws {
    let story = try ShopStory()
    let intake = try await story.start()
    _ = try await intake.accept(hook("msg_1", incoming("ord-1", tier: "pro")))
    _ = try await intake.accept(hook("msg_2", incoming("ord-2")))
    try story.edit(["fleet/catalog.yaml": "tiers:\n  starter: { memory: 256MiB, cpu: 50%, disk: 512MiB, guilds: 1 }\n"])
    let round = await intake.work()
    #expect(round.hindrance == nil)
    #expect(story.document("ord-1") == nil && story.document("ord-2") != nil)
    let listed = try await intake.needingPerson()
    #expect(listed.map(\.delivery) == ["msg_1"] && listed.first?.why.contains("pro") == true)
    try story.edit(["fleet/catalog.yaml": ShopStory.catalog])
    #expect(try await intake.retry("msg_1"))
    _ = await intake.work()
    #expect(story.document("ord-1") != nil)
  }

  @Test func `A catalog that nobody can read holds back everybody, and nothing is lost`() async throws {
    let story = try ShopStory()
    let intake = try await story.start()
    _ = try await intake.accept(hook("msg_1", incoming("ord-1")))
    try story.edit(["fleet/catalog.yaml": "tiers: [\n"])
    let round = await intake.work()
    guard case .fleet? = round.hindrance else {
      Issue.record("\(round)")
      return
    }
    #expect(try await intake.counts().byStatus == ["pending": 1])
    try story.edit(["fleet/catalog.yaml": ShopStory.catalog])
    _ = await intake.work()
    #expect(story.document("ord-1") != nil)
  }
}
