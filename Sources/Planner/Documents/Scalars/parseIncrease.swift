/// Reads what an add-on adds, which carries a plus sign: `+512MiB`, `+50%`, `+1`.
func parseIncrease<Value>(
  _ text: String, _ parse: (String) throws(Misreading) -> Value
) throws(Misreading) -> Value {
  guard text.hasPrefix("+") else {
    throw Misreading("missing-plus", "what an add-on adds carries a plus sign", hint: "write \(quoted("+" + text))")
  }
  return try parse(String(text.dropFirst()))
}
