/// Reads what an add-on adds, which carries a plus sign: `+512MiB`, `+50%`, `+1`.
func parseIncrease<Value>(
  _ text: String, _ parse: (String) throws(ScalarError) -> Value
) throws(ScalarError) -> Value {
  guard text.hasPrefix("+") else {
    let hint = text.hasPrefix("-") ? "an add-on takes nothing away" : "write \(quoted("+" + text))"
    throw ScalarError("missing-plus", "what an add-on adds carries a plus sign", hint: hint)
  }
  do throws(ScalarError) {
    return try parse(String(text.dropFirst()))
  } catch {
    // What the amount should have been is said without its sign.
    throw ScalarError(error.code, error.message, hint: error.hint?.replacing(" `", with: " `+"))
  }
}
