import Testing
import YAML

@Suite struct `What is edited` {
  @Test(arguments: [
    ("a: 1\nb: 2 # why\nc: 3\n", ["b"], "x", "a: 1\nb: x # why\nc: 3\n"),
    ("a: 'one'\r\nb: \"two\"\r\n", ["b"], "no", "a: 'one'\r\nb: \"no\"\r\n"),
    ("a: |\n  two\n  lines\n\n# c\nb: 1\n", ["a"], "x", "a: x\n\n# c\nb: 1\n"),
    ("a: one\n  word\nb: 1\n", ["a"], "x", "a: x\nb: 1\n"),
    ("a: # why\n  x: 1\n  y: 2\nb: 1\n", ["a"], "z", "a: z # why\nb: 1\n"),
    ("{ a: 1, b: 2 }\n", ["b"], "x, y", "{ a: 1, b: \"x, y\" }\n"),
    ("\u{FEFF}é: ü\nb: ä # ö\n", ["b"], "x", "\u{FEFF}é: ü\nb: x # ö\n"),
    ("a: {x: 1, y: 2}\n", ["a"], "z", "a: z\n"),
    ("a: 1", ["a"], "x: y", "a: \"x: y\""),
  ])
  func `A value is replaced, and all else stays`(text: String, path: [String], value: String, wanted: String) {
    expect(.set(path: path, text: value), makes: wanted, of: text)
  }

  @Test(arguments: [
    ("a: 'one' # why\n", "two", "a: 'two' # why\n"), ("a: \"one\"\n", "two", "a: \"two\"\n"),
    ("a: 'one'\n", "it's", "a: 'it''s'\n"), ("a: 'one'\n", "two\nlines", "a: \"two\\nlines\"\n"),
    ("a: \"one\"\n", "say \"x\"", "a: \"say \\\"x\\\"\"\n"), ("{ a: 'one' }\n", "x, y", "{ a: 'x, y' }\n"),
    ("a: ''\n", "", "a: ''\n"), ("a: one\n", "no", "a: \"no\"\n"),
  ])
  func `A text in the place of another keeps its kind of quotes`(text: String, value: String, wanted: String) {
    expect(.set(path: ["a"], text: value), makes: wanted, of: text)
  }

  @Test func `So does a number or a word, and so do the items of a list`() {
    expect(.setPlain(key: "a", text: "2027-01-31"), makes: "a: '2027-01-31'\n", of: "a: '2026-12-31'\n")
    expect(.setPlain(key: "a", text: "2027-01-31"), makes: "a: 2027-01-31\n", of: "a: 2026-12-31\n")
    expect(.setItems(key: "a", items: ["1", "3", "4"]), makes: "a: ['1', '3', '4']\n", of: "a: ['1', '2']\n")
    expect(.setItems(key: "a", items: ["x", "z"]), makes: "a:\n  - 'x'\n  - z\n", of: "a:\n  - 'x'\n  - y\n")
    expect(.setItems(key: "a", items: ["w", "x"]), makes: "a:\n  - 'w'\n  - 'x'\n", of: "a:\n  - 'x'\n")
    expect(.setItems(key: "a", items: ["z"]), makes: "a: [\"z\"]\n", of: "a: [\"w\", 'x', y]\n")
  }

  @Test(arguments: [
    ("a: 1 # one\n# end\nz: 3\n", "a: 1 # one\nb: x\n# end\nz: 3\n"),
    ("a:\n  - 1\n  - 2 # two\nz: 3\n", "a:\n  - 1\n  - 2 # two\nb: x\nz: 3\n"),
    ("a: 1", "a: 1\nb: x"), ("z: 1\r\n", "z: 1\r\nb: x\r\n"), ("{a: 1, z: 2}", "{a: 1, b: x, z: 2}"),
    ("# c\n  a: 1\n  z: 2\n", "# c\n  a: 1\n  b: x\n  z: 2\n"), ("---\na: 1\n...\n", "---\na: 1\nb: x\n...\n"),
  ])
  func `A new entry comes behind the one it belongs to`(text: String, wanted: String) {
    expect(.set(path: ["b"], text: "x", behind: ["0", "a"]), makes: wanted, of: text)
  }

