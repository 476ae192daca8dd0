import Planner

/// Something in an answer that the panel's database cannot hold, so that whatever sent it is not a panel, or a broken
/// one.
///
/// What is read is recorded in git and read again: an answer that could not be written down is refused here.
struct WireViolation: Sendable, Equatable {
  /// Where in the item: `limits.memory`.
  let field: String
  /// What is wrong there, without the value.
  let problem: String

  /// How many bytes the panel's longest columns hold.
  private static let longestText = 65_535

  /// The first of some texts that is too long; nil where none is.
  static func inTexts(_ texts: KeyValuePairs<String, String?>) -> WireViolation? {
    for (field, text) in texts {
      if let violation = inText(text, at: field) { return violation }
    }
    return nil
  }

  /// Whether a text is longer than the panel can hold.
  static func inText(_ text: String?, at field: String) -> WireViolation? {
    guard let text, text.utf8.count > longestText else { return nil }
    return WireViolation(field: field, problem: "is longer than \(longestText) bytes")
  }

  /// The first of some numbers that cannot be the number of an item; nil where there is none.
  static func inNumbers(_ numbers: KeyValuePairs<String, UInt32>) -> WireViolation? {
    numbers.first { $0.value == 0 }.map { WireViolation(field: $0.key, problem: "is not a valid id") }
  }

  /// Whether a uuid, and its beginning as the short name, are as the panel makes them (recording 20-003).
  static func inIdentity(uuid: String, identifier: String) -> WireViolation? {
    guard isUUID(uuid.utf8.span) else { return WireViolation(field: "uuid", problem: "is not a uuid") }
    guard identifier.utf8.elementsEqual(uuid.utf8.prefix(8)) else {
      return WireViolation(field: "identifier", problem: "is not the beginning of the uuid")
    }
    return nil
  }

  /// Whether an address is one of IPv4 or IPv6.
  static func inAddress(_ ip: String) -> WireViolation? {
    let isAddress =
      (2...45).contains(ip.utf8.count)
      && ip.utf8.allSatisfy { isHexadecimal($0 | 0x20) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":") }
    return isAddress ? nil : WireViolation(field: "ip", problem: "is not an IP address")
  }

  /// The same violation, with its place seen from further out.
  func within(_ outer: String) -> WireViolation { WireViolation(field: "\(outer).\(field)", problem: problem) }
}
