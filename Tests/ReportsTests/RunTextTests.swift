import Planner
import Reports
import Snapshots
import Testing

struct RunTextTests {
  @Test func `Each outcome has its line, and what to do about it`() throws {
    try expectSnapshot(runText(fullRun, style: .plain), "run.txt")
    try expectSnapshot(runText(fullRun, style: Style(palette: .coloured, width: .columns(80))), "run-80.ansi")
  }

  @Test func `Of a long run only what went wrong is listed`() {
    let text = runText(longRun, style: .plain)
    #expect(text.split(separator: "\n").count == 3)
    #expect(text.contains("x failed"))
    let words = runText(longRun, style: .plain, listing: .all).split { $0 == " " || $0 == "\n" }
    #expect(Set(words).isSuperset(of: longRun.outcomes.map { $0.change.order.text[...] }))
  }

  @Test func `What was not tried for one cause stands together, each order named`() throws {
    try expectSnapshot(runText(givenUpRun, style: .plain), "given-up.txt")
    try expectSnapshot(commitMessage(for: givenUpRun, results: []), "given-up.commit.txt")
  }

  @Test func `A run that did nothing says so`() {
    let run = Run(plan: plan(), revision: "4f2c1ab", startedAt: Instant(seconds: 0), outcomes: [])
    #expect(runText(run, style: .plain).hasSuffix(": nothing was done.\n"))
  }
}