  @Test(arguments: [
    ("e:\n  X: 1\n  Y: 2 # y\nz: 3\n", "e:\n  X: 1\n  Y: 2 # y\n  B: x\nz: 3\n"),
    ("e: { X: 1 }\n", "e: { X: 1, B: x }\n"), ("e: {}\n", "e: { B: x }\n"), ("a: 1\n", "a: 1\ne: { B: x }\n"),
    ("e:\n  B: { by: you }\n", "e:\n  B: x\n"),
  ])
  func `So does an entry of an inner mapping`(text: String, wanted: String) {
    expect(.set(path: ["e", "B"], text: "x"), makes: wanted, of: text)
  }

  @Test(arguments: [
    ("a: [x, y]\n", ["x", "z"], "a: [x, z]\n"), ("a: [x, y]\n", ["x", "y", "z"], "a: [x, y, z]\n"),
    ("a: [x, y, z]\n", ["z"], "a: [z]\n"), ("a: [x, y]\n", ["x"], "a: [x]\n"), ("a: []\n", ["x"], "a: [x]\n"),
    ("a: [ x , y ]\n", ["y"], "a: [ y ]\n"), ("a: [x]\n", ["w, v", "x"], "a: [\"w, v\", x]\n"),
    ("a:\n- x # one\n- y\nb: 1\n", ["x", "z", "w"], "a:\n- x # one\n- z\n- w\nb: 1\n"),
    ("a:\n  - x\n  - y # two\n  # c\n  - z\n", ["x", "z"], "a:\n  - x\n  # c\n  - z\n"),
    ("b: 1\na:\n  - x\n  - y", ["x"], "b: 1\na:\n  - x"), ("b: 1\n", ["x", "no"], "b: 1\na: [x, \"no\"]\n"),
    ("b: 1\na:\n  - x\nc: 2\n", [], "b: 1\nc: 2\n"), ("b: 1\r\na: [x]\r\n", [], "b: 1\r\n"),
    ("a:\n  - y\n", ["x", "y"], "a:\n  - x\n  - y\n"),
  ])
  func `A list keeps the items that it keeps`(text: String, items: [String], wanted: String) {
    expect(.setItems(key: "a", items: items), makes: wanted, of: text)
  }

  @Test(arguments: [
    ("a: 1\nb: 2 # two\nc: 3\n", "a: 1\nc: 3\n"), ("a: 1\nb:\n  x: 1\n", "a: 1\n"), ("a: 1\n", "a: 1\n"),
    ("{b: 1}\n", "{}\n"),
  ])
  func `An entry is taken out with its line`(text: String, wanted: String) {
    expect(.remove(path: ["b"]), makes: wanted, of: text)
  }

  @Test(arguments: [
    ("[a]\n", TextEdit.set(path: ["a"], text: "x")), ("a: [\n", .remove(path: ["a"])),
    ("a: x\n", .setItems(key: "a", items: ["y"])),
    ("a: 1\n", .set(path: ["a", "b"], text: "x")), ("a: *b\n", .set(path: ["a"], text: "x")),
  ])
  func `What cannot be changed so is told`(text: String, edit: TextEdit) {
    #expect(edited(Array(text.utf8), by: edit) == nil)
  }

  @Test func `Whatever is written is read as it was meant`() throws {
    let texts = [
      "", "no", "12", "a: b", "- x", "#", "{x}", "[", "two\nlines", "\"", "'", "\\", "é \u{202E}", " x ", "~", "1:30",
    ]
    for document in ["a: 1 # c\nb: 2\n", "{a: 1, b: 2}", "a:\n  - x\nb: 2"] {
      for text in texts {
        let bytes = try #require(edited(Array(document.utf8), by: .set(path: ["a"], text: text)))
        let read = try #require(parse(bytes).document)
        let node = try #require(read.value(of: "a", in: read.root))
        #expect(read.text(of: node) == text, "\(String(decoding: bytes, as: UTF8.self))")
        #expect(read.value(of: "b", in: read.root).map { read.text(of: $0) } == "2")
      }
    }
  }

  private func expect(
    _ edit: TextEdit, makes wanted: String, of text: String, at location: SourceLocation = #_sourceLocation
  ) {
    let bytes = edited(Array(text.utf8), by: edit)
    #expect(bytes.map { String(decoding: $0, as: UTF8.self) } == wanted, sourceLocation: location)
  }
}
