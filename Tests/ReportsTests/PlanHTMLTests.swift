import Planner
import Reports
import Snapshots
import Testing

struct PlanHTMLTests {
  @Test func `A plan is one page that needs nothing but itself`() throws {
    let page = planHTML(shownPlan)
    try expectSnapshot(page, "shown.html")
    try expectSnapshot(planHTML(fullPlan), "full.html")
    try expectSnapshot(planHTML(catalogPlan(12)), "catalog.html")
    for outside in ["src=", "url(", "@import", "fetch(", "XMLHttpRequest", "import(", "<a ", "<form", "<iframe"] {
      #expect(!page.contains(outside))
    }
  }

  @Test func `Its policy knows its own script and style sheet`() throws {
    // The digest of nothing but these bytes, as any browser computes it.
    #expect(Digest(of: "abc".utf8).hexadecimal == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    let page = planHTML(shownPlan)
    let policy = try #require(page.firstMatch(of: /Content-Security-Policy" content="([^"]+)"/)).1
    #expect(policy.hasPrefix("default-src 'none'; script-src 'sha256-"))
    #expect(!policy.contains("unsafe"))
  }

  @Test func `Hostile text stays text`() throws {
    let page = planHTML(hostilePlan)
    #expect(page.split(separator: "<script").count == 2)
    #expect(page.split(separator: "<style").count == 2)
    #expect(page.split(separator: "<!--").count == 1)
    let known: Set = [
      "!doctype", "html", "head", "meta", "link", "title", "style", "body", "header", "nav", "main", "section", "h1",
      "h2", "p", "b",
      "bdi", "ul", "li", "label", "input", "select", "option", "button", "output", "details", "summary", "div", "span",
      "table", "tr", "th", "td", "pre", "script",
    ]
    let text = page.replacing(/<script>.*<\/script>/.dotMatchesNewlines(), with: "")
    for part in text.split(separator: "<").dropFirst() {
      let name = part.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber || $0 == "!" }
      #expect(known.contains(String(name)))
    }
    let unseen = page.unicodeScalars.first { $0 != "\n" && !$0.isPlainlyVisible }
    #expect(unseen == nil)
  }
}
