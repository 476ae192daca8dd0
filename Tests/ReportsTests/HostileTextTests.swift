import Planner
import Reports
import Testing

struct HostileTextTests {
  @Test func `A plan as text shows what hostile text is made of`() throws {
    let text = planText(hostilePlan, style: Style(palette: .plain, width: .columns(100)))
    expectHarmless(text)
    #expect(text.utf8.count < 400_000)
    #expect(text.contains("\\u{202e}gnp.exe"))
    #expect(text.contains("two\\nlines\\r\\nand\\u{2028}more"))
  }

  @Test func `So do diagnostics in each of their forms`() {
    expectHarmless(diagnosticsText(hostilePlan.diagnostics, style: .plain))
    expectHarmless(diagnosticsGitHub(hostilePlan.diagnostics))
    expectHarmless(diagnosticsJSON(hostilePlan.diagnostics))
    expectHarmless(diagnosticsSARIF(hostilePlan.diagnostics, version: "0.1.0"))
    #expect(diagnosticsGitHub(hostilePlan.diagnostics).split(separator: "\n").count == hostileTexts.count)
  }

  @Test func `So does JSON`() { expectHarmless(planJSON(hostilePlan)) }

  @Test func `So does Markdown`() { expectHarmless(planMarkdown(hostilePlan, budget: 1_000_000)) }

  @Test func `Colours are the only escapes`() {
    let text = planText(hostilePlan, style: Style(palette: .coloured, width: .columns(80)))
    let escapes = text.split(separator: "\u{1b}").dropFirst()
    #expect(
      escapes.allSatisfy { $0.wholeMatch(of: /\[(0|1|2|32|33|1;31|35|36)m[^\u{1b}]*/.dotMatchesNewlines()) != nil })
  }

  @Test func `Two long values that differ at their end do not look the same`() {
    let long = String(repeating: "x", count: 5000)
    let change = update("ord-1", server: 1, [difference(.command, long + "1", long + "2")])
    let lines = planText(plan(changes: [change]), style: .plain).split(separator: "\n")
    #expect(lines.contains { $0.hasSuffix("x1 (5,001 characters)") })
    #expect(lines.contains { $0.hasSuffix("x2 (5,001 characters)") })
  }

  private func expectHarmless(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let unseen = text.unicodeScalars.first { $0 != "\n" && !$0.isPlainlyVisible }
    #expect(unseen == nil, sourceLocation: sourceLocation)
    let holdsCommand = text.contains("##[")
    #expect(!holdsCommand, sourceLocation: sourceLocation)
  }
}
