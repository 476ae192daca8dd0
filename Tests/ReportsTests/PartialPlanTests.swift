import Planner
import Reports
import Snapshots
import Testing

struct PartialPlanTests {
  @Test func `Every face of a plan says how many orders were not looked at`() throws {
    let words = "4 up to date, 9,995 other orders not looked at."
    try expectSnapshot(planText(partialPlan, style: .plain), "partial.txt")
    try expectSnapshot(planJSON(partialPlan), "partial.plan.json")
    #expect(planText(partialPlan, style: .plain).contains(words))
    #expect(planMarkdown(partialPlan).contains(words))
    #expect(planHTML(partialPlan).contains(words))
    #expect(planJSON(partialPlan).contains(#""notLookedAt": 9995"#))
    #expect(planText(plan(notLookedAt: 1), style: .plain).contains("1 other order not looked at."))
  }

  @Test func `A plan of everything says nothing of the sort`() {
    for plan in [plan(), plan(notLookedAt: 0)] {
      let faces = [planText(plan, style: .plain), planMarkdown(plan), planHTML(plan)]
      #expect(!faces.contains { $0.contains("looked at") })
    }
    #expect(!planJSON(plan()).contains("notLookedAt"))
  }

  @Test(arguments: [Notice.WholeLook.settings, .catalog, .base])
  func `A plan says why everything was looked at`(why: Notice.WholeLook) {
    let whole = plan(notices: [Notice(order: nil, kind: .lookedAtEverything(why))])
    #expect(planText(whole, style: .plain).contains("everything was looked at: "))
    #expect(planJSON(whole).contains(#""because": "\#(why.rawValue)""#))
  }
}
