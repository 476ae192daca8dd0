import Testing
import YAML

/// A text, and the problems that stand at its marks.
struct BadText: Sendable, CustomTestStringConvertible {
  let marked: String
  let kinds: [Problem.Kind]
  let message: String?

  init(_ marked: String, _ kinds: Problem.Kind..., says message: String? = nil) {
    self.marked = marked
    self.kinds = kinds
    self.message = message
  }

  var testDescription: String { marked.debugDescription }
}

@Suite struct `What is refused` {
  @Test(arguments: [
    BadText("a: 1️⃣&x 1\nb: 2️⃣*x", .anchor, .alias, says: "anchors are not allowed"),
    BadText("1️⃣*x : 1", .alias, says: "aliases are not allowed"),
    BadText("base: 1️⃣&b {c: 1}\nd:\n  2️⃣<<: 3️⃣*b", .anchor, .mergeKey, .alias),
    BadText("a: 1️⃣!!str 1", .tag, says: "tags are not allowed"),
    BadText("a: 1️⃣!secret x", .tag),
    BadText("a: 1️⃣!<x", .tag),
    BadText("1️⃣!!map {a: 1}", .tag),
    BadText("a: 1\nb: 2\n1️⃣a: 3\n2️⃣a: 4", .duplicateKey, .duplicateKey, says: "line 1, column 1"),
    BadText("m: {a: 1, 1️⃣\"a\": 2}", .duplicateKey, says: "duplicate key `a`; the first is on line 1, column 5"),
    BadText("? 1️⃣[a, b]\n: c", .badKey, says: "a key must be a word"),
    BadText("1️⃣{a: b}: c", .badKey),
    BadText("?1️⃣\n: c", .badKey, says: "no key"),
    BadText("a: 1\n1️⃣---\nb: 2", .severalDocuments, says: "a second document"),
    BadText("a: 1\n...\n1️⃣b: 2", .severalDocuments),
    BadText("1️⃣%YAML 1.2\n---\na: 1", .directive, says: "directive"),
    BadText("a: 1\n...\n1️⃣%TAG ! x\n---\nb: 1", .directive),
    BadText("1️⃣", .empty, says: "the document is empty"),
    BadText("1️⃣# only this\n", .empty),
    BadText("1️⃣---\n", .empty),
  ])
  func `What refers, merges, converts or repeats is refused where it stands`(text: BadText) {
    expect(text)
  }

  @Test(arguments: [
    BadText("a: é1️⃣\u{1}b", .controlCharacter, says: "U+0001"),
    BadText("a: 1️⃣\0 *x", .controlCharacter, says: "U+0000"),
    BadText("a: x1️⃣\u{7F}", .controlCharacter, says: "U+007F"),
    BadText("a: x1️⃣\u{9B}31m", .controlCharacter, says: "U+009B"),
    BadText("a: x1️⃣\u{FEFF}", .controlCharacter, says: "U+FEFF"),
    BadText("a: x1️⃣\rb: y\n", .lineBreak, says: "carriage return"),
    BadText("a: x1️⃣\u{85}b: y2️⃣\u{2028}c: 3️⃣\u{2029}", .lineBreak, .lineBreak, .lineBreak, says: "U+0085"),
  ])
  func `Characters that no editor shows are refused before the text is parsed`(text: BadText) {
    expect(text)
  }

