/// A text as Laravel takes it from a request: without white space and invisible marks at both ends.
///
/// Source: Laravel 11's middleware `TrimStrings`, which runs on every request and trims every text, also inside `environment`
/// (observed).
public func trimmed(_ text: String) -> String {
  let scalars = text.unicodeScalars
  if let first = scalars.first, let last = scalars.last, isKept(first), isKept(last) { return text }
  guard let first = scalars.firstIndex(where: isKept), let last = scalars.lastIndex(where: isKept) else { return "" }
  return String(scalars[first...last])
}

/// The same; nil where nothing is left, for an empty text is no value at all: Laravel's `ConvertEmptyStringsToNull` makes null of it.
public func trimmedValue(_ text: String) -> String? {
  let value = trimmed(text)
  return value.isEmpty ? nil : value
}

private func isKept(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar {
  case "\0", "\u{200B}", "\u{200E}", "\u{FEFF}": false
  default: !UnitKind.space.contains(scalar.value, .unicode)
  }
}
