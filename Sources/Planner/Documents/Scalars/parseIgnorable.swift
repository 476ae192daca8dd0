/// Reads the path of a field that may be left as the panel has it: `build.memory`, `startup.environment.TIER`.
func parseIgnorable(_ text: String) throws(ScalarError) -> Field {
  if let field = ignorable.first(where: { $0.path == text }) { return field }
  if text == Field.suspended.path {
    throw ScalarError("not-ignorable", "a suspension cannot be ignored", hint: "the order's `state` decides it")
  }
  if text.hasPrefix(variablePrefix) {
    return .variable(try parseVariableName(String(text.dropFirst(variablePrefix.count))))
  }
  throw ScalarError("unknown-field", "a server has no field \(quoted(text))", hint: fieldHint(for: text))
}

private let ignorable = Field.fixed.filter { $0 != .suspended }

private let variablePrefix = "startup.environment."

/// The path that was meant, also where only its end is written.
private func fieldHint(for text: String) -> String? {
  let end = text.split(separator: ".").last ?? ""
  if let field = ignorable.first(where: { $0.label == end }) { return "did you mean \(quoted(field.path))?" }
  let isVariable = !end.isEmpty && end.utf8.allSatisfy { isWordByte($0) && !(0x61...0x7A).contains($0) && $0 != 0x2D }
  if isVariable { return "did you mean \(quoted(variablePrefix + end))?" }
  return hint(for: text, among: ignorable.map(\.path))
}
