/// Who sends or gets a mail: `bots@example.com`, with or without a name to show.
///
/// Only what every server takes: ASCII, and no quoted part before the `@`. An address in other letters would need servers that promise to
/// carry it (RFC 6531), and a sender that finds that out.
public struct MailAddress: Hashable, Sendable {
  /// Before the `@`, at most 64 bytes.
  public let local: String
  /// After the `@`: a host's name, at most 253 bytes.
  public let domain: String
  /// What a reader shows beside the address; nil for nothing.
  public let name: String?

  /// - Parameters:
  ///   - text: `bots@example.com`.
  ///   - name: any text without line breaks or other control characters.
  /// - Throws: `unsendable`, which names no part of the address: it is a person's.
  public init(_ text: String, name: String? = nil) throws(MailFailure) {
    let halves = text.split(separator: "@", omittingEmptySubsequences: false)
    guard halves.count == 2, isLocalPart(halves[0]), isHostName(halves[1]), text.utf8.count <= 254 else {
      throw .unsendable("an address is not of the form name@host.example in plain letters")
    }
    if let name, name.unicodeScalars.contains(where: isControl) {
      throw .unsendable("the name beside an address has a line break or another control character")
    }
    local = String(halves[0])
    domain = String(halves[1])
    self.name = name?.isEmpty == true ? nil : name
  }

  /// `bots@example.com`, without the name.
  public var address: String { "\(local)@\(domain)" }
}

/// RFC 5322, 3.2.3: words of `atext`, joined by dots.
private func isLocalPart(_ text: Substring) -> Bool {
  let words = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
  return text.utf8.count <= 64 && words.allSatisfy { !$0.isEmpty && $0.allSatisfy(isAtomByte) }
}

/// Letters, digits and hyphens in parts of at most 63 bytes, joined by dots.
func isHostName(_ text: Substring) -> Bool {
  let labels = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
  return text.utf8.count <= 253
    && labels.allSatisfy { label in
      (1...63).contains(label.count) && label.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
        && label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-")
    }
}

func isAtomByte(_ byte: UInt8) -> Bool { isAlphanumeric(byte) || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte) }

func isAlphanumeric(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
  case UInt8(ascii: "0")...UInt8(ascii: "9"): true
  default: false
  }
}

/// Whether a character would be more than a character in a header: line breaks of every kind, NUL, tabs, DEL.
func isControl(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .control, .lineSeparator, .paragraphSeparator: true
  default: false
  }
}
