extension NewUser {
  /// The user that a customer becomes on the panel.
  ///
  /// - Parameter takenNames: user names that somebody has already, in small letters.
  public init(customer id: String, contact: Customer.Contact, takenNames: Set<String>) {
    let names = contact.name.split(separator: " ", maxSplits: 1).map(String.init)
    self.init(
      externalID: id, email: contact.email, username: fittedUsername(for: id, besides: takenNames),
      firstName: names.first ?? id, lastName: names.count > 1 ? names[1] : names.first ?? id)
  }
}

/// An external id fitted to the panel's rule for names: at least three of `a-z 0-9 _ . -`, letters or digits at both ends.
///
/// Source: panel-behaviour "Users". A name that somebody has already gets a number.
func fittedUsername(for externalID: String, besides taken: Set<String>) -> String {
  let fitted = String(
    decoding: externalID.lowercased().utf8.map { isNameByte($0) ? $0 : UInt8(ascii: "-") }, as: UTF8.self)
  let core = fitted.drop { !isAlphanumeric($0) }.prefix(180)
  let last = core.lastIndex(where: isAlphanumeric)
  var base = last.map { String(core[...$0]) } ?? ""
  if base.utf8.count < 3 { base = "customer" + (base.isEmpty ? "" : "-\(base)") }
  if !taken.contains(base) { return base }
  var number = 2
  while taken.contains("\(base)-\(number)") { number += 1 }
  return "\(base)-\(number)"
}

private func isNameByte(_ byte: UInt8) -> Bool {
  isAlphanumeric(Character(Unicode.Scalar(byte))) || "_.-".utf8.contains(byte)
}

private func isAlphanumeric(_ character: Character) -> Bool {
  ("a"..."z").contains(character) || ("0"..."9").contains(character)
}
