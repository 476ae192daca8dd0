/// Takes a text as it is: what the panel said is recorded as the panel said it.
func parseAnything(_ text: String) throws(ScalarError) -> String { text }

/// Reads a day: `2026-11-22`.
func parseDay(_ text: String) throws(ScalarError) -> Day {
  guard let day = Day(text) else {
    throw ScalarError("bad-day", "\(quoted(text)) is not a day", hint: "write it like `2026-11-22`")
  }
  return day
}

/// Reads a second in UTC: `2026-11-22T12:00:00Z`.
func parseInstant(_ text: String) throws(ScalarError) -> Instant {
  guard let instant = Instant(text) else {
    throw ScalarError("bad-time", "\(quoted(text)) is not a time", hint: "write it like `2026-11-22T12:00:00Z`")
  }
  return instant
}

/// Reads a digest: `sha256:` and 64 hexadecimal digits.
func parseDigest(_ text: String) throws(ScalarError) -> Digest {
  guard let digest = Digest(text) else { throw ScalarError("bad-digest", "\(quoted(text)) is not a digest") }
  return digest
}

/// Reads the first 8 characters of a uuid.
func parseIdentifier(_ text: String) throws(ScalarError) -> String {
  guard text.utf8.count == 8, text.utf8.allSatisfy(isHexadecimal) else {
    throw ScalarError("bad-identifier", "\(quoted(text)) is not a server's identifier")
  }
  return text
}
