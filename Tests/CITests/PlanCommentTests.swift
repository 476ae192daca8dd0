import Forges
import Planner
import Testing

@testable import Applier
@testable import CI

/// The comment that a pull request has: its size, whatever stands in it, and what is read back from it.
@Suite struct PlanCommentTests {
  private static let head = String(repeating: "4f", count: 20)

  private static func change(
    _ id: String, _ kind: Change.Kind = .update, name: String = "bot"
  ) throws -> Change {
    let difference = Difference(field: .name, old: .shown(name), new: "new \(name)", cause: .edited)
    return Change(
      order: try #require(OrderID(id)), kind: kind, reasons: [.amended], server: nil, differences: [difference],
      actions: [])
  }

  private static func plan(
    _ changes: [Change], refusals: [Refusal] = [], waiting: [Waiting] = [], diagnostics: [Diagnostic] = []
  ) throws -> ShownPlan {
    let plan = Plan(
      fleet: "codecraft", panel: "https://panel.example.com", revision: .commit(Self.head),
      asOf: try #require(Day("2026-11-22")), changes: changes, waiting: waiting, vanished: [], orphans: [], notices: [],
      refusals: refusals, diagnostics: [], faulty: [],
      counts: .init(orders: 1, servers: 1, users: nil, inStep: 0, foreign: 0, unreadable: 0))
    return ShownPlan(whole: plan, shown: plan, diagnostics: diagnostics, known: [])
  }

  private func page(
    _ outcome: MergeOutcome, head: String = head, at: Int = 1_795_348_800,
    run: String? = "https://ci.example.com/runs/812"
  ) -> MergePage {
    MergePage(
      names: CINames(.usual), outcome: outcome, base: String(repeating: "9a", count: 20), baseName: "main", head: head,
      at: Instant(seconds: at), runURL: run)
  }

