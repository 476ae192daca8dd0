import Testing

@testable import Pages

@Suite("A piece of HTML")
struct HTMLTests {
  @Test("escapes every text that comes into it")
  func escapes() {
    let text = "<script>\"'&"
    #expect(
      ("<p title=\"\(text)\">\(text)</p>" as HTML).text
        == "<p title=\"&lt;script&gt;&quot;&#39;&amp;\">&lt;script&gt;&quot;&#39;&amp;</p>")
  }

  @Test("takes other pieces as they are, and nothing for none")
  func pieces() {
    let inner: HTML = "<b>\("<")</b>"
    let none: HTML? = nil
    #expect(("<p>\(inner)\(none)\([inner, inner])\(7)</p>" as HTML).text == "<p><b>&lt;</b><b>&lt;</b><b>&lt;</b>7</p>")
  }

  @Test("lets a text of others turn no other text around")
  func foreign() {
    #expect(shown("a\u{202e}b\u{0}\n<").text == "<bdi>a\\u{202e}b\\u{0}\\n&lt;</bdi>")
  }

  @Test("has no control characters from anywhere")
  func controls() {
    #expect(("\("a\u{0}\u{1b}[31m\nb")" as HTML).text == "a\u{FFFD}\u{FFFD}[31m\nb")
  }

  @Test("encodes what stands in an address")
  func addresses() {
    #expect(percentEncoded("a b&c=\"é\"/../") == "a%20b%26c%3D%22%C3%A9%22%2F..%2F")
  }
}
