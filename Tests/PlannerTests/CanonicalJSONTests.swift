import Testing

@testable import Planner

@Suite struct CanonicalJSONTests {
  @Test func `Keys are sorted by their bytes and nothing is spaced`() {
    let value = JSONValue.object([
      .init("é", .null), .init("b", .array([.integer(-1), .bool(true), .bool(false)])), .init("B", .object([])),
      .init("ab", .array([])), .init("a", .string("")),
    ])
    #expect(value.canonical == #"{"B":{},"a":"","ab":[],"b":[-1,true,false],"é":null}"#)
  }

  @Test func `The order in which keys come does not show`() {
    let members: [JSONValue.Member] = [.init("x", .integer(1)), .init("y", .integer(2)), .init("z", .integer(3))]
    #expect(JSONValue.object(members).canonical == JSONValue.object(members.reversed()).canonical)
  }

  @Test(arguments: [
    ("\"", #""\"""#), ("\\", #""\\""#), ("\n\r\t", #""\n\r\t""#), ("\u{0}", #""\u0000""#), ("\u{1F}", #""\u001f""#),
    ("\u{7F}", "\"\u{7F}\""), ("/", #""/""#), ("é", #""é""#), ("🤖", #""🤖""#), ("\u{2028}", "\"\u{2028}\""),
    ("\r\n", #""\r\n""#),
  ])
  func `Only what must be escaped is escaped`(text: String, json: String) {
    #expect(JSONValue.string(text).canonical == json)
  }
}
