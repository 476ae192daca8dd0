import Testing

@testable import Planner

@Suite struct PackedTextTests {
  @Test(arguments: [
    "", "a", "0", "ord-1", "1234567890123456", "18446744073709551615", "18446744073709551616", "0123456789012345678",
    "+1234567890123456", "-1234567890123456", "00000000-0000-4000-8000-000000000001",
    "ffffffff-ffff-ffff-ffff-ffffffffffff", "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
    "0000000000000-4000-8000-000000000001", "00000000-0000-4000-8000-00000000000g", "203.0.113.7:25565",
    "198.51.100.255:65535", "198.51.100.256:65535", "198.51.100.255:65536", "198.051.100.255:6553",
    "198.51.100.25:06553",
    "198.51.100.255.6553", "198.51.100.255:6553:", "198.51..1002:25565", "[2001:db8::1]:25565", "a text of some length",
    "０１２３４５６７８９", "é́́́́́́́́́́́́́́",
  ]) func `A text comes back as it was, whatever it is packed as`(text: String) {
    #expect(Array(PackedText(text).text.utf8) == Array(text.utf8))
    #expect(PackedText(text) == PackedText(text))
  }

  @Test func `Texts that differ stay different`() {
    let texts = ["1.2.3.4:5555555", "203.0.113.7:1234", "203.0.113.7:1235", "203.0.113.8:1234", "2030113712345678"]
    #expect(Set(texts.map { PackedText($0) }).count == texts.count)
  }

  /// What it is there for: no allocation, and no more than a text takes by itself.
  @Test func `It takes 24 bytes`() { #expect(MemoryLayout<PackedText>.stride == 24) }

  @Test func `Random texts of the kinds come back`() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<1000 {
      let (number, port) = (random.next() as UInt64, random.next() as UInt16)
      let octets = (0..<4).map { _ in String(random.next() as UInt8) }.joined(separator: ".")
      for text in [String(number), "\(octets):\(port)"] { #expect(PackedText(text).text == text) }
    }
  }
}
