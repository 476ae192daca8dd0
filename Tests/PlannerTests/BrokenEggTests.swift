import EggRules
import Testing

@testable import Planner

/// An egg with a rule that the panel cannot run makes it answer 500 to every create; an egg that gains a variable refuses what lacks it.
struct BrokenEggTests {
  private static func egg(_ name: String, rules: String, default value: String = "") -> Egg {
    let added = EggVariable(name: name, rules: rules, defaultValue: value)
    return Egg(id: theEgg.id, variables: theEgg.variables + [added], images: theEgg.images)
  }

  @Test func `Creates that cannot succeed are held back, and the plan names variable and rule once`() throws {
    let fleet = aFleet([anOrder("ord-1"), anOrder("ord-2")])
    let plan = makePlan(
      from: aPanel(egg: Self.egg("LANGUAGE", rules: "required|aplha")), to: fleet,
      trusting: TrustedResults([:]), asOf: instant("2026-11-22T12:00:00Z")
    )
    #expect(plan.changes.isEmpty)
    #expect(plan.diagnostics.map(\.code) == ["broken-egg-rule"])
    #expect(
      plan.diagnostics.first?.message.contains("`LANGUAGE` has a broken rule: the rule `aplha` is not known") == true)
  }
}
