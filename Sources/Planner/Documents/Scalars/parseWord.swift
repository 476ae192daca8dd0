/// Reads one of a few words, as `active` or `suspended`.
func parseWord<Word: RawRepresentable<String> & CaseIterable>(_ text: String) throws(ScalarError) -> Word {
  if let word = Word(rawValue: text) { return word }
  let words = Word.allCases.map(\.rawValue)
  throw ScalarError("unknown-word", "\(quoted(text)) means nothing here", hint: hint(for: text, among: words))
}

/// Reads `true` or `false`.
func parseFlag(_ text: String) throws(ScalarError) -> Bool {
  switch text {
  case "true": return true
  case "false": return false
  default:
    let meant =
      switch text.lowercased() {
      case "true", "yes", "y", "on", "1": "`true`"
      case "false", "no", "n", "off", "0": "`false`"
      default: "one of the two"
      }
    throw ScalarError("unknown-word", "\(quoted(text)) is neither `true` nor `false`", hint: "write \(meant)")
  }
}
