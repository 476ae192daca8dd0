/// The value as Laravel takes it from a request: without white space and invisible marks at both ends.
///
/// An empty remainder is no value at all: null is made of it. Source: Laravel 11's middleware `TrimStrings` and
/// `ConvertEmptyStringsToNull`, which Pterodactyl runs on every request (observed).
public func trimmed(_ value: String) -> String? {
  let scalars = value.unicodeScalars
  if let first = scalars.first, let last = scalars.last, isKept(first), isKept(last) { return value }
  guard let first = scalars.firstIndex(where: isKept), let last = scalars.lastIndex(where: isKept) else { return nil }
  return String(scalars[first...last])
}

private func isKept(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar {
  case "\0", "\u{200B}", "\u{200E}", "\u{FEFF}": false
  default: !UnitKind.space.contains(scalar.value, .unicode)
  }
}
