internal import EggRules

/// What a customer's variable may begin with, the first that its rules take: nothing, a word that says what to do, one of the words that
/// the rules name, and then plain values of every kind.
func initialValues(for rules: String) -> [String] {
  let read = VariableRules(rules)
  return ["", "set-me-in-the-panel", "set-me", "setme"] + (read.choices ?? []) + plainValues + sizedValues(rules)
}

private let plainValues = [
  "0", "1", "true", "example.com", "https://example.com", "bot@example.com", "192.0.2.1", OrderSample.guild, "[]", "{}",
  "00000000-0000-4000-8000-000000000000", "2026-01-01", "UTC",
]

/// Letters and digits of every length that the rules mention.
private func sizedValues(_ rules: String) -> [String] {
  let numbers = rules.split { !$0.isASCII || !$0.isNumber }.compactMap { Int($0) }.filter { (1...1000).contains($0) }
  return Set(numbers).sorted().flatMap { length in
    [String(length), String(repeating: "x", count: length), "1" + String(repeating: "0", count: length - 1)]
  }
}
