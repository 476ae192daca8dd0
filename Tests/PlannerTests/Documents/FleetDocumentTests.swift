import Testing

@testable import Planner

@Suite struct `A fleet of documents` {
  private let sound = "status: quote_accepted\npayment: confirmed\ntier: pro\n"

  private func bytes(_ text: String) -> FleetFile.Content { .bytes(Array(text.utf8)) }

  @Test func `One bad order holds back nobody else`() throws {
    var fleet = SampleFleet()
    fleet.others = ["orders/a.yaml": bytes("order: a\n\(sound)"), "orders/b.yaml": bytes("order: b\ntier: x\n")]
    let read = try #require(fleet.read().fleet)
    #expect(read.orders.map(\.id.text) == ["a"])
    #expect(read.unreadable.map(\.text) == ["b"])
  }

  @Test func `Two files with one order id are both refused`() throws {
    var fleet = SampleFleet()
    fleet.others = ["orders/a.yaml": bytes("order: a\n\(sound)"), "orders/old/a.yaml": bytes("order: a\n\(sound)")]
    let reading = fleet.read()
    #expect(reading.summary == ["1:8 duplicate-order", "1:8 duplicate-order"])
    #expect(
      reading.diagnostics.map(\.message) == [
        "the order `a` is also in `fleet/orders/old/a.yaml`", "the order `a` is also in `fleet/orders/a.yaml`",
      ])
    #expect(reading.fleet?.orders == [])
    #expect(reading.fleet?.unreadable.map(\.text) == ["a"])
  }

  @Test func `A copied order does not hold back the one that it was copied from`() throws {
    var fleet = SampleFleet()
    fleet.others = ["orders/a.yaml": bytes("order: a\n\(sound)"), "orders/b.yaml": bytes("order: a\n\(sound)")]
    let reading = fleet.read()
    #expect(reading.summary == ["1:8 file-name-differs"])
    #expect(reading.fleet?.orders.map(\.id.text) == ["a"])
    #expect(reading.fleet?.unreadable.map(\.text) == ["b"])
  }

  @Test
  func `A renamed order whose id was left is neither the old one nor the new one, and neither is concluded to be gone`()
  {
    var fleet = SampleFleet()
    fleet.others = ["orders/b.yaml": bytes("order: a\n\(sound)")]
    #expect(fleet.read().fleet?.unreadable.map(\.text).sorted() == ["a", "b"])
  }

  @Test func `A missing catalog holds back everyone, and the orders are checked all the same`() {
    var fleet = SampleFleet.with(order: "order: ord-1\nstatus: x\npayment: confirmed\ntier: y\n")
    fleet.catalog = nil
    let reading = fleet.read()
    #expect(reading.fleet == nil)
    #expect(reading.summary == ["missing-document", "2:9 unknown-word"])
    #expect(reading.diagnostics.map(\.path) == ["fleet/catalog.yaml", "fleet/orders/ord-1.yaml"])
  }

  @Test func `A missing fleet file is an error with its path`() {
    var fleet = SampleFleet()
    fleet.settings = nil
    #expect(fleet.read().diagnostics.map(\.path) == ["fleet/fleet.yaml"])
    #expect(fleet.read().fleet == nil)
  }

  @Test(arguments: [
    ("orders/a.yaml", FleetFile.Content.symbolicLink, "symbolic-link"),
    ("orders/a.yaml", .unreadable, "unreadable"),
    ("orders/a.yaml", .oversized(bytes: 100_000_000), "yaml-too-long"),
    ("orders/a.yml", .bytes([]), "wrong-extension"),
    ("orders/a.YAML", .bytes([]), "wrong-extension"),
    ("orders/a.yaml", .bytes([]), "1:1 yaml-empty"),
    ("orders/a.yaml", .bytes(Array(repeating: 0x61, count: 65_537)), "1:1 yaml-too-long"),
    ("orders/a.yaml", .bytes([0x61, 0x3A, 0x20, 0xFF]), "1:4 yaml-encoding"),
    ("orders/a.yaml", .bytes([0x61, 0x3A, 0x20, 0x00]), "1:4 yaml-control-character"),
    ("orders/a.yaml", .bytes(Array(repeating: UInt8(ascii: "["), count: 60_000)), "1:17 yaml-too-deep"),
    ("orders/a.yaml", .bytes(Array("- a\n".utf8)), "1:1 wrong-kind"),
    ("results/0a/a.yaml", .bytes(Array("order: a\n".utf8)), "1:1 missing-key"),
  ])
  func `What is no document is refused and holds back the order that it is named after`(
    path: String, content: FleetFile.Content, problem: String
  ) {
    let reading = SampleFleet(others: [path: content]).read()
    #expect(reading.summary.last == problem)
    #expect(reading.fleet?.unreadable.map(\.text) == ["a"])
  }

  @Test func `Files that are no documents are nobody's concern`() {
    let content = FleetFile.Content.bytes([0xFF])
    let paths = [
      "README.md", "orders/.gitkeep", "orders/notes.txt", "scripts/x.yaml", "orders/.a.yaml.swp", "orders/.a.yaml",
    ]
    let reading = SampleFleet(others: Dictionary(uniqueKeysWithValues: paths.map { ($0, content) })).read()
    #expect(reading.diagnostics == [])
    #expect(reading.fleet?.unreadable == [])
  }

  @Test func `A path that would act on a terminal is shown tamed`() {
    let reading = SampleFleet(others: ["orders/a\nb\u{1B}.yaml": .bytes([])]).read()
    #expect(reading.diagnostics.map(\.path) == ["fleet/orders/a\u{240A}b\u{241B}.yaml"])
  }
}
