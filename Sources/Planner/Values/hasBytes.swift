/// Whether an ASCII word stands at a place of a text.
func hasBytes(_ word: StaticString, in text: Span<UInt8>, at start: Int) -> Bool {
  let length = word.utf8CodeUnitCount
  guard start >= 0, start + length <= text.count else { return false }
  return (0..<length).allSatisfy { text[start + $0] == word.utf8Start[$0] }
}

/// Whether a text is an ASCII word.
func isWord(_ word: StaticString, _ text: Span<UInt8>) -> Bool {
  text.count == word.utf8CodeUnitCount && hasBytes(word, in: text, at: 0)
}
