import Testing
import YAML

@Suite struct `No text takes long` {
  @Test(arguments: [
    String(repeating: "[", count: 100_000),
    String(repeating: "{a: ", count: 100_000),
    String(repeating: "- ", count: 100_000),
    String(repeating: "? ", count: 100_000),
  ])
  func `A hundred thousand levels are refused at the seventeenth`(text: String) throws {
    var parsed: Parsed?
    let duration = ContinuousClock().measure { parsed = parse(Array(text.utf8)) }
    let problem = try #require(parsed?.problems.last)
    #expect(problem.kind == .tooDeep)
    #expect(problem.message.contains("more than 16 levels deep"))
    #expect(duration < .seconds(1))
  }

  @Test func `Sixteen levels are read`() {
    let text = String(repeating: "[", count: 16) + String(repeating: "]", count: 16)
    #expect(parse(Array(text.utf8)).problems.isEmpty)
    #expect(parse(Array("[\(text)]".utf8)).problems.map(\.kind) == [.tooDeep])
  }

  @Test func `A billion laughs are refused before the first`() {
    var text = "a: &a [lol, lol]\n"
    for (name, before) in zip("bcdefghi", "abcdefgh") {
      text += "\(name): &\(name) [" + Array(repeating: "*\(before)", count: 9).joined(separator: ", ") + "]\n"
    }
    var parsed: Parsed?
    let duration = ContinuousClock().measure { parsed = parse(Array(text.utf8)) }
    #expect(parsed?.problems.first?.kind == .anchor)
    #expect(duration < .seconds(1))
  }

  @Test func `A text over the limit is not looked at`() {
    let parsed = parse(Array(repeating: 0xFF, count: 100_000_000))
    #expect(parsed.problems.map(\.kind) == [.tooLong])
    #expect(parsed.problems.first?.message == "the document has 100000000 bytes; the limit is 1048576")
  }

  @Test func `Too many values are refused at the first that is too many`() {
    let problems = parse(Array("[a, b, c, d]".utf8), limits: Limits(nodes: 4)).problems
    #expect(problems.map(\.kind) == [.tooManyNodes])
    #expect(problems.map(\.place.column) == [11])
  }

  @Test func `After a hundred problems reading ends`() {
    let text = String(repeating: "- *x\n", count: 1000)
    let parsed = parse(Array(text.utf8))
    #expect(parsed.problems.count == 100)
    #expect(parsed.document == nil)
    #expect(parse(Array(String(repeating: "\u{1}", count: 1000).utf8)).problems.count == 100)
  }

  @Test func `Directives by the ten thousand are found without parsing them`() {
    let text = "a: 1\n...\n" + (0..<60_000).map { "%TAG !\($0)! x\n" }.joined()
    var parsed: Parsed?
    let duration = ContinuousClock().measure { parsed = parse(Array(text.utf8)) }
    #expect(parsed?.problems.first?.kind == .directive)
    #expect(duration < .seconds(1))
  }
}
