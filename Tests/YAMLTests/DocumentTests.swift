import Testing
import YAML

@Suite struct `What is read` {
  @Test func `Scalars are their text and are never interpreted`() throws {
    let text = "- no\n- 'no'\n- \"a\\tb\"\n- 012\n- ~\n-\n- |\n  two\n  lines\n- >-\n  one\n  line\n- 2026-11-22\n"
    let document = try #require(parse(Array(text.utf8)).document)
    let items = Array(document.items(of: document.root))
    #expect(
      items.map { document.text(of: $0) } == [
        "no", "no", "a\tb", "012", "~", "", "two\nlines\n", "one line", "2026-11-22",
      ])
    #expect(
      items.map { document.kind(of: $0) } == [
        .plain, .quoted, .quoted, .plain, .plain, .plain, .block, .block, .plain,
      ])
  }

  @Test func `Mappings and sequences keep their order and know their children`() throws {
    let text = "b: {y: [1, [2, 3], {}], x: 4}\na: []\n"
    let document = try #require(parse(Array(text.utf8)).document)
    let entries = Array(document.entries(of: document.root))
    #expect(entries.map { document.text(of: $0.key) } == ["b", "a"])
    #expect(entries.map { document.count(of: $0.value) } == [2, 0])
    let inner = Array(document.entries(of: entries[0].value))
    #expect(inner.map { document.text(of: $0.key) } == ["y", "x"])
    #expect(document.items(of: inner[0].value).map { document.count(of: $0) } == [0, 2, 0])
    #expect(Array(document.items(of: document.root)).isEmpty)
    #expect(Array(document.entries(of: inner[0].value)).isEmpty)
  }

  @Test(arguments: [
    "1️⃣a: 2️⃣b", "1️⃣\"a\": 2️⃣'b'", "1️⃣é: 2️⃣ü", "# x\r\n1️⃣a:\r\n  2️⃣- b", "1️⃣a: 2️⃣|\n  b", "1️⃣👩‍👩‍👧: 2️⃣x", "1️⃣a:2️⃣\n",
  ])
  func `A place counts Unicode scalars, from the quote on`(text: String) throws {
    let marked = MarkedText(text)
    let document = try #require(parse(marked.bytes).document)
    let entry = try #require(document.entries(of: document.root).first { _ in true })
    #expect([document.place(of: entry.key), document.place(of: entry.value)] == marked.places)
  }

  @Test func `A byte order mark is no column`() throws {
    let bytes = [0xEF, 0xBB, 0xBF] + Array("a: b".utf8)
    let document = try #require(parse(bytes).document)
    #expect(document.entries(of: document.root).map { document.place(of: $0.value) } == [Place(line: 1, column: 4)])
    #expect(lineText(1, in: bytes) == "a: b")
    #expect(parse([0xEF, 0xBB, 0xBF] + Array("a: *b".utf8)).problems.map(\.place) == [Place(line: 1, column: 4)])
  }

  @Test func `A line is shown without its break`() {
    let bytes = Array("a: 1\r\n\nc: 3".utf8) + [0xFF]
    #expect((0...4).map { lineText($0, in: bytes) } == ["a: 1", "a: 1", "", "c: 3\u{FFFD}", ""])
  }

  @Test func `One explicit document is fine`() {
    #expect(parse(Array("--- # begins\na: 1\n...\n# over\n".utf8)).problems.isEmpty)
  }
}
