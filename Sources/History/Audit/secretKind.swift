/// What a line has that looks like a secret; nil for nothing.
func secretKind(in line: Substring) -> String? {
  // Patterns are slow, and nearly no line has what they begin with.
  guard isSuspicious(Array(line.utf8)) else { return nil }
  for (kind, pattern) in secretPatterns() where line.contains(pattern) { return kind }
  return nil
}

/// Whether some bytes may have a secret in them: the beginning of one, or a long word with two dots in it, as Discord's tokens are.
func isSuspicious(_ bytes: [UInt8]) -> Bool {
  var (length, dots) = (0, 0)
  for (index, byte) in bytes.enumerated() {
    guard isTokenByte(byte) else {
      (length, dots) = (0, 0)
      // A private key's first and last line have blanks in them.
      if byte == UInt8(ascii: " "), begins("PRIVATE KEY", bytes, at: index + 1) { return true }
      continue
    }
    length += 1
    if byte == UInt8(ascii: ".") { dots += 1 }
    if length >= 57, dots >= 2 { return true }
    if beginnings(with: byte).contains(where: { begins($0, bytes, at: index) }) { return true }
  }
  return false
}

private func begins(_ word: StaticString, _ bytes: [UInt8], at start: Int) -> Bool {
  let length = word.utf8CodeUnitCount
  guard start + length <= bytes.count else { return false }
  return (0..<length).allSatisfy { bytes[start + $0] == word.utf8Start[$0] }
}

/// What the patterns below begin with, but for Discord's tokens and private keys, by the first byte: most have none.
private func beginnings(with byte: UInt8) -> [StaticString] {
  switch byte {
  case UInt8(ascii: "p"): ["ptla_", "ptlc_", "plcn_", "papp_", "pacc_"]
  case UInt8(ascii: "g"): ["ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "glcbt-"]
  case UInt8(ascii: "A"): ["AKIA", "AIza"]
  case UInt8(ascii: "s"): ["sk_live_"]
  case UInt8(ascii: "r"): ["rk_live_"]
  case UInt8(ascii: "c"): ["com/api/webhooks/"]
  case UInt8(ascii: "e"): ["eyJ"]
  case UInt8(ascii: "x"): ["xoxa-", "xoxb-", "xoxp-", "xoxr-", "xoxs-"]
  default: []
  }
}

private func isTokenByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"),
    UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"):
    true
  default: false
  }
}

private func secretPatterns() -> [(String, Regex<Substring>)] {
  [
    ("a Discord bot's token", /[A-Za-z0-9_-]{23,28}\.[A-Za-z0-9_-]{6,7}\.[A-Za-z0-9_-]{27,}/),
    ("a panel's key", /\b(?:ptl[ac]|plcn|papp|pacc)_[A-Za-z0-9]{20,}/),
    ("a forge's token", /\b(?:gh[pousr]_|github_pat_|glpat-|glcbt-)[A-Za-z0-9_-]{20,}/),
    ("a cloud's key", /\bAKIA[0-9A-Z]{16}\b|\bAIza[A-Za-z0-9_-]{35}/),
    ("a payment provider's key", /\b[sr]k_live_[A-Za-z0-9]{16,}/),
    ("a private key", /-----BEGIN [A-Z ]*PRIVATE KEY-----/),
    ("a Discord webhook", /discord(?:app)?\.com\/api\/webhooks\/[0-9]+\/[A-Za-z0-9_-]+/),
    ("a web token", /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/),
    ("a chat's token", /\bxox[abprs]-[A-Za-z0-9-]{10,}/),
  ]
}

/// Whether a line has an e-mail address.
func hasAddress(_ line: Substring) -> Bool {
  guard line.utf8.contains(UInt8(ascii: "@")) else { return false }
  return line.contains(/[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}/)
}
