import Testing

@testable import Planner

/// JSON that anybody may have written is read, or refused with a place.
@Suite struct ParseJSONTests {
  private func parse(_ text: String) throws -> JSONValue { try parseJSON(Array(text.utf8)) }

  @Test(arguments: [
    (" {\"a\": [1, -20, 0, true, false, null], \"b\": {}} ", "{\"a\":[1,-20,0,true,false,null],\"b\":{}}"),
    ("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00e9\\ud83d\\ude00é😀\"", "\"\\\"\\\\/\\u0008\\u000c\\n\\r\\tAé😀é😀\""),
    ("[]", "[]"), ("9223372036854775807", "9223372036854775807"),
  ])
  func `What is JSON is read`(text: String, canonical: String) throws {
    #expect(try parse(text).canonical == canonical)
  }

  @Test(arguments: [
    "", " ", "{", "[1", "[1,]", "{\"a\":1,}", "{\"a\" 1}", "{a:1}", "[1 2]", "1.5", "1e3", "01", "-", "+1", "nul",
    "\"a", "\"\\x\"", "\"\\u12\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\ude00\"", "\"a\nb\"", "1 2", "[1]x",
    "9223372036854775808", "{\"a\":1,\"\\u0061\":2}", "NaN", "'a'", "/* */1", "{\"a\":1 \"b\":2}",
  ])
  func `What is none is refused`(text: String) {
    #expect(throws: JSONFault.self) { try parse(text) }
  }

  @Test func `Bytes that are no text, and nesting without end, are refused`() {
    #expect(throws: JSONFault.self) { try parseJSON([0x22, 0xff, 0x22]) }
    #expect(throws: JSONFault.self) { try parse(String(repeating: "[", count: 1_000_000)) }
    #expect(throws: Never.self) { try parse(String(repeating: "[", count: 32) + String(repeating: "]", count: 32)) }
    #expect(throws: JSONFault.self) {
      try parse(String(repeating: "[", count: 33) + String(repeating: "]", count: 33))
    }
  }

  @Test func `A problem has its place`() {
    #expect(throws: JSONFault(description: "it has the key \"a\" twice (byte 10)")) { try parse("{\"a\":1,\"a\":2}") }
  }
}

@Suite struct Base64Tests {
  // RFC 4648, section 10.
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
    ("foobar", "Zm9vYmFy"),
  ])
  func `The vectors of the standard hold both ways`(text: String, encoded: String) {
    #expect(base64(Array(text.utf8)) == encoded)
    #expect(bytes(ofBase64: encoded) == Array(text.utf8))
  }

  @Test func `All bytes come back, by either alphabet`() {
    let all = (0...255).map { UInt8($0) } + [0xfb, 0xff]
    #expect(bytes(ofBase64: base64(all)) == all)
    #expect(bytes(ofBase64: base64(all).replacing("+", with: "-").replacing("/", with: "_")) == all)
  }

  @Test(arguments: ["Zg", "Zg=", "Zh==", "Zm9=", "=Zg=", "Z===", "====", "Zg==Zg==", "Zm9\n", "Zm 9", "Zm9ü"])
  func `Anything else is refused`(text: String) { #expect(bytes(ofBase64: text) == nil) }
}
