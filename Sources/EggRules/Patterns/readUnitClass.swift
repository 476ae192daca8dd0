/// Reads a class, `[…]`, whose opening bracket was taken.
func readUnitClass(
  from cursor: inout PatternCursor, _ comparison: UnitComparison, _ alphabet: UnitAlphabet
) throws(PatternFault) -> UnitSet {
  let isInverted = cursor.take("^")
  var members: [UnitSet.Member] = []
  // A bracket that comes first is an ordinary character.
  var isFirst = true
  while isFirst || !cursor.take("]") {
    isFirst = false
    let member = try readMember(from: &cursor, alphabet)
    members.append(try readRange(from: member, &cursor, alphabet))
  }
  return UnitSet(members, inverted: isInverted, comparison, alphabet)
}

/// If a hyphen and an upper bound follow, the member becomes the range.
private func readRange(
  from member: UnitSet.Member, _ cursor: inout PatternCursor, _ alphabet: UnitAlphabet
) throws(PatternFault) -> UnitSet.Member {
  var ahead = cursor
  guard ahead.take("-"), !ahead.hasBytes("]"), !ahead.isAtEnd else { return member }
  guard case .range(let lower) = member, case .range(let upper) = try readMember(from: &ahead, alphabet) else {
    // PCRE since PHP 7.3: a kind such as `\w` is no bound, and the hyphen beside it must be escaped.
    throw .refused(#"has a range with a kind of characters as a bound; write `\-` for the hyphen"#)
  }
  guard lower.lowerBound <= upper.lowerBound else { throw .refused("has a range that runs backwards") }
  cursor = ahead
  return .range(lower.lowerBound...upper.lowerBound)
}

private func readMember(
  from cursor: inout PatternCursor, _ alphabet: UnitAlphabet
) throws(PatternFault) -> UnitSet.Member {
  if cursor.hasBytes("[:"), let kind = try readNamedKind(from: &cursor) { return kind }
  if cursor.isAtPOSIXClass, !cursor.hasBytes("[:") { throw .refused("has `[.` or `[=`, which PCRE does not have") }
  guard let unit = cursor.take() else { throw .refused("has an unclosed `[`") }
  guard unit == 0x5C else { return .range(unit...unit) }
  switch try PatternEscape.readInClass(from: &cursor, alphabet) {
  case .unit(let unit): return .range(unit...unit)
  case .kind(let kind): return .kind(kind)
  case .notKind(let kind): return .notKind(kind)
  case .anchor, .reference, .namedReference, .matchStart: throw .refused("has an escape that is not allowed in `[…]`")
  }
}

/// `[:alpha:]` and its kin; nil where `[:` is only two characters.
private func readNamedKind(from cursor: inout PatternCursor) throws(PatternFault) -> UnitSet.Member? {
  var ahead = cursor
  _ = ahead.take("[:")
  let isNegated = ahead.take("^")
  let name = ahead.takeWhile { ("a"..."z").contains($0) }
  guard ahead.take(":]") else { return nil }
  guard let kind = namedKind(name) else { throw .refused("has the unknown class `[:\(name):]`") }
  cursor = ahead
  return isNegated ? .notKind(kind) : .kind(kind)
}

private func namedKind(_ name: String) -> UnitKind? {
  switch name {
  case "alpha": .letter
  case "lower": .lowercase
  case "upper": .uppercase
  case "alnum": .letterOrNumber
  case "ascii": .ascii
  case "blank": .horizontalSpace
  case "cntrl": .control
  case "digit": .digit
  case "graph": .visible
  case "print": .visibleOrSpace
  case "punct": .punctuation
  case "space": .space
  case "word": .word
  case "xdigit": .hexDigit
  default: nil
  }
}
