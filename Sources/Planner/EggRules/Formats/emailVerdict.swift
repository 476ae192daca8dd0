/// What the panel would say of an e-mail address.
enum EmailVerdict: Equatable {
  case right
  case wrong
  /// Quoted, commented or with a literal host: allowed by the RFCs in ways that are not worth repeating here.
  case unusual
}

/// Judges an address by the grammar of RFC 5322 as the panel's library reads it.
///
/// Letters beyond ASCII are fine in both halves, and a host needs no dot; the RFC's lengths only warn, but for those of
/// a host's label and of the host.
func emailVerdict(_ text: String) -> EmailVerdict {
  if text.unicodeScalars.contains(where: { "\"()[]\\".unicodeScalars.contains($0) }) { return .unusual }
  if text.unicodeScalars.contains(where: { UnitKind.space.contains($0.value, .unicode) }) { return .unusual }
  let halves = text.split(separator: "@", omittingEmptySubsequences: false)
  guard halves.count == 2 else { return .wrong }
  return isLocalPart(halves[0]) && isHost(halves[1]) ? .right : .wrong
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

/// A hyphen may begin any label but the first one: so the library reads it.
private func isLabel(_ label: Substring) -> Bool {
  guard !label.isEmpty, label.utf8.count <= 63, label.last != "-" else { return false }
  return label.unicodeScalars.allSatisfy { scalar in
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "-": true
    default: !scalar.isASCII
    }
  }
}
