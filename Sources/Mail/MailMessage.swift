/// One mail in plain text to one recipient.
public struct MailMessage: Sendable, Hashable {
  public let from: MailAddress
  public let to: MailAddress
  public let subject: String
  /// Lines end in `\n`, `\r\n` or `\r`; on the wire in `\r\n`.
  public let text: String
  /// Makes the `Message-ID`, together with the sender's domain. The same twice is the same mail, to whoever compares them.
  public let id: String
  /// When it was written, in seconds since 1970.
  public let date: Int
  /// What its text is in, `nl`; nil says nothing.
  public let language: String?

  /// - Parameters:
  ///   - id: 1 to 200 of letters, digits, `.`, `-` and `_`; neither two dots in sequence nor one at an end.
  ///   - language: letters, digits and hyphens.
  /// - Throws: `unsendable` for what would be another mail on the wire than it is here.
  public init(
    from: MailAddress, to: MailAddress, subject: String, text: String, id: String, date: Int, language: String? = nil
  ) throws(MailFailure) {
    if subject.unicodeScalars.contains(where: isControl) {
      throw .unsendable("the subject has a line break or another control character")
    }
    let words = id.split(separator: ".", omittingEmptySubsequences: false)
    guard id.utf8.count <= 200, words.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(isIDByte) }) else {
      throw .unsendable("the message's id is not made of letters, digits, dots, hyphens and underscores")
    }
    if let language, language.isEmpty || !language.utf8.allSatisfy({ isAlphanumeric($0) || $0 == UInt8(ascii: "-") }) {
      throw .unsendable("the language is not made of letters, digits and hyphens")
    }
    self.from = from
    self.to = to
    self.subject = subject
    self.text = text
    self.id = id
    self.date = date
    self.language = language
  }
}

private func isIDByte(_ byte: UInt8) -> Bool {
  isAlphanumeric(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
}
