/// What validation says of an e-mail address.
public enum EmailVerdict: Equatable, Sendable {
  /// Every version takes it.
  case right
  /// By the rules of the RFCs and against their advice, as a host without a dot: Pterodactyl up to 1.13 takes it of users, later versions do
  /// not.
  case loose
  /// Quoted, commented or with a literal host: allowed by the RFCs in ways that are not worth repeating here.
  case unusual
  case wrong
}

/// Judges an address by the grammar of RFC 5322 as Laravel's library reads it.
///
/// Letters beyond ASCII are fine in both halves, and a host needs no dot; symbols, emoji among them, are not. The RFC's lengths only warn, but
/// for those of a host's label and of the host.
public func emailVerdict(_ text: String) -> EmailVerdict {
  if text.unicodeScalars.contains(where: isSymbolOrControl) { return .wrong }
  if text.unicodeScalars.contains(where: { "\"()[]\\".unicodeScalars.contains($0) }) { return .unusual }
  if text.unicodeScalars.contains(where: { UnitKind.space.contains($0.value, .unicode) }) { return .unusual }
  let halves = text.split(separator: "@", omittingEmptySubsequences: false)
  guard halves.count == 2, isLocalPart(halves[0]), isHost(halves[1]) else { return .wrong }
  // A label that begins with a hyphen does not count as one for the library; 1.14.1 and later refuse one before the `@` as well.
  let hasDomain = halves[1].split(separator: ".").dropFirst().contains { $0.first != "-" }
  let isShort = halves[0].utf8.count <= 64 && text.utf8.count <= 254
  return hasDomain && isShort && halves[0].first != "-" ? .right : .loose
}

/// Marks that the library takes nowhere in an address; the ASCII ones among the symbols have a meaning of their own.
private func isSymbolOrControl(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol: !scalar.isASCII
  case .control: !"\t\n\r".unicodeScalars.contains(scalar)
  case .format, .surrogate, .privateUse, .unassigned: true
  default: false
  }
}

private func isLocalPart(_ text: Substring) -> Bool {
  let atoms = text.split(separator: ".", omittingEmptySubsequences: false)
  return atoms.allSatisfy { !$0.isEmpty && $0.unicodeScalars.allSatisfy(isAtomCharacter) }
}

private func isAtomCharacter(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar {
  case "a"..."z", "A"..."Z", "0"..."9": true
  default: !scalar.isASCII || "!#$%&'*+-/=?^_`{|}~".unicodeScalars.contains(scalar)
  }
}

private func isHost(_ text: Substring) -> Bool {
  let labels = text.split(separator: ".", omittingEmptySubsequences: false)
  return text.utf8.count <= 253 && text.first != "-" && labels.allSatisfy(isLabel)
}

/// A hyphen may begin any label but the first one, and `IPv6` is a word of the library's own: so it reads them.
private func isLabel(_ label: Substring) -> Bool {
  guard !label.isEmpty, label.utf8.count <= 63, label.last != "-", label != "IPv6" else { return false }
  return label.unicodeScalars.allSatisfy { scalar in
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "-": true
    default: !scalar.isASCII && scalar != "\u{A1}" && scalar != "\u{BF}"
    }
  }
}
