import Planner
import Reports
import Snapshots
import Testing

struct PlanMarkdownTests {
  @Test func `A plan as Markdown shows first what calls for a second look`() throws {
    try expectSnapshot(planMarkdown(shownPlan), "shown.md")
    try expectSnapshot(planMarkdown(fullPlan), "full.md")
    try expectSnapshot(planMarkdown(catalogPlan(30)), "catalog.md")
    try expectSnapshot(planMarkdown(alikePlan), "alike.md")
    try expectSnapshot(planMarkdown(longPlan, whole: "https://ci.example.com/run/812"), "long.md")
  }

  private static let wholes = [fullPlan, longPlan, hostilePlan, endangeredPlan, catalogPlan(9000)].map {
    (plan: $0, text: planMarkdown($0, budget: .max))
  }

  @Test(arguments: [0, 5000, 8000, 65_536])
  func `It keeps to its budget, closes its fences, and tells what it cut`(budget: Int) throws {
    for whole in Self.wholes {
      let text = planMarkdown(whole.plan, budget: budget)
      #expect(text.utf8.count <= max(4096, budget))
      #expect(linesOutsideOfFences(text) != nil)
      let told = text.contains("The full plan: `botfleet plan --all`\n")
      #expect(told == (text != whole.text))
    }
  }

  @Test func `Ten thousand changes leave room for every deletion and for something of everything`() {
    let text = planMarkdown(hugePlan)
    #expect(text.utf8.count <= 65_536)
    for change in hugePlan.changes where change.kind == .terminate {
      #expect(text.contains("- terminate ord-\(change.order.text.dropFirst(4)) "))
    }
    #expect(text.contains("\n! drift ") && text.contains("\n+ create ") && text.contains("\n~ update "))
  }

  /// To Swift a backtick with a combining mark is another character; Markdown sees the backtick, and the text was no code any more.
  @Test func `A backtick with a mark on it ends no code`() {
    let text = planMarkdown(plan(fleet: "`\u{301}x"))
    #expect(text.contains("`` `\u{301}x ``"))
  }

  @Test func `What was cut and what is shown make the whole`() throws {
    let text = planMarkdown(endangeredPlan, budget: 10_000)
    let shown = text.split(separator: "\n").count { $0.hasPrefix("- terminate ") }
    #expect(text.contains("**\(endangeredPlan.changes.count - shown) rows left out**"))
    #expect(shown > 20)
  }

  @Test func `Outside of fences and code no foreign character stands`() throws {
    for line in try #require(linesOutsideOfFences(planMarkdown(hostilePlan))) {
      let prose = line.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      let foreign = prose.first { $0.offset.isMultiple(of: 2) && $0.element.contains { "@<|[".contains($0) } }
      #expect(foreign == nil, "\(line)")
    }
  }

  /// As CommonMark reads fences; nil where the last one is not closed.
  private func linesOutsideOfFences(_ text: String) -> [Substring]? {
    var (lines, fence): ([Substring], Int?) = ([], nil)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let content = line.prefix(3).allSatisfy { $0 == " " } ? line : line.drop { $0 == " " }
      let run = content.prefix { $0 == "`" }.count
      if let length = fence {
        if run >= length && content.dropFirst(run).allSatisfy({ $0 == " " }) { fence = nil }
      } else if run >= 3 && !content.dropFirst(run).contains("`") {
        fence = run
      } else {
        lines.append(line)
      }
    }
    return fence == nil ? lines : nil
  }
}