  @Test func `It begins with its marker, says the verdict, and shows what can be read back`() throws {
    let changes = [try Self.change("ord-2"), try Self.change("ord-1", .terminate)]
    let text = page(.planned(try Self.plan(changes))).comment(replacing: nil, budget: 65_536)
    #expect(
      text.hasPrefix(
        """
        <!-- botfleet:plan -->
        <!-- botfleet:this `4f4f4f4f4f4f` 2026-11-22T12:00:00Z: 2 changes -->
        **Merging this makes 2 changes.**

        `4f4f4f4f4f4f` merged into `9a9a9a9a9a9a`, the tip of `main`, at 2026-11-22T12:00:00Z. [This run](https://ci.example.com/runs/812)

        ### Plan
        """))
    #expect(ShownDigests(comment: text) == ShownDigests(changes))
    #expect(!text.contains("Earlier plans"))
  }

  @Test(arguments: [0, 20_000, 65_536, 999_900])
  func `It keeps to its budget, and the digests have a quarter of it`(budget: Int) throws {
    let changes = try (0..<9000).map { try Self.change("ord-\($0)", $0 < 200 ? .terminate : .update) }
    let earlier = page(.checked(.init(problems: [], errors: []))).comment(replacing: nil, budget: budget)
    let text = page(.planned(try Self.plan(changes)), head: Self.head.reversedText).comment(
      replacing: earlier, budget: budget)
    #expect(text.utf8.count <= max(16_384, budget))
    #expect(text.contains("Earlier plans (1)"))
    let shown = try #require(ShownDigests(comment: text))
    #expect(shown.entries.count > 100)
    // What cannot be undone is shown first.
    let deletions = changes.count { $0.kind == .terminate && shown.contains($0) }
    #expect(deletions == min(200, shown.entries.count))
    #expect(text.contains("Digests (\(thousands(shown.entries.count)) of 9,000)") == (shown.entries.count < 9000))
  }

  @Test func `Nobody's text begins a line with a slash, ends a fence or is a line of ours`() throws {
    let hostile = [
      "\n/close", "/merge", "```\n/close", "@everyone", "\n<!-- botfleet:digests -->\n", "</details>", "-->",
      "`\u{301}", "\u{202e}x", "<!-- botfleet:plan -->", "\r/close", "\u{2028}/close",
    ]
    let problems = hostile.map {
      Diagnostic(
        .error, code: "bad", $0, hint: $0, at: Place(path: "fleet/orders/\($0).yaml", line: 1, column: 1), excerpt: $0)
    }
    let changes = try hostile.enumerated().map { try Self.change("ord-\($0.offset)", name: $0.element) }
    let outcomes: [MergeOutcome] = [
      .planned(try Self.plan(changes, diagnostics: problems)), .conflict(paths: hostile),
      .failed(.noRepository(hostile.joined())), .failed(.documents(problems)),
      .checked(.init(problems: problems, errors: problems)),
    ]
    for outcome in outcomes {
      let text = page(outcome, run: "https://ci.example.com/a)\n/close").comment(replacing: nil, budget: 65_536)
      let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
      #expect(!lines.contains { $0.hasPrefix("/") })
      #expect(lines.count { $0 == "<!-- botfleet:plan -->" } == 1)
      #expect(lines.count { $0 == "<!-- botfleet:digests -->" } <= 1)
      // What a fence does not hold: our own words, and code spans.
      var fence: Substring?
      for line in lines {
        let ticks = line.prefix { $0 == "`" }
        if let open = fence {
          if ticks.count >= open.count, ticks.count == line.count { fence = nil }
        } else if ticks.count >= 3, !line.dropFirst(ticks.count).contains("`") {
          fence = ticks
        } else {
          let prose = withoutCode(line)
          #expect(!prose.contains("@") && !prose.contains("/close") && !prose.contains("-->"), "\(line)")
        }
      }
      #expect(fence == nil)
    }
  }

  /// What Markdown takes for no code: a run of backticks is closed by the next one of the same length. Our own lines that nobody sees are left out.
  private func withoutCode(_ line: Substring) -> String {
    if line.hasPrefix("<!-- botfleet:") { return "" }
    var (prose, rest) = ("", line.unicodeScalars[...])
    while let start = rest.firstIndex(of: "`") {
      prose.unicodeScalars.append(contentsOf: rest[..<start])
      let count = rest[start...].prefix { $0 == "`" }.count
      rest = rest[start...].dropFirst(count)
      var inside = rest
      while let next = inside.firstIndex(of: "`") {
        let length = inside[next...].prefix { $0 == "`" }.count
        inside = inside[next...].dropFirst(length)
        if length == count {
          rest = inside
          break
        }
      }
    }
    return prose + String(rest)
  }

  @Test func `Digests that somebody edited, doubled or moved are none`() throws {
    let changes = try (0..<3).map { try Self.change("ord-\($0)") }
    let text = page(.planned(try Self.plan(changes))).comment(replacing: nil, budget: 65_536)
    let line = try #require(ShownDigests(changes).lines.first)
    #expect(ShownDigests(comment: text.replacing("\n", with: "\r\n")) == ShownDigests(changes))
    for edited in [
      text.replacing(line, with: "\(line) "), text.replacing(line, with: "\(line)\n\(line)"),
      text.replacing(line, with: line.uppercased()), text.replacing(line, with: "x\(line)"),
      text + text, text.replacing("<!-- botfleet:digests -->", with: "<!-- botfleet:digests --> "),
      String(text.prefix(upTo: try #require(text.range(of: line)).upperBound)), "",
    ] {
      #expect(ShownDigests(comment: edited) == nil)
    }
    // A line more is read, and has another seal.
    let more = text.replacing(line, with: "\(line)\n0123456789abcdef ord-9")
    #expect(try #require(ShownDigests(comment: more)).seal != ShownDigests(changes).seal)
  }

  @Test func `Twenty earlier plans are kept, the newest first, and a second run of the same is none`() throws {
    var text: String?
    for number in 0..<30 {
      let head = String(repeating: number % 10 == number ? "0\(number)" : "\(number)", count: 20)
      let plan = try Self.plan((0..<number).map { try Self.change("ord-\($0)") })
      for _ in 0..<2 {
        text = page(.planned(plan), head: head, at: 1_795_348_800 + number).comment(replacing: text, budget: 65_536)
      }
    }
    let lines = try #require(text).split(separator: "\n")
    let items = lines.filter { $0.hasPrefix("- `") && $0.contains("2026-11-22T") }
    #expect(items.count == 20 && text?.contains("Earlier plans (20)") == true)
    #expect(items.first == "- `282828282828` 2026-11-22T12:00:28Z: 28 changes")
    #expect(items.last == "- `090909090909` 2026-11-22T12:00:09Z: 9 changes")
  }

  @Test func `What somebody wrote among the earlier plans is left out`() throws {
    let first = page(.planned(try Self.plan([]))).comment(replacing: nil, budget: 65_536)
    let second = page(.checked(.init(problems: [], errors: []))).comment(replacing: first, budget: 65_536)
    #expect(second.contains("- `4f4f4f4f4f4f` 2026-11-22T12:00:00Z: nothing to do\n"))
    for forged in [
      "- `4f4f4f4f4f4f` 2026-11-22T12:00:00Z: nothing to do @everyone", "- @everyone",
      "- `4f4f4f4f4f4g` 2026-11-22T12:00:00Z: nothing to do", "- `4f4f4f4f4f4f` 2026-11-22T12:00:00Z: 1 changes",
      "- `4f4f4f4f4f4f` 2026-11-22T12:00:00+00:00: nothing to do",
    ] {
      let edited = second.replacing("- `4f4f4f4f4f4f` 2026-11-22T12:00:00Z: nothing to do", with: forged)
      let next = EarlierPlan(head: "x", at: Instant(seconds: 0), summary: .nothing)
      #expect(earlierPlans(in: edited, before: next).count == 1, "\(forged)")
    }
  }

  @Test func `Every verdict is read back as it was written`() {
    let all: [PlanSummary] = [
      .nothing, .changes(1), .changes(1840), .refused(2), .noRoom(1), .errors(12), .conflict, .checked, .failed,
    ]
    for summary in all { #expect(PlanSummary("\(summary)") == summary) }
    #expect(PlanSummary("12 changes and more") == nil && PlanSummary("99999999999999999999 changes") == nil)
  }
}

/// What the two statuses say.
@Suite struct PlanStatusTests {
  private func page(_ outcome: MergeOutcome) -> MergePage {
    MergePage(
      names: CINames(.usual), outcome: outcome, base: "b", baseName: "main", head: String(repeating: "4f", count: 20),
      at: Instant(seconds: 0), runURL: nil)
  }

  private func plan(refusals: [Refusal] = [], waiting: [Waiting] = []) throws -> MergeOutcome {
    let plan = Plan(
      fleet: "codecraft", panel: "https://panel.example.com", revision: .commit("x"),
      asOf: try #require(Day("2026-11-22")), changes: [], waiting: waiting, vanished: [], orphans: [], notices: [],
      refusals: refusals, diagnostics: [], faulty: [],
      counts: .init(orders: 1, servers: 1, users: nil, inStep: 0, foreign: 0, unreadable: 0))
    return .planned(ShownPlan(whole: plan, shown: plan, diagnostics: [], known: []))
  }

  @Test func `The seal is the last word, and fits`() throws {
    let seal = Digest(of: [])
    let status = page(.checked(.init(problems: [], errors: []))).planStatus(sealed: seal, upTo: 140)
    #expect(status.description == "No plan, documents checked \(seal)" && CI.seal(of: status) == seal)
    let short = page(try plan()).planStatus(sealed: seal, upTo: 75)
    #expect(short.description.count == 75 && CI.seal(of: short) == seal)
    #expect(CI.seal(of: page(try plan()).planStatus(sealed: nil, upTo: 140)) == nil)
  }

  @Test func `A safety limit turns only its own status red`() throws {
    let outcome = try plan(refusals: [.tooManyTerminations(planned: 9, allowed: 1)])
    #expect(outcome.meaning == .done)
    #expect(page(outcome).planStatus(sealed: nil, upTo: 140).state == .success)
    #expect(page(outcome).limitsStatus.state == .failure)
  }

  @Test func `Missing room, errors and a conflict turn the plan's red`() throws {
    let order = try #require(OrderID("ord-1"))
    let crowded = try plan(waiting: [Waiting(order: order, reason: .nowhereToPlace([]), scope: .creation)])
    let unpaid = try plan(waiting: [Waiting(order: order, reason: .paymentPending, scope: .creation)])
    let error = Diagnostic(.error, code: "bad", "bad", path: "fleet/fleet.yaml")
    for (outcome, state) in [
      (crowded, CommitStatus.State.failure), (unpaid, .success), (.conflict(paths: ["fleet/fleet.yaml"]), .failure),
      (.checked(.init(problems: [error], errors: [])), .success),
      (.checked(.init(problems: [error], errors: [error])), .failure), (.failed(.documents([error])), .failure),
      (.failed(.noPanel), .error),
    ] {
      #expect(page(outcome).planStatus(sealed: nil, upTo: 140).state == state)
      #expect((outcome.meaning == .done) == (state == .success))
    }
  }
}

extension String {
  fileprivate var reversedText: String { String(reversed()) }
}
