import Testing

@testable import PanelSandbox

@Suite struct JSONTests {
  @Test func `What is written is read again`() throws {
    let value: JSON = [
      "text": "quote \" backslash \\ line \n bell \u{7} emoji 🎲", "whole": -12, "half": .number(0.5), "yes": true,
      "none": nil,
      "list": [1, [], [:]],
    ]
    #expect(try JSONParser.parse(JSONWriter.encode(value)) == value)
  }

  @Test(arguments: [
    "", "{", "[1,]", "{\"a\":1,}", "01", "-", "1.", "\"\u{1}\"", "nul", "\u{FEFF}{}", "{} x", "'a'", "\"\\ud800\"",
  ])
  func `What is no JSON is refused`(text: String) {
    #expect(throws: JSONParser.Malformed.self) { try JSONParser.parse(text) }
  }

  @Test func `A document nested too deeply is refused, not followed`() {
    let text = String(repeating: "[", count: 100_000)
    #expect(throws: JSONParser.Malformed.self) { try JSONParser.parse(text) }
  }

  @Test func `Escapes stand for what they name`() throws {
    #expect(try JSONParser.parse(#""\u00e4\ud83c\udfb2\/""#) == "ä🎲/")
  }

  @Test func `A form nests as PHP nests it`() {
    let form = parseForm("a=1&limits[memory]=2&ids[]=3&ids[]=4&f%5Bname%5D=x+y&empty")
    let expected: JSONObject = [
      "a": "1", "limits": ["memory": "2"], "ids": ["3", "4"], "f": ["name": "x y"], "empty": "",
    ]
    #expect(form == expected)
  }
}
