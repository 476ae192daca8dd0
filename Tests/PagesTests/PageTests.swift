import Health
import Planner
import SightFixtures
import Testing
import Views

@testable import Pages

@Suite("Pages")
struct PageTests {
  static let admin = Viewer.admin(Administrator(name: SightFixture.hostile, email: "ada@example.com"))
  static let ada = Viewer.customer(["cus-ada"])

  /// Every page that there is, with hostile texts wherever somebody may write some.
  static func pages(_ language: Words.Language) throws -> [(name: String, text: String)] {
    let sight = SightFixture.sight()
    func frame(_ viewer: Viewer) -> PageFrame {
      PageFrame(
        language, assets: PageAssets(), brand: SightFixture.hostile, viewer: viewer,
        path: "/admin/deployments?q=\(SightFixture.hostile)",
        now: SightFixture.now, live: "/events", notice: .committed)
    }
    let (one, material) = (
      SightFixture.id("ord-1"),
      SightFixture.material(
        of: "ord-1", files: FileAccess(host: SightFixture.hostile, port: 2022, user: SightFixture.hostile))
    )
    var query = AdminQuery()
    query.search = SightFixture.hostile
    let hostile = SightFixture.hostile
    let part = PartLine(name: "intake", state: "hindered", why: hostile, advice: hostile)
    let over = OverLimitLine(limits: [hostile], held: [one], digest: "d")
    let preview = Preview(
      order: one, deed: .terminate, patch: "--- a\n+++ b\n@@ -1 +1 @@\n-\(hostile)\n+\(hostile)\n", plan: hostile,
      effect: hostile,
      problems: [hostile], blind: hostile, author: Administrator(name: hostile, email: hostile),
      goesThroughReview: true,
      seal: "a.b", isRenewed: true)
    return [
      ("bots", botsPage(try #require(sight.bots(for: ada)), in: frame(ada)).text),
      ("no bots", botsPage([], in: frame(ada)).text),
      ("bot", botPage(try #require(sight.bot(one, material, for: ada)), in: frame(ada)).text),
      ("bot of others", botPage(try #require(sight.bot(one, material, for: admin)), in: frame(admin)).text),
      (
        "list",
        listPage(try #require(sight.list(AdminQuery(), for: admin)), parts: [part], over: over, in: frame(admin)).text
      ),
      (
        "empty list", listPage(try #require(sight.list(query, for: admin)), parts: [], over: nil, in: frame(admin)).text
      ),
      (
        "order",
        orderPage(
          try #require(sight.order(one, material, for: admin)), try #require(sight.offers(for: admin)), in: frame(admin)
        ).text
      ),
      (
        "failed",
        orderPage(
          try #require(sight.order(SightFixture.id("ord-6"), material, for: admin)),
          try #require(sight.offers(for: admin)), in: frame(admin)
        ).text
      ),
      ("preview", previewPage(preview, in: frame(admin)).text),
      (
        "deliveries",
        deliveriesPage(
          [
            DeliveryLine(
              delivery: hostile, order: hostile, receivedAt: SightFixture.now, why: hostile, canBeRetried: true)
          ], counts: [(hostile, 1)], in: frame(admin)
        ).text
      ),
      ("no intake", deliveriesPage(nil, counts: [], in: frame(admin)).text),
      ("parts", partsPage([part], facts: [("tip", hostile)], in: frame(admin)).text),
      ("over", overLimitPage(over, plan: hostile, in: frame(admin)).text),
      ("not over", overLimitPage(nil, plan: nil, in: frame(admin)).text),
      ("sign in", signInPage(.mail, trouble: .expired, in: frame(.nobody)).text),
      ("mailed", mailedPage(in: frame(.nobody)).text),
      ("enter", enterPage(action: "/link", fields: [("link", hostile)], in: frame(.nobody)).text),
      ("not found", notFoundPage(in: frame(.nobody)).text), ("unavailable", unavailablePage(in: frame(.nobody)).text),
      ("did not work", failedPage(hostile, back: "/", in: frame(admin)).text),
    ]
  }

  @Test("The overview says first what concerns many at once, and nothing of the kind on a quiet day")
  func badMorning() throws {
    let more = (0..<60).map { (order: "ord-\(1000 + $0)", customer: Optional("cus-many")) }
    let loops = Dictionary(uniqueKeysWithValues: more.prefix(40).map { ($0.order, BotState.crashLoop) })
    let morning = SightFixture.sight(seen: loops, more: more, lost: Set(more.suffix(20).map(\.order)))
    let frame = PageFrame(
      .english, assets: PageAssets(), brand: "codecraft", viewer: Self.admin, path: "/admin/deployments",
      now: SightFixture.now)
    let list = try #require(morning.list(AdminQuery(), for: Self.admin))
    let page = listPage(list, parts: [], over: nil, in: frame).text
    let notice = try #require(page.firstRange(of: "Many bots at once"))
    let table = try #require(page.firstRange(of: "<table"))
    #expect(notice.lowerBound < table.lowerBound)
    for words in [
      "The panel cannot reach node 77", "20 bots are not seen", "href=\"/admin/deployments?node=77\"",
      "40 bots crash again and again", "href=\"/admin/deployments?needs=crash-loop\"",
    ] { #expect(page.contains(words), "\(words)") }
    let quiet = try #require(SightFixture.sight().list(AdminQuery(), for: Self.admin))
    #expect(!listPage(quiet, parts: [], over: nil, in: frame).text.contains("Many bots at once"))
    // A filter by node is seen, and can be taken away.
    let node = try #require(morning.list(AdminQuery(["node": "77", "needs": "any"]), for: Self.admin))
    let filtered = listPage(node, parts: [], over: nil, in: frame).text
    #expect(filtered.contains("on node 77") && filtered.contains("href=\"/admin/deployments?needs=any\""))
  }

  @Test("keep hostile text as text", arguments: Words.Language.allCases)
  func hostile(_ language: Words.Language) throws {
    for (name, text) in try Self.pages(language) {
      #expect(!text.contains("<img"), "\(name)")
      #expect(!text.contains("<b>bold"), "\(name)")
      #expect(!text.contains("onerror=alert(1)>"), "\(name)")
      #expect(!text.unicodeScalars.contains("\u{202e}") || isOnlyInAttributes(text), "\(name)")
    }
  }

  @Test("are whole, and balanced", arguments: Words.Language.allCases)
  func balanced(_ language: Words.Language) throws {
    for (name, text) in try Self.pages(language) {
      #expect(text.hasPrefix("<!DOCTYPE html>") && text.contains("</html>"), "\(name)")
      #expect(text.contains("<html lang=\"\(language.rawValue)\">"), "\(name)")
      #expect(text.components(of: "<h1").count == 2, "\(name)")
      #expect(unbalanced(text) == nil, "\(name): \(unbalanced(text) ?? "")")
      #expect(!text.contains(" style=") && !text.contains("<style") && !text.contains("javascript:"), "\(name)")
      #expect(text.components(of: "<script").count == 2 && text.components(of: " onclick").count == 1, "\(name)")
    }
  }

  @Test("say an order's state in words, and not by colour alone")
  func words() throws {
    let text = try Self.pages(.english).first { $0.name == "bot" }?.text ?? ""
    #expect(text.contains("Your bot is online."))
    #expect(text.contains("300 MiB of 1.5 GiB") && text.contains("<svg class=\"bar-line"))
    #expect(text.contains("action=\"/bots/ord-1/restart\""))
  }

  @Test("of a customer say nothing of what is inside")
  func nothingInside() throws {
    for (name, text) in try Self.pages(.english) where name == "bot" || name == "bots" {
      for secret in SightFixture.secrets { #expect(!text.contains(secret), "\(name): \(secret)") }
    }
  }

  @Test("load their files under names that change with them")
  func assets() {
    let assets = PageAssets()
    for asset in [assets.style, assets.script] {
      #expect(assets[asset.path]?.bytes == asset.bytes)
      #expect(asset.path.firstMatch(of: /^\/assets\/pages-[0-9a-f]{12}\.(css|js)$/) != nil)
    }
    #expect(assets["/assets/pages.css"] == nil && assets["/assets/../pages.css"] == nil)
  }

  /// A form's own field may bring back what somebody typed.
  private func isOnlyInAttributes(_ text: String) -> Bool {
    text.split(separator: "\u{202e}").dropLast().allSatisfy { before in
      let tail = before.reversed().prefix { $0 != ">" }
      return tail.contains("<")
    }
  }
}

extension String {
  fileprivate func components(of part: String) -> [Substring] {
    split(separator: part, omittingEmptySubsequences: false)
  }
}

/// The first tag that closes what is not open; nil where all is balanced.
private func unbalanced(_ text: String) -> String? {
  let empty: Set<String> = ["meta", "link", "input", "br", "img", "rect", "path", "circle", "polyline"]
  var open: [String] = []
  for match in text.matches(of: /<(\/?)([a-z][a-z0-9]*)(?:"[^"]*"|[^">])*?(\/?)>/) {
    let name = String(match.2)
    if match.3 == "/" || empty.contains(name) { continue }
    if match.1 == "/" {
      guard open.last == name else { return "</\(name)> in \(open.joined(separator: " "))" }
      open.removeLast()
    } else {
      open.append(name)
    }
  }
  return open.isEmpty ? nil : open.joined(separator: " ")
}
