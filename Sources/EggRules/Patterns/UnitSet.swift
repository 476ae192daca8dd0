/// How two units are compared.
enum UnitComparison {
  case exact
  case ignoringCase
}

/// The units that one place of a pattern accepts: a character, a class, a dot.
struct UnitSet {
  /// One thing inside of `[…]`.
  enum Member {
    case range(ClosedRange<UInt32>)
    case kind(UnitKind)
    case notKind(UnitKind)
  }

  private let members: [Member]
  private let isInverted: Bool
  private let comparison: UnitComparison
  private let alphabet: UnitAlphabet
  /// One bit for each of the first 256 units, since nearly all that is ever asked are those.
  private var small: SIMD4<UInt64> = .zero

  /// With `.ignoringCase`, the case is forgotten before the set is inverted, as PCRE does.
  init(_ members: [Member], inverted: Bool = false, _ comparison: UnitComparison, _ alphabet: UnitAlphabet) {
    self.members = members
    isInverted = inverted
    self.comparison = comparison
    self.alphabet = alphabet
    for unit in UInt32(0)..<256 where computeContains(unit) {
      small[Int(unit >> 6)] |= 1 << UInt64(unit & 63)
    }
  }

  /// Whether the set accepts the unit.
  func contains(_ unit: UInt32) -> Bool {
    unit < 256 ? small[Int(unit >> 6)] & (1 << UInt64(unit & 63)) != 0 : computeContains(unit)
  }

  private func computeContains(_ unit: UInt32) -> Bool {
    let cases =
      switch comparison {
      case .exact: [unit]
      case .ignoringCase: Self.cases(of: unit, alphabet)
      }
    return members.contains { holds(unit, cases, $0) } != isInverted
  }

  /// A `\p{Lu}` stays what it is when case is ignored, a `[:upper:]` does not; PCRE sees it so.
  private func holds(_ unit: UInt32, _ cases: [UInt32], _ member: Member) -> Bool {
    switch member {
    case .range(let range): cases.contains(where: range.contains)
    case .kind(.category(let categories)): UnitKind.category(categories).contains(unit, alphabet)
    case .kind(let kind): cases.contains { kind.contains($0, alphabet) }
    case .notKind(let kind): !kind.contains(unit, alphabet)
    }
  }

  /// The unit and those that differ from it in case alone; bytes know the case of ASCII only.
  static func cases(of unit: UInt32, _ alphabet: UnitAlphabet) -> [UInt32] {
    if unit < 0x80 || alphabet == .ascii {
      let isLetter = UnitKind.letter.contains(unit, .ascii)
      guard isLetter else { return [unit] }
      let others: [UInt32] =
        switch (alphabet, unit | 0x20) {
        case (.unicode, 0x6B): [0x212A]
        case (.unicode, 0x73): [0x17F]
        default: []
        }
      return [unit, unit ^ 0x20] + others
    }
    guard let properties = Unicode.Scalar(unit)?.properties else { return [unit] }
    let mapped = [properties.lowercaseMapping, properties.uppercaseMapping].compactMap(onlyUnit)
    let back = mapped.compactMap(Unicode.Scalar.init).map(\.properties.lowercaseMapping).compactMap(onlyUnit)
    return [unit] + mapped + back
  }

  private static func onlyUnit(_ mapping: String) -> UInt32? {
    mapping.unicodeScalars.count == 1 ? mapping.unicodeScalars.first?.value : nil
  }
}