  @Test(arguments: [
    BadText("a:\n1️⃣\tb: 1", .syntax, says: "a tab is not allowed here"),
    BadText("a: x\n1️⃣\tb: 1", .syntax, says: "a tab is not allowed here"),
    BadText("a: >\n1️⃣\tx", .syntax, says: "a tab is not allowed here"),
    BadText("a: b1️⃣: c", .syntax, says: "a colon is not allowed here"),
    BadText("a: 1️⃣@x", .syntax, says: "text cannot begin with '@'"),
    BadText("a: 1️⃣]", .syntax, says: "text cannot begin with ']'"),
    BadText("a: 1️⃣*", .syntax, says: "text cannot begin with '*' or '&'"),
    BadText("a: 1️⃣[1, 2", .syntax, says: "the list that begins here is never closed"),
    BadText("a: 1️⃣{b: 1\n", .syntax, says: "the mapping that begins here is never closed"),
    BadText("a: [1, 21️⃣}", .syntax, says: "`]` was expected here, in the list that begins on line 1 at column 4"),
    BadText("a: 1️⃣\"x\n---\n", .syntax, says: "this quote is never closed"),
    BadText("a: 1️⃣'x", .syntax, says: "this quote is never closed"),
    BadText("a: \"x1️⃣\\q\"", .syntax, says: "this escape is not valid"),
    BadText("a: \"x\\u1️⃣d83e\\udd16\"", .syntax, says: "this escape stands for no character"),
    BadText("a: 'x' 1️⃣y", .syntax, says: "a key was expected here"),
    BadText("- a\n1️⃣b: 1", .syntax, says: "an item `- …` was expected here"),
    BadText("a: |1️⃣x\n b", .syntax, says: "must begin on the next line"),
    BadText("? a\n1️⃣b", .syntax, says: "a key without a colon"),
    BadText("  1️⃣a: 1\nb: 2", .syntax, says: "this line is indented, but the keys below it are not"),
    BadText("# why\n\n 1️⃣a:\n   b: 1\nc: 2", .syntax, says: "this line is indented"),
    BadText("{a: 1}\n1️⃣b: 2", .severalDocuments),
    BadText("1️⃣<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> theirs\n", .syntax, says: "an unresolved merge conflict"),
    BadText(
      "a: 1\n1️⃣<<<<<<< HEAD\r\nb: 1\r\n=======\r\nb: 2\r\n>>>>>>> x\r\n", .syntax, says: "an unresolved merge conflict"),
    BadText("a: 1\nb:\n  - x\n1️⃣=======\n  - y\n>>>>>>> theirs\n", .syntax, says: "an unresolved merge conflict"),
  ])
  func `Broken syntax is told in words about the text, not about a parser`(text: BadText) {
    expect(text)
  }

  private func expect(_ text: BadText) {
    let marked = MarkedText(text.marked)
    let problems = parse(marked.bytes).problems
    #expect(problems.map(\.kind) == text.kinds)
    #expect(problems.map(\.place) == marked.places)
    if let message = text.message { #expect(problems.first?.message.contains(message) == true) }
  }

  @Test(
    arguments: [
      ([0x61, 0x3A, 0x20, 0xFF], Place(line: 1, column: 4)),
      ([0xC3, 0xA9, 0x0A, 0xC3, 0x28], Place(line: 2, column: 1)),
      ([0x61, 0xED, 0xA0, 0x80], Place(line: 1, column: 2)),
      ([0x61, 0xC0, 0xAF], Place(line: 1, column: 2)),
      ([0x61, 0xE2, 0x82], Place(line: 1, column: 2)),
      ([0xFF, 0xFE, 0x61, 0x00], .start),
    ] as [([UInt8], Place)])
  func `Bytes that are not UTF-8 are refused at the first of them`(bytes: [UInt8], place: Place) {
    let problems = parse(bytes).problems
    #expect(problems.map(\.kind) == [.encoding])
    #expect(problems.map(\.place) == [place])
  }

  @Test func `Reading goes on beyond what is refused, and the rest is there`() throws {
    let text = "a: 1\n<<: {x: 1}\n[k]: 2\na: {b: [1, 2]}\n*z : 3\nc: *z\nd: &e 4\n"
    let parsed = parse(Array(text.utf8))
    let document = try #require(parsed.document)
    let entries = Array(document.entries(of: document.root))
    #expect(entries.map { document.text(of: $0.key) } == ["a", "c", "d"])
    #expect(entries.map { document.kind(of: $0.value) } == [.plain, .refused, .plain])
    #expect(parsed.problems.map(\.kind) == [.mergeKey, .badKey, .duplicateKey, .alias, .alias, .anchor])
  }

  @Test func `Keys are told from one another however many there are`() {
    let keys = (0..<100).map { "key-\($0): \($0)\n" }.joined()
    #expect(parse(Array(keys.utf8)).problems.isEmpty)
    let problems = parse(Array((keys + "key-7: again\nkey-99: again\n").utf8)).problems
    #expect(problems.map(\.place.line) == [101, 102])
    #expect(problems.first?.message.contains("line 8, column 1") == true)
    #expect(problems.last?.message.contains("line 100, column 1") == true)
  }
}
