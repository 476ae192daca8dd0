/// What a backslash and the characters after it stand for.
enum PatternEscape {
  case unit(UInt32)
  case kind(UnitKind)
  case notKind(UnitKind)
  case anchor(PatternAnchor)
  case reference(group: Int)
  case namedReference(String)
  /// `\K`: changes what is reported, not whether it matches.
  case matchStart

  /// Reads what stands behind a backslash outside of `[…]`.
  static func read(from cursor: inout PatternCursor, _ alphabet: UnitAlphabet) throws(PatternFault) -> Self {
    switch cursor.ascii {
    case "A", "G": return .anchor(taking(.start, &cursor))
    case "z": return .anchor(taking(.end, &cursor))
    case "Z": return .anchor(taking(.endOrLastNewline, &cursor))
    case "b": return .anchor(taking(.wordEdge(alphabet), &cursor))
    case "B": return .anchor(taking(.noWordEdge(alphabet), &cursor))
    case "K": return taking(.matchStart, &cursor)
    case "N" where !cursor.hasBytes("N{"): return .notKind(taking(.newline, &cursor))
    case let digit? where ("1"..."9").contains(digit): return try digits(from: &cursor)
    case "g", "k": return try reference(from: &cursor)
    case "R", "X", "C", "N", "Q", "E": throw .notSupported(#"`\\#(cursor.ascii ?? " ")`"#)
    default: return try readInClass(from: &cursor, alphabet)
    }
  }

  /// Reads what stands behind a backslash inside of `[…]`.
  static func readInClass(from cursor: inout PatternCursor, _ alphabet: UnitAlphabet) throws(PatternFault) -> Self {
    guard let unit = cursor.take() else { throw .refused(#"ends in a `\`"#) }
    guard unit < 0x80, let letter = Unicode.Scalar(unit) else { return .unit(unit) }
    if let kind = kind(letter) { return kind }
    if let control = control(letter) { return .unit(control) }
    switch letter {
    case "p", "P": return try property(letter, from: &cursor)
    case "x": return .unit(try hexadecimal(from: &cursor, alphabet))
    case "0"..."7": return .unit(try octal(letter, from: &cursor, alphabet))
    case "c", "o", "Q", "E": throw .notSupported(#"`\\#(letter)`"#)
    case "a"..."z", "A"..."Z", "8", "9": throw .refused(#"has the unknown escape `\\#(letter)`"#)
    default: return .unit(unit)
    }
  }

  private static func taking<Value>(_ value: Value, _ cursor: inout PatternCursor) -> Value {
    _ = cursor.take()
    return value
  }

  private static func kind(_ letter: Unicode.Scalar) -> Self? {
    switch letter {
    case "d": .kind(.digit)
    case "D": .notKind(.digit)
    case "w": .kind(.word)
    case "W": .notKind(.word)
    case "s": .kind(.space)
    case "S": .notKind(.space)
    case "h": .kind(.horizontalSpace)
    case "H": .notKind(.horizontalSpace)
    case "v": .kind(.verticalSpace)
    case "V": .notKind(.verticalSpace)
    default: nil
    }
  }

  /// `\b` comes here only from inside of `[…]`, where it is the backspace.
  private static func control(_ letter: Unicode.Scalar) -> UInt32? {
    switch letter {
    case "a": 0x07
    case "b": 0x08
    case "t": 0x09
    case "n": 0x0A
    case "f": 0x0C
    case "r": 0x0D
    case "e": 0x1B
    default: nil
    }
  }

  private static func property(_ letter: Unicode.Scalar, from cursor: inout PatternCursor) throws(PatternFault) -> Self
  {
    var name: String
    if cursor.take("{") {
      guard let units = cursor.takeThrough("}") else { throw .refused(#"has an open `\\#(letter){`"#) }
      name = String(String.UnicodeScalarView(units.compactMap(Unicode.Scalar.init)))
    } else {
      name = cursor.takeWhile(atMost: 1) { $0.properties.isAlphabetic }
    }
    let isNegated = name.hasPrefix("^")
    if isNegated { name.removeFirst() }
    guard let categories = UnitKind.categories(named: name) else { throw .notSupported(#"`\\#(letter){\#(name)}`"#) }
    return isNegated == (letter == "p") ? .notKind(.category(categories)) : .kind(.category(categories))
  }

  private static func hexadecimal(
    from cursor: inout PatternCursor, _ alphabet: UnitAlphabet
  ) throws(PatternFault) -> UInt32 {
    let isHexDigit = { (scalar: Unicode.Scalar) in UnitKind.isASCIIHexDigit(scalar.value) }
    guard cursor.take("{") else { return UInt32(cursor.takeWhile(atMost: 2, isHexDigit), radix: 16) ?? 0 }
    let digits = cursor.takeWhile(isHexDigit)
    guard cursor.take("}"), let unit = UInt32(digits, radix: 16) else { throw .refused(#"has a broken `\x{`"#) }
    return try checked(unit, alphabet)
  }

  private static func octal(
    _ first: Unicode.Scalar, from cursor: inout PatternCursor, _ alphabet: UnitAlphabet
  ) throws(PatternFault) -> UInt32 {
    let rest = cursor.takeWhile(atMost: 2) { ("0"..."7").contains($0) }
    return try checked(UInt32("\(first)\(rest)", radix: 8) ?? 0, alphabet)
  }

  private static func checked(_ unit: UInt32, _ alphabet: UnitAlphabet) throws(PatternFault) -> UInt32 {
    switch alphabet {
    case .ascii where unit > 0xFF: throw .refused("names a character above 255 without the modifier `u`")
    case .unicode where Unicode.Scalar(unit) == nil: throw .refused("names a character that does not exist")
    case .ascii, .unicode: return unit
    }
  }

  /// `\1` to `\9` refer to a group; PCRE decides longer ones by how many groups there are, which nobody writes.
  private static func digits(from cursor: inout PatternCursor) throws(PatternFault) -> Self {
    let digits = cursor.takeWhile { ("0"..."9").contains($0) }
    guard digits.utf8.count == 1, let group = Int(digits) else { throw .notSupported(#"`\\#(digits)`"#) }
    return .reference(group: group)
  }

  private static func reference(from cursor: inout PatternCursor) throws(PatternFault) -> Self {
    _ = cursor.take()
    for (open, close) in [("{", "}"), ("<", ">"), ("'", "'")] where cursor.take(open) {
      let name = cursor.takeWhile { $0.properties.isAlphabetic || $0 == "_" || ("0"..."9").contains($0) }
      guard cursor.take(close), !name.isEmpty else { throw .notSupported("this kind of back reference") }
      return Int(name).map { .reference(group: $0) } ?? .namedReference(name)
    }
    throw .notSupported("this kind of back reference")
  }
}
