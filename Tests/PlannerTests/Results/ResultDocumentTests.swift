import Testing

@testable import Planner

@Suite struct `A result` {
  private static let order = OrderID("ord-1042")

  private func read(_ bytes: [UInt8], at path: String = "results/42/ord-1042.yaml") -> FleetReading {
    SampleFleet(others: [path: .bytes(bytes)]).read()
  }

  @Test func `It is written in fixed order, and quoted exactly where it has to be`() throws {
    let text = String(decoding: writeResult(try fullResult()), as: UTF8.self)
    #expect(
      text == """
        # Written by botfleet apply; edits are overwritten.
        order: ord-1042
        phase: running
        since: 2026-11-22
        server:
          id: 17
          uuid: 6e2b7c1e-0000-4000-8000-000000000000
          identifier: 6e2b7c1e
          node: 1
          address: 203.0.113.7:25565
          installed: yes
        applied:
          revision: 4f2c1ab000000000000000000000000000000000
          change: sha256:0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f
          at: 2026-11-22T12:00:00Z
          tier: pro
          addons: [private-instance]
          spec:
            details:
              name: bot-ord-1042
              description: ""
              owner: 1
            build:
              memory: 1536MiB
              swap: 0MiB
              disk: 3GiB
              io: 500
              cpu: 150%
              threads: all
              databases: 1
              backups: 3
              allocations: 0
            startup:
              egg: 15
              image: ghcr.io/parkervcp/yolks:nodejs_22
              command: node index.js
              environment:
                DISCORD_GUILD_ID: "112233445566778899"
                MAX_GUILDS: "3"
                TIER: pro
            suspended: no
        terminating:
          since: 2026-11-22
        failure:
          action: create
          code: no-free-allocation
          message: "node 1 has no free allocation: add one"

        """)
  }

  @Test(arguments: [
    "", " ", "no", "Yes", "~", "null", "012", "1e3", "0x1F", "1:30", "-1", "+5", ".5", "- a", "a: b", "a #b", "a:",
    "a ", " a",
    "'a'", "\"a\"", "a\\b", "a\nb", "a\r\nb", "a\tb", "\0", "\u{1B}[31m", "\u{85}", "\u{2028}", "\u{FEFF}a", "\u{FFFE}",
    "é",
    "👩‍👩‍👧", "\u{202E}abc", "{{a}}", "[a]", "{a}", "*a", "&a", "!a", "|", ">", "%a", "@a", "`a`", "#a", "a,b", "2026-11-22",
    "<<", "=",
    // Found by `make fuzz`: with a combining mark behind it, a blank was not seen as one.
    "a: \u{5AE}b", "a: \u{301}b: c", "a #\u{301}b", "44 #", "a:\u{301} b",
    "---", "...", "? a", "?", "-", "%", "\u{A0}", "\u{E000}", "\u{10FFFF}",
    "ein sehr langer Text, der über keine Zeile umbrochen wird, weil niemand ihn umbrechen soll, auch hier nicht",
  ])
  func `Whatever the panel said is read back as it was`(text: String) throws {
    let result = try fullResult([
      .name: text, .command: text, .threads: text, .egg: text, .suspended: text, .variable("X"): text,
    ])
    let bytes = writeResult(result)
    let reading = read(bytes)
    #expect(reading.diagnostics == [])
    #expect(reading.fleet?.results == [result.order: result])
    #expect(writeResult(result) == bytes)
    #expect(!String(decoding: bytes, as: UTF8.self).unicodeScalars.contains { $0 != "\n" && isUnseen($0) })
  }

  @Test func `An order that failed before there was anything has a short one`() throws {
    let result = OrderResult(
      order: try #require(Self.order), phase: .failed, since: try #require(Day("2026-11-22")), server: nil,
      applied: nil,
      terminatingSince: nil, failure: nil)
    #expect(read(writeResult(result)).fleet?.results == [result.order: result])
  }

  /// Found by `make fuzz`: such a result could not be read any more, and its order was stuck.
  @Test func `One whose spec is empty is read back`() throws {
    let full = try fullResult()
    let applied = try #require(full.applied)
    let result = OrderResult(
      order: full.order, phase: full.phase, since: full.since, server: full.server,
      applied: .init(
        revision: applied.revision, change: applied.change, at: applied.at, tier: nil, addons: [], spec: FieldValues()),
      terminatingSince: nil, failure: nil)
    let reading = read(writeResult(result))
    #expect(reading.diagnostics == [])
    #expect(reading.fleet?.results == [result.order: result])
  }

  @Test func `What was asked and since when its order is gone are read back too`() throws {
    let full = try fullResult()
    let applied = try #require(full.applied)
    let result = OrderResult(
      order: full.order, phase: full.phase, since: full.since, server: full.server,
      applied: .init(
        revision: applied.revision, change: applied.change, at: applied.at, tier: nil, addons: [], spec: applied.spec,
        asked: FieldValues([.memory: "5000000000MiB", .variable("TIER"): " gold"])),
      terminatingSince: nil, orphanedSince: full.since, suspendedByHandSince: day("2026-11-20"), failure: nil)
    #expect(
      String(decoding: writeResult(result), as: UTF8.self).contains("suspendedByHand:\n  since: 2026-11-20\n"))
    #expect(read(writeResult(result)).fleet?.results == [result.order: result])
  }

  @Test(arguments: [
    BadDocument("order: 1️⃣ord-1043\nphase: running\nsince: 2026-11-22\n", "result-misplaced"),
    BadDocument("order: ord-1042\nphase: 1️⃣runs\nsince: 2️⃣2026-02-30\n", "unknown-word", "bad-day"),
    BadDocument("1️⃣order: ord-1042\nphase: running\n", "missing-key"),
    BadDocument("order: ord-1042\nphase: failed\nsince: 2026-11-22\n1️⃣until: 2026-11-23\n", "unknown-key"),
    BadDocument(
      "order: ord-1042\nphase: running\nsince: 2026-11-22\nserver: 1️⃣{ id: 2️⃣0, uuid: 3️⃣6E, identifier: 4️⃣x, node: 1 }\n",
      "missing-key", "number-out-of-range", "bad-uuid", "bad-identifier"),
    BadDocument("order: ord-1042\nphase: running\nsince: 2026-11-22\nterminating: { since: 1️⃣today }\n", "bad-day"),
    BadDocument(
      "order: ord-1042\nphase: running\nsince: 2026-11-22\napplied: { revision: x, change: 1️⃣x, at: 2️⃣noon, spec: { build: { 3️⃣ram: 1GiB } } }\n",
      "bad-digest", "bad-time", "unknown-key"),
  ])
  func `A damaged one is told, and nothing is concluded from it`(bad: BadDocument) {
    let reading = read(MarkedDocument(bad.marked).bytes)
    #expect(reading.summary == bad.summary)
    #expect(reading.fleet?.results == [:])
    #expect(reading.fleet?.unreadable.map(\.text) == ["ord-1042"])
  }

  @Test(arguments: [
    ("ord-1042", "42"), ("ord-1", "01"), ("a", "0a"), ("a-b", "0b"), ("a_9", "09"), ("abc", "bc"), ("1", "01"),
    ("ord-10", "10"),
  ])
  func `Its folder can be guessed`(order: String, folder: String) throws {
    #expect(resultPath(of: try #require(OrderID(order))) == "results/\(folder)/\(order).yaml")
  }

  @Test func `One in a folder that is not its own is not read twice`() throws {
    let bytes = writeResult(try fullResult())
    let reading = SampleFleet(others: [
      "results/42/ord-1042.yaml": .bytes(bytes), "results/ord-1042.yaml": .bytes(bytes),
    ]).read()
    #expect(reading.summary == ["2:8 result-misplaced"])
    #expect(reading.fleet?.unreadable.map(\.text) == ["ord-1042"])
  }
}
