/// How many columns of a terminal the text fills.
///
/// Counted by what is seen as one character: two for East Asian wide ones and for emoji, one for all others. The text is taken to be
/// `escapedForDisplay` already.
func columnCount(_ text: some StringProtocol) -> Int {
  if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
  return text.reduce(0) { $0 + columnCount($1) }
}

func columnCount(_ character: Character) -> Int {
  guard let first = character.unicodeScalars.first else { return 0 }
  return first.isWide ? 2 : 1
}

extension Unicode.Scalar {
  fileprivate var isWide: Bool {
    value >= 0x1100 && (properties.isEmojiPresentation || wideRanges.contains { $0.contains(value) })
  }
}

/// East Asian Width W and F of Unicode, in whole blocks.
private let wideRanges: [ClosedRange<UInt32>] = [
  0x1100...0x115f, 0x2329...0x232a, 0x2e80...0x303e, 0x3041...0x4dbf, 0x4e00...0xa4cf, 0xa960...0xa97f,
  0xac00...0xd7a3, 0xf900...0xfaff, 0xfe10...0xfe19, 0xfe30...0xfe6f, 0xff00...0xff60, 0xffe0...0xffe6,
  0x16fe0...0x18aff, 0x1aff0...0x1b2ff, 0x1f200...0x1f251, 0x20000...0x3fffd,
]
