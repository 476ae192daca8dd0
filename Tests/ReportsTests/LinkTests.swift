import Planner
import Reports
import Snapshots
import Testing

/// What is said of links. The JSON of plans and runs without any says nothing of them, so that what stood before stays as it was.
struct LinkTests {
  @Test func `A link has words in every face of a plan`() throws {
    try expectSnapshot(planText(linksPlan, style: .plain), "links.txt")
    try expectSnapshot(planText(linksPlan, style: Style(palette: .plain, width: .columns(80))), "links-80.txt")
    try expectSnapshot(planMarkdown(linksPlan), "links.md")
    try expectSnapshot(planJSON(linksPlan), "links.plan.json")
    let page = planHTML(linksPlan)
    #expect(page.contains("link-user") && page.contains("links the server that the order names"))
  }

  @Test func `A link has words in every face of a run`() throws {
    try expectSnapshot(runText(linksRun, style: .plain), "links-run.txt")
    try expectSnapshot(runJSON(linksRun) + "\n", "links.run.json")
    try expectSnapshot(commitMessage(for: linksRun, results: []), "links.commit.txt")
  }

  @Test func `A saved plan with links is read back`() throws {
    let saved = try readSavedPlan(Array(planJSON(linksPlan).utf8))
    #expect(saved.changes.map(\.kind) == ["link-user", "link", "link", "link", "adopt"])
    #expect(saved.changes.map(\.digest) == linksPlan.changes.map(\.digest.description))
    #expect(!planJSON(shownPlan).contains("\"link") && !runJSON(fullRun).contains("\"link"))
  }
}
