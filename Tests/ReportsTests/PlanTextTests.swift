import Planner
import Reports
import Snapshots
import Testing

struct PlanTextTests {
  @Test func `The plan of the documents reads as it does there`() throws {
    try expectSnapshot(planText(shownPlan, style: .plain), "shown.txt")
  }

  @Test func `Each kind of row has its words`() throws {
    try expectSnapshot(planText(fullPlan, style: .plain), "full.txt")
  }

  @Test func `At eighty columns rows go on below`() throws {
    let text = planText(fullPlan, style: Style(palette: .plain, width: .columns(80)))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    try expectSnapshot(text, "full-80.txt")
  }

  @Test func `Colours follow the meaning`() throws {
    try expectSnapshot(planText(shownPlan, style: Style(palette: .coloured, width: .columns(80))), "shown.ansi")
  }

  @Test func `A thousand changes are a page, dangerous ones in full`() throws {
    let text = planText(longPlan, style: .plain)
    try expectSnapshot(text, "long.txt")
    #expect(text.utf8.count < 20_000)
    for number in 40001...40005 { #expect(text.contains("  - terminate ord-\(number) ")) }
    for number in 50001...50005 { #expect(text.contains("  ! drift     ord-\(number) ")) }
  }

  @Test
  func
    `Orders that say the same are one entry that names them, each with something of its own or dangerous is another`()
    throws
  {
    let text = planText(alikePlan, style: Style(palette: .plain, width: .columns(80)))
    try expectSnapshot(text, "alike-80.txt")
    let words = text.split { $0 == " " || $0 == "\n" }
    for change in alikePlan.changes { #expect(words.contains(change.order.text[...])) }
    #expect(text.split(separator: "\n").count { $0.contains("yolks:nodejs_20") } == 1 + 6)
    let all = planText(alikePlan, style: .plain, listing: .all)
    #expect(all.split(separator: "\n").count { $0.contains("yolks:nodejs_20") } == 22 + 6)
  }

  @Test func `What to do about a refusal is told once, in a long plan too`() {
    let text = planText(longPlan, style: .plain)
    #expect(text.split(separator: "\n").count { $0.contains("--accept ") } == 1)
    #expect(text.split(separator: "\n").count { $0.hasPrefix("Refused: ") } == 2)
  }

  @Test func `An edit of the catalog is one row, whatever it changes`() throws {
    try expectSnapshot(planText(catalogPlan(), style: Style(palette: .plain, width: .columns(80))), "catalog-80.txt")
    let all = planText(catalogPlan(), style: .plain, listing: .all)
    #expect(catalogPlan().changes.allSatisfy { all.contains($0.order.text) })
    let alone = plan(changes: [
      update("ord-1", server: 1, [difference(.memory, "1GiB", "2GiB")], from: sold("pro"), to: sold("pro"))
    ])
    #expect(!planText(alone, style: .plain).contains("catalog"))
  }

  @Test(arguments: [80, 200], [1, 10_000])
  func `One change or ten thousand fit the width, and what is dangerous is there`(width: Int, count: Int) {
    let plan = count == 1 ? plan(changes: [shownPlan.changes[0]]) : hugePlan
    let text = planText(plan, style: Style(palette: .plain, width: .columns(width)))
    let lines = text.split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= width })
    #expect(lines.prefix(5).contains { $0.hasPrefix("Plan \(plan.digest.short): ") })
    let words = Set(text.split { $0 == " " || $0 == "\n" })
    for change in plan.changes where change.kind == .terminate || change.differences.contains(where: \.cause.isDrift) {
      #expect(words.contains(change.order.text[...]))
    }
    // Ten thousand changes are some pages, and nearly all of them those that want to be looked at one by one.
    #expect(lines.count < 2600)
  }

  @Test func `All rows can be listed`() {
    let words = Set(planText(longPlan, style: .plain, listing: .all).split { $0 == " " || $0 == "\n" })
    #expect(longPlan.changes.allSatisfy { words.contains($0.order.text[...]) })
  }

  @Test func `A plan of another day says so`() {
    #expect(
      planText(shownPlan, style: .plain, today: day("2026-11-20")).hasPrefix(
        "Fleet codecraft at 4f2c1ab on https://panel.example.com, as of 2026-11-22\n"))
    #expect(!planText(shownPlan, style: .plain, today: day("2026-11-22")).contains("as of"))
  }

  @Test func `An empty plan is one line`() {
    #expect(
      planText(plan(), style: .plain)
        == "Fleet codecraft at 4f2c1ab on https://panel.example.com\n\nNothing to do; 9,482 up to date.\n")
  }

  @Test func `An acceptable refusal names the digest that accepts it`() {
    let refused = plan(changes: shownPlan.changes, refusals: [.tooManyTerminations(planned: 5, allowed: 3)])
    #expect(planText(refused, style: .plain).contains("--accept \(refused.digest)"))
    #expect(!planText(fullPlan, style: .plain).contains("--accept "))
  }
}
