/// An external id as a part of a path. The panel cannot be asked for one with a slash (recording 21-018), and one that
/// consists only of dots would be lost on the way.
func pathPart(externalID: String) throws(PanelFailure) -> String {
  guard !externalID.isEmpty, !externalID.utf8.contains(UInt8(ascii: "/")), !externalID.allSatisfy({ $0 == "." }) else {
    throw .notFound(.subject(of: "the external id “\(externalID)”"))
  }
  return percentEncoded(externalID)
}

/// A text as a part of a path or a query, whatever is in it.
func percentEncoded(_ text: String) -> String { text.utf8.map(encoded).joined() }

private func encoded(_ byte: UInt8) -> String {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
    String(UnicodeScalar(byte))
  default:
    "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }
}
