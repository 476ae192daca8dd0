import Testing

@testable import Planner

@Suite struct `The record of open orders` {
  private static let tree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
  private static let whole = OpenOrders(
    revision: "4f2c1ab0c1d2e3f40516273849506172839405a6", asOf: day("2026-11-22"), servers: 9950,
    open: [orderID("ord-18"): .installing, orderID("ord-17"): .failed, orderID("1042"): .undone],
    terminating: [orderID("ord-30"): day("2026-11-20")],
    due: [
      orderID("ord-9"): day("2026-12-02"), orderID("ord-41"): day("2026-12-01"), orderID("ord-40"): day("2026-12-01"),
    ], through: day("2026-12-24"))

  private func read(_ bytes: [UInt8]) -> ParsedDocument<RecordedOpenOrders> {
    readOpenOrders(FleetFile(path: "fleet/results/open.yaml", content: .bytes(bytes)))
  }

  @Test func `It is written in one order, the next days first`() {
    let text = String(decoding: writeOpenOrders(Self.whole, over: Self.tree), as: UTF8.self)
    #expect(
      text == """
        # Written by botfleet apply; edits are overwritten.
        revision: 4f2c1ab0c1d2e3f40516273849506172839405a6
        results: 4b825dc642cb6eb9a060e54bf8d69288fbee4904
        asOf: 2026-11-22
        servers: 9950
        open:
          "1042": undone
          ord-17: failed
          ord-18: installing
        terminating:
          ord-30: 2026-11-20
        due:
          ord-40: 2026-12-01
          ord-41: 2026-12-01
          ord-9: 2026-12-02
        through: 2026-12-24

        """)
  }

  @Test(arguments: [whole, OpenOrders(revision: "x", asOf: day("2026-11-22"), servers: 0)])
  func `What is written is read back`(orders: OpenOrders) {
    let reading = read(writeOpenOrders(orders, over: Self.tree))
    #expect(reading.diagnostics == [])
    #expect(reading.value == RecordedOpenOrders(orders, over: Self.tree))
  }

  /// Every id that is a number, a word or a day to some YAML reader.
  @Test(arguments: ["1042", "0x1f", "1e3", "no", "null", "2026-11-22", "0", "true"])
  func `Ids that look like something else are read back`(id: String) {
    let orders = OpenOrders(
      revision: "x", asOf: day("2026-11-22"), servers: 1, open: [orderID(id): .failed],
      due: [orderID(id): day("2026-12-01")])
    #expect(read(writeOpenOrders(orders, over: Self.tree)).value?.orders == orders)
  }

  @Test func `It is no order's result, and one of the order open has its own place`() {
    let result = OrderResult(
      order: orderID("open"), phase: .failed, since: day("2026-11-22"), server: nil, applied: nil,
      terminatingSince: nil, failure: nil)
    let files: [String: FleetFile.Content] = [
      "results/open.yaml": .bytes(writeOpenOrders(Self.whole, over: Self.tree)),
      resultPath(of: result.order): .bytes(writeResult(result)),
    ]
    let reading = SampleFleet(others: files).read()
    #expect(reading.diagnostics == [] && reading.fleet?.results == [result.order: result])
    #expect(reading.fleet?.unreadable == [])
  }

  @Test func `One that cannot be read holds nobody back, and is told at its place`() {
    let order = Array("order: ord-1042\nstatus: quote_accepted\npayment: confirmed\ntier: pro\n".utf8)
    let files: [String: FleetFile.Content] = [
      "orders/ord-1042.yaml": .bytes(order), "results/open.yaml": .bytes(Array("revision: x\nopne: {}\n".utf8)),
    ]
    let reading = SampleFleet(others: files).read()
    #expect(reading.summary.contains("2:1 unknown-key"))
    #expect(reading.diagnostics.allSatisfy { $0.path == "fleet/results/open.yaml" })
    #expect(reading.fleet?.orders.count == 1 && reading.fleet?.unreadable == [])
  }

  @Test(arguments: [
    (FleetFile.Content.symbolicLink, "symbolic-link"), (.unreadable, "unreadable"),
    (.oversized(bytes: 2 << 20), "yaml-too-long"),
  ])
  func `What is no plain file is told`(content: FleetFile.Content, code: String) {
    #expect(SampleFleet(others: ["results/open.yaml": content]).read().summary == [code])
  }

  @Test func `Where more is due than it lists, it says until when it lists all`() throws {
    let due = (0..<6000).map { (orderID("ord-\($0)"), day("2026-12-01").adding(days: $0 / 100)) }
    let orders = OpenOrders(
      revision: "x", asOf: day("2026-11-22"), servers: 6000, due: Dictionary(uniqueKeysWithValues: due))
    let limited = try #require(orders.limited)
    let through = try #require(limited.through)
    #expect(limited.due.count == 5000 && limited.due.values.max() == through)
    #expect(limited.covers(through) && !limited.covers(through.adding(days: 1)))
    #expect(writeOpenOrders(limited, over: Self.tree).count < DocumentKind.openOrders.byteLimit)
  }

  @Test func `Where too much is open for a document, there is none`() {
    let open = (0...20_000).map { (orderID("ord-\($0)"), OpenOrders.Reason.undone) }
    func orders(_ open: some Sequence<(OrderID, OpenOrders.Reason)>) -> OpenOrders {
      OpenOrders(
        revision: "x", asOf: day("2026-11-22"), servers: 0, open: Dictionary(uniqueKeysWithValues: open))
    }
    #expect(orders(open).limited == nil)
    let most = orders(open.dropFirst()).limited
    #expect(most.map { writeOpenOrders($0, over: Self.tree).count < DocumentKind.openOrders.byteLimit } == true)
  }

  @Test func `What a pull request writes there is told, and what its branch has anyway is not`() {
    func file(_ orders: OpenOrders) -> FleetFile {
      FleetFile(path: "fleet/results/open.yaml", content: .bytes(writeOpenOrders(orders, over: Self.tree)))
    }
    let before = file(Self.whole)
    let fewer = file(
      OpenOrders(
        revision: Self.whole.revision, asOf: Self.whole.asOf, servers: 1, open: [:],
        terminating: Self.whole.terminating, due: Self.whole.due, through: Self.whole.through))
    guard case .recordEdit(let edit)? = openOrdersEdit(since: before, beside: before, now: fewer)?.kind else {
      Issue.record("it is not told")
      return
    }
    #expect(edit.what == .changed)
    #expect(edit.fields.contains(.init("results/open.yaml servers", from: .shown("9950"), to: .shown("1"))))
    #expect(edit.fields.contains(.init("results/open.yaml open.ord-17", from: .shown("failed"), to: .unset)))
    #expect(openOrdersEdit(since: before, beside: fewer, now: before) == nil)
    #expect(openOrdersEdit(since: before, beside: fewer, now: fewer) == nil)
    #expect(openOrdersEdit(since: nil, beside: nil, now: nil) == nil)
    let kinds: [(FleetFile?, FleetFile?, RecordEdit.What)] = [(nil, before, .added), (before, nil, .removed)]
    for (old, new, what) in kinds {
      guard case .recordEdit(let edit)? = openOrdersEdit(since: old, beside: old, now: new)?.kind else {
        Issue.record("it is not told")
        continue
      }
      #expect(edit.what == what)
    }
  }
}
