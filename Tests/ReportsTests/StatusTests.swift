import Planner
import Testing

@testable import Reports

struct StatusTests {
  @Test func `The overview says what wants somebody`() throws {
    try expectSnapshot(
      statusText(shownStatus, .overview, notes: [:], live: nil, style: .plain), "status.txt")
  }

  @Test func `At eighty columns lines go on below`() throws {
    let style = Style(palette: .plain, width: .columns(80))
    for listing in [StatusListing.overview, .list, .details] {
      let text = statusText(shownStatus, listing, notes: [:], live: nil, style: style)
      #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }
    try expectSnapshot(statusText(shownStatus, .list, notes: [:], live: nil, style: style), "status-list-80.txt")
  }

  @Test func `Of one order all is told`() throws {
    let notes = [shownStatus.orders[1].id: "4f2c1ab 2026-11-22T12:00:00Z, Ada: Upgrade ord-1002"]
    let status = shownStatus.limited { ["ord-1002", "ord-1006", "ord-1007"].contains($0.id.text) }
    try expectSnapshot(statusText(status, .details, notes: notes, live: nil, style: .plain), "status-details.txt")
  }

  @Test func `As JSON every key is there`() throws {
    try expectSnapshot(
      statusJSON(shownStatus, commits: [shownStatus.orders[0].id: "4f2c1ab0d5e6f708192a3b4c5d6e7f8091a2b3c4"], live: nil),
      "shown.status.json")
  }

  @Test func `As CSV nothing is computed, and every row has the same cells`() throws {
    let text = statusCSV(shownStatus, live: nil)
    try expectSnapshot(text, "status.csv")
    #expect(text.contains(",'=cmd|' /C calc'!A0,") && text.contains(",\"Doe, \"\"Jane\"\"\","))
    #expect(csvCell("-1") == "'-1" && csvCell("+x,y") == "\"'+x,y\"" && csvCell("@a") == "'@a" && csvCell("") == "")
    #expect(csvCell("a\r\nb") == "a\\r\\nb" && csvCell("\t=1") == "\\t=1")
  }

  @Test func `An edit is a patch, and the file that is new comes from nothing`() {
    let edits = [
      OrderDocumentEdit(order: order("a"), path: "orders/a.yaml", before: Array("x: 1\n".utf8), after: Array("x: 2\n".utf8)),
      OrderDocumentEdit(order: order("b"), path: "orders/b.yaml", before: nil, after: Array("y: \u{202E}\n".utf8)),
    ]
    #expect(orderEditPatch(edits).contains("--- /dev/null\n+++ b/orders/b.yaml\n@@ -0,0 +1,1 @@\n+y: \u{202E}\n"))
    let shown = orderEditText(edits, style: .plain)
    #expect(shown.contains("-x: 1\n+x: 2\n") && shown.unicodeScalars.allSatisfy { $0 == "\n" || $0.isPlainlyVisible })
  }
}
