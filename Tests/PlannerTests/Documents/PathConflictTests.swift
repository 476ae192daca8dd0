import Testing

@testable import Planner

/// A link in the place of a folder once made its orders look removed, and `policy.removed: suspend` would have suspended paying
/// customers' servers for it.
struct PathConflictTests {
  private static let order = "order: ord-1042\nstatus: quote_accepted\npayment: confirmed\ntier: pro\n"

  private static func result(of order: String) -> String {
    """
    order: \(order)
    phase: running
    since: 2026-11-22
    server:
      id: 17
      uuid: 6e2b7c1e-0000-4000-8000-000000000001
      identifier: 6e2b7c1e
      node: 1
      installed: yes

    """
  }

  /// An order with its result, and the result of another one whose file is gone.
  private static func fleet(_ others: [String: FleetFile.Content]) -> FleetReading {
    var sample = SampleFleet.with(order: order, at: "orders/eu/ord-1042.yaml")
    sample.others["results/42/ord-1042.yaml"] = .bytes(Array(result(of: "ord-1042").utf8))
    sample.others["results/43/ord-1043.yaml"] = .bytes(Array(result(of: "ord-1043").utf8))
    sample.others.merge(others) { $1 }
    return sample.read()
  }

  @Test(arguments: [
    ("orders/eu", FleetFile.Content.symbolicLink, "symbolic-link"), ("orders/2026/us", .symbolicLink, "symbolic-link"),
    ("orders/us", .unreadable, "unreadable"), ("orders", .symbolicLink, "symbolic-link"),
    ("orders", .bytes([]), "no-folder"),
  ])
  func `Where a folder of orders cannot be entered, no order counts as removed`(
    path: String, content: FleetFile.Content, code: String
  ) throws {
    let reading = Self.fleet([path: content])
    #expect(reading.summary == [code])
    #expect(reading.diagnostics.map(\.path) == ["fleet/\(path)"])
    let unreadable = try #require(reading.fleet).unreadable.map(\.text)
    #expect(unreadable == ["ord-1043"])
  }

  @Test(arguments: ["orders/a/b", "orders/a.yaml", "orders/.a"])
  func `A folder that is too deep to be entered hides whatever orders may be in it`(path: String) {
    let files = ["fleet/orders/ord-1042.yaml", "fleet/results/43/ord-1043.yaml"].map {
      FleetListing.Entry(path: $0, sort: .file)
    }
    let listing = FleetListing(files + [FleetListing.Entry(path: "fleet/\(path)", sort: .deepFolder)], in: "fleet")
    #expect(listing.orders == [0])
    #expect(listing.diagnostics.map(\.code) == ["too-deep"] && listing.diagnostics.map(\.path) == ["fleet/\(path)"])
    #expect(
      listing.unknown(declared: [orderID("ord-1042")], recorded: [orderID("ord-1042"), orderID("ord-1043")])
        == [orderID("ord-1043")])
  }

  @Test(arguments: [
    ("orders/b\u{FFFD}", true, ["bad-file-name"]), ("orders/b\u{FFFD}.txt", true, ["bad-file-name"]),
    ("orders/b\u{FFFD}.yaml", false, ["bad-file-name"]), ("orders/b\u{FFFD}.txt", false, []),
    ("orders/.b\u{FFFD}.yaml", false, []), ("eggs/b\u{FFFD}", true, []),
  ])
  func `A folder or document whose name is none hides what may be in it, and nothing else does`(
    path: String, isFolder: Bool, codes: [String]
  ) {
    let entry = FleetListing.Entry(path: "fleet/\(path)", sort: .misnamed(isFolder: isFolder))
    let listing = FleetListing([entry], in: "fleet")
    #expect(listing.orders.isEmpty && listing.diagnostics.map(\.code) == codes)
    #expect(listing.unknown(declared: [], recorded: [orderID("ord-1")]).count == codes.count)
  }

  /// To Swift, both are the same text.
  @Test func `Two folders whose names only look alike are two`() {
    let paths = ["fleet/orders/\u{FC}/ord-1.yaml", "fleet/orders/u\u{308}/ord-1.yaml"]
    let listing = FleetListing(paths.map { FleetListing.Entry(path: $0, sort: .file) }, in: "fleet")
    for path in paths { #expect(listing.twin(of: FleetFile(path: path, content: .bytes([]))) != nil) }
  }

  @Test(arguments: [
    ("results", FleetFile.Content.symbolicLink, "symbolic-link"), ("results", .bytes([1]), "no-folder"),
    ("results/42", .symbolicLink, "symbolic-link"), ("results/42", .unreadable, "unreadable"),
    ("results/42", .bytes([]), "no-folder"), ("results/42/ord-1042.yaml/README", .bytes([]), "no-file"),
  ])
  func `Where a result cannot be read or written, nothing is done about its order`(
    path: String, content: FleetFile.Content, code: String
  ) throws {
    let reading = Self.fleet([path: content])
    #expect(reading.summary == [code])
    #expect(try #require(reading.fleet).unreadable.map(\.text) == ["ord-1042"])
  }

  @Test(arguments: [
    ("README", FleetFile.Content.symbolicLink), ("docs/README.md", .symbolicLink), ("results/README.md", .bytes([])),
    ("orders/notes.txt", .bytes([])), ("orders/.#ord-1042.yaml", .symbolicLink), ("results/42/notes/x", .bytes([])),
  ])
  func `What is in nobody's way is nobody's concern`(path: String, content: FleetFile.Content) throws {
    let reading = Self.fleet([path: content])
    #expect(reading.summary == [])
    #expect(try #require(reading.fleet).unreadable.isEmpty)
  }
}
