import Testing

@testable import Planner

@Suite struct EffectiveCatalogTests {
  private func catalog(
    server: [String: Setting] = [:], tier: [String: Setting] = [:], addons: [String: [String: Setting]] = [:]
  ) -> EffectiveCatalog {
    let plain = aCatalog()
    var tiers = plain.tiers
    tiers[TierName("starter")] = Tier(
      resources: Resources(memory: Mebibytes(512), disk: Mebibytes(1024), cpu: 50), guilds: 1,
      environment: tier.mapValues(somewhere))
    let sold = addons.map {
      (AddonName($0.key), Addon(resources: Resources(), environment: $0.value.mapValues(somewhere)))
    }
    return EffectiveCatalog(
      in: Catalog(tiers: tiers, addons: Dictionary(uniqueKeysWithValues: sold)), under: theSettings(environment: server)
    )
  }

  @Test func `The last declaration counts: of the server, the tier, the add-ons as they were bought, the order`() {
    let catalog = catalog(
      server: ["A": declared("server"), "B": declared("server"), "C": declared("server"), "D": declared("server")],
      tier: ["B": declared("tier"), "C": declared("tier"), "D": declared("tier")],
      addons: ["a": ["C": declared("a"), "D": declared("a")], "b": ["C": declared("b"), "D": declared("b")]])
    func environment(_ addons: [String], _ own: [String: Setting] = [:]) -> [String: String] {
      catalog.resolve(anOrder(addons: addons, environment: own)).environment.byName
    }
    #expect(environment([]) == ["A": "server", "B": "tier", "C": "tier", "D": "tier"])
    #expect(environment(["a", "b"], ["D": declared("order")]) == ["A": "server", "B": "tier", "C": "b", "D": "order"])
    #expect(environment(["b", "a"]) == ["A": "server", "B": "tier", "C": "a", "D": "a"])
    // One that is bought twice counts where it was bought last.
    #expect(environment(["a", "b", "a"])["C"] == "a" && environment(["b", "a", "b"])["C"] == "b")
    // What was worked out for others is not changed by an order's own variables.
    #expect(environment(["a", "b"])["D"] == "b")
  }

  @Test func `A variable that any earlier declaration leaves to the customer is overridden by who decides it`() {
    let catalog = catalog(
      server: ["A": customers("s"), "B": declared("s"), "C": customers("s")],
      tier: ["A": declared("t"), "B": customers("t")], addons: ["a": ["A": declared("a"), "C": customers("a")]])
    let bought = catalog.resolve(anOrder(addons: ["a"]))
    #expect(bought.environment.byName == ["A": "a"] && bought.customersVariables == ["B": "t", "C": "a"])
    #expect(bought.overridden == ["A"])
    let own = catalog.resolve(anOrder(environment: ["B": declared("o"), "C": declared("o"), "A": customers("o")]))
    #expect(own.environment.byName == ["B": "o", "C": "o"] && own.customersVariables == ["A": "o"])
    #expect(own.overridden == ["B", "C"])
  }

  @Test func `More declarations than any order may have are counted, and nothing is made of them`() {
    let many = Dictionary(uniqueKeysWithValues: (0...TextLimit.variables).map { ("V\($0)", declared("")) })
    let tier = catalog(server: many).tier(of: anOrder())
    #expect(tier.declarations == TextLimit.variables + 1)
    var found = 0
    tier.forEachVariable(of: anOrder()) { _ in found += 1 }
    #expect(found == 0)
  }
}
