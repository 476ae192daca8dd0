import Testing
import YAML

/// Comments stay wherever one can be.
struct CommentKeepingTests {
  @Test(arguments: [
    // Between brackets, behind each item and around them.
    (
      "g: [ # which\n  \"1\", # one\n  # before two\n  \"2\" # two\n  # end\n] # all\n", ["1", "2", "3"],
      "g: [ # which\n  \"1\", # one\n  # before two\n  \"2\", \"3\" # two\n  # end\n] # all\n"
    ),
    (
      "g: [\n  \"1\", # one\n  \"2\", # two\n  \"3\" # three\n]\n", ["1", "3"],
      "g: [\n  \"1\", # one\n  \"3\" # three\n]\n"
    ),
    ("g: [\n  \"1\", # one\n  \"2\" # two\n]\n", ["1"], "g: [\n  \"1\", # one\n]\n"),
    ("g: [\"1\", \"2\", ] # all\n", ["1"], "g: [\"1\", ] # all\n"),
    ("g: [\"1\" # one\n  , \"2\"] # all\n", ["2"], "g: [ # one\n   \"2\"] # all\n"),
    ("g: [ # none\n  ]\n", ["1"], "g: [\"1\" # none\n  ]\n"),
    ("g: [\"1\", # one\n \"2\", \"3\"]\n", ["1", "4", "5"], "g: [\"1\", # one\n \"4\", \"5\"]\n"),
    // One item a line.
    (
      "g: # which\n  # before\n  - \"1\" # one\n\n  # between\n  - \"2\" # two\n  # end\n", ["1", "2", "3"],
      "g: # which\n  # before\n  - \"1\" # one\n\n  # between\n  - \"2\" # two\n  - \"3\"\n  # end\n"
    ),
    ("g: # which\n- \"1\" # one\n# between\n- \"2\" # two\n", ["2"], "g: # which\n# between\n- \"2\" # two\n"),
    ("g:\n  # first\n  - \"1\"\n", ["0", "1"], "g:\n  # first\n  - \"0\"\n  - \"1\"\n"),
    ("g:\r\n  - \"1\" # one\r\n# end", ["1", "2"], "g:\r\n  - \"1\" # one\r\n  - \"2\"\r\n# end"),
  ])
  func `Of lists`(text: String, items: [String], wanted: String) {
    expect(.setItems(key: "g", items: items), makes: wanted, of: text)
  }

  @Test(arguments: [
    ("s: a # why\nt: b\n", "s: x # why\nt: b\n"), ("s:    a    # why", "s:    x    # why"),
    ("s: # why\n  # what\n  a # that\nt: b\n", "s: # why\n  # what\n  x # that\nt: b\n"),
    ("s: | # why\n  a\n  b\n\n# end\n", "s: x # why\n\n# end\n"), ("\"s\": 'a' # why\n", "\"s\": 'x' # why\n"),
    ("'s' : >- # why\n  a\nt: b\n", "'s' : x # why\nt: b\n"), ("s: \"a\n  b\" # why\n", "s: \"x\" # why\n"),
    ("{ s: a, # why\n  t: b }\n", "{ s: x, # why\n  t: b }\n"), ("\u{FEFF}s: a # why\r\n", "\u{FEFF}s: x # why\r\n"),
    ("s: # why\nt: b\n", "s: x # why\nt: b\n"),
    ("# top\n--- # here\ns: a\n... # end\n", "# top\n--- # here\ns: x\n... # end\n"),
    ("s: a\u{20}\u{20}\nt: ä # ö\n", "s: x\u{20}\u{20}\nt: ä # ö\n"),
  ])
  func `Of values`(text: String, wanted: String) {
    expect(.setPlain(key: "s", text: "x"), makes: wanted, of: text)
  }

  @Test(arguments: [
    ("e: { A: 1, # one\n  B: 2 } # all\n", "e: { A: 1, # one\n   } # all\n"),
    ("e: {B: 2, A: 1}\n", "e: {A: 1}\n"), ("e: {A: 1, B: 2}\n", "e: {A: 1}\n"),
    ("e: # vars\n  # first\n  B: 2 # two\n  # second\n  A: 1\n", "e: # vars\n  # first\n  # second\n  A: 1\n"),
    ("e:\r\n  A: 1\r\n  B: 2", "e:\r\n  A: 1"), ("e: {A: 1}\n", "e: {A: 1}\n"),
  ])
  func `Of what is left when an inner entry is taken out`(text: String, wanted: String) {
    expect(.remove(path: ["e", "B"]), makes: wanted, of: text)
  }

  @Test func `A mapping comes in the place of a single value`() {
    expect(
      .setEntries(key: "c", entries: [.init("id", "1"), .init("name", "Doe, Jane")]),
      makes: "c: { id: \"1\", name: \"Doe, Jane\" } # who\n", of: "c: cus-1 # who\n")
  }

  @Test func `A file keeps what no entry can be added to without changing another`() {
    #expect(edited(Array("s: |+\n  a\n\n\n".utf8), by: .setPlain(key: "t", text: "x")) == nil)
    #expect(edited(Array("? s\n: a\n".utf8), by: .setPlain(key: "s", text: "x")).map { content(of: $0) } != .some(nil))
  }

  private func expect(
    _ edit: TextEdit, makes wanted: String, of text: String, at location: SourceLocation = #_sourceLocation
  ) {
    let bytes = edited(Array(text.utf8), by: edit)
    #expect(bytes.map { String(decoding: $0, as: UTF8.self) } == wanted, sourceLocation: location)
  }
}
