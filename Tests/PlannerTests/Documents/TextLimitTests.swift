import Testing

@testable import Planner

/// 951 kB of `{features}` in `fleet.yaml` and one long order once passed `validate`, and made the plan of it take 11 GB.
struct TextLimitTests {
  private static func order(_ more: String = "") -> String {
    "order: ord-1\nstatus: quote_accepted\npayment: confirmed\ntier: starter\n" + more
  }

  /// - Parameter server: more of what `fleet.yaml` says below `server`.
  private static func read(server: String = "", order more: String = "") -> FleetReading {
    var fleet = SampleFleet.with(order: order(more))
    fleet.settings = fleet.settings?.replacing("placement:", with: "\(server)placement:")
    fleet.others["orders/ord-2.yaml"] = .bytes(Array(order().replacing("ord-1", with: "ord-2").utf8))
    return fleet.read()
  }

  private static func list(bytes: Int) -> String {
    "features: [" + (0..<bytes / 100).map { "f\($0)".padded(to: 99) }.joined(separator: ", ") + "]\n"
  }

  @Test func `A template that is longer than what the panel keeps is refused where it stands`() {
    for key in ["description: ", "environment:\n    A: ", "startup: "] {
      let text = "\"" + String(repeating: "{order}", count: 9_363) + "\""
      #expect(text.utf8.count > 65_535)
      var fleet = SampleFleet()
      fleet.settings = fleet.settings?.replacing("  startup: node index.js\n", with: "")
        .replacing(
          "placement:", with: (key.hasPrefix("startup") ? "" : "  startup: x\n") + "  \(key)\(text)\nplacement:")
      let reading = fleet.read()
      #expect(reading.diagnostics.map(\.code) == ["too-long"], "\(key)")
      #expect(reading.diagnostics.first?.message == "this has more than the 65535 bytes that the panel keeps")
    }
  }

  @Test func `A variable that only this order makes too long holds back this order alone, and names the template`()
    throws
  {
    let reading = Self.read(
      server: "  environment:\n    FEATURES: \"{features},{features}\"\n", order: Self.list(bytes: 40_000))
    let told = try #require(reading.diagnostics.first)
    #expect(told.code == "too-long" && told.path == "fleet/orders/ord-1.yaml")
    #expect(
      told.message
        == "filled for this order, the variable `FEATURES` (fleet/fleet.yaml:10) has 79999 bytes, but the panel keeps only 65535"
    )
    #expect(reading.fleet?.orders.map(\.id.text) == ["ord-2"] && reading.fleet?.unreadable.map(\.text) == ["ord-1"])
  }

  @Test func `What the panel keeps to the last character is taken`() {
    let server = "  name: \"\(String(repeating: "é", count: 180)){features}\"\n"
    #expect(Self.read(server: server, order: "features: [abcdefghijk]\n").diagnostics == [])
    let longer = Self.read(server: server, order: "features: [abcdefghijkl]\n")
    #expect(longer.diagnostics.map(\.path) == ["fleet/orders/ord-1.yaml"])
    #expect(
      longer.diagnostics.first?.message
        == "filled for this order, the server's name has 192 characters, but the panel keeps only 191")
  }

  @Test func `Many variables that are short enough one by one are too much together`() {
    let variables = (0..<20).map { "    V\($0): \"{features}\"\n" }.joined()
    let reading = Self.read(server: "  environment:\n\(variables)", order: Self.list(bytes: 20_000))
    #expect(reading.diagnostics.map(\.code) == ["too-much-text"])
    #expect(reading.fleet?.unreadable.map(\.text) == ["ord-1"])
  }

  @Test func `More variables than any egg has are refused before they are looked at`() {
    let variables = (0...1_000).map { "    V\($0): \"\"\n" }.joined()
    let reading = Self.read(server: "  environment:\n\(variables)")
    #expect(reading.diagnostics.map(\.code) == ["too-many-variables", "too-many-variables"])
  }

  @Test func `A long text that a later layer replaces is nobody's concern`() {
    let reading = Self.read(
      server: "  environment:\n    FEATURES: \"{features},{features}\"\n",
      order: Self.list(bytes: 40_000) + "environment: { FEATURES: \"{order}\" }\n")
    #expect(reading.diagnostics == [])
  }

  @Test func `What all orders' texts come to is told, and holds back everyone`() {
    var fleet = SampleFleet()
    let text = String(repeating: "x", count: 60_000)
    fleet.settings = fleet.settings?.replacing(
      "placement:", with: "  environment: { A: \(text), B: \(text), C: \(text), D: \(text) }\nplacement:")
    for number in 1...560 {
      fleet.others["orders/ord-\(number).yaml"] = .bytes(
        Array(Self.order().replacing("ord-1", with: "ord-\(number)").utf8))
    }
    let reading = fleet.read()
    #expect(reading.fleet == nil)
    #expect(reading.diagnostics.map(\.code) == ["too-much-text"])
    #expect(reading.diagnostics.first?.path == "fleet/fleet.yaml")
  }

  @Test func `The length of what a template becomes is the length of what it becomes`() throws {
    let order = anOrder("ord-7", addons: ["private-instance"], features: ["möwe", "b"])
    let words = TemplateWords(order: order, maxGuilds: 3)
    for text in [
      "", "plain ä", "{order}-{tier}-{order}", "{features}{guild}{guilds}{maxGuilds}{addons}{customer}€", "{{x}}",
    ] {
      let template = try parseTemplate(text)
      let filled = template.filled { word in
        words.fill(Template(parts: [.word(word)]))
      }
      #expect(template.size(words.size) == TextSize(of: filled), "\(text)")
    }
  }
}

extension String {
  fileprivate func padded(to count: Int) -> String { self + String(repeating: "x", count: count - utf8.count) }
}
