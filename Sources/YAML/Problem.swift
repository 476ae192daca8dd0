/// Something in a text that keeps it from being a plain YAML document.
public struct Problem: Error, Sendable, Equatable {
  /// What is wrong; the raw value is stable and may be shown.
  public let kind: Kind
  /// Where it is.
  public let place: Place
  /// What is wrong, in one sentence without its place.
  public let message: String
  /// What to write instead.
  public let hint: String?

  /// The kinds of problems, as many as there are ways to solve them.
  public enum Kind: String, Sendable, CaseIterable {
    case alias = "yaml-alias"
    case anchor = "yaml-anchor"
    case badKey = "yaml-key"
    case controlCharacter = "yaml-control-character"
    case directive = "yaml-directive"
    case duplicateKey = "yaml-duplicate-key"
    case empty = "yaml-empty"
    case encoding = "yaml-encoding"
    case lineBreak = "yaml-line-break"
    case mergeKey = "yaml-merge-key"
    case severalDocuments = "yaml-several-documents"
    case syntax = "yaml-syntax"
    case tag = "yaml-tag"
    case tooDeep = "yaml-too-deep"
    case tooLong = "yaml-too-long"
    case tooManyNodes = "yaml-too-many-nodes"
  }
}

extension Problem {
  static func alias(at place: Place) -> Problem {
    Problem(
      kind: .alias, place: place, message: "aliases are not allowed", hint: "write the value out in full")
  }

  static func anchor(at place: Place) -> Problem {
    Problem(kind: .anchor, place: place, message: "anchors are not allowed", hint: "remove the `&name`")
  }

  static func collectionAsKey(at place: Place) -> Problem {
    Problem(
      kind: .badKey, place: place, message: "a key must be a word, not a list or a mapping",
      hint: "text that begins with `{` or `[` needs quotes")
  }

  static func missingKey(at place: Place) -> Problem {
    Problem(kind: .badKey, place: place, message: "there is no key before the colon", hint: nil)
  }

  static func duplicateKey(_ key: String, at place: Place, first: Place) -> Problem {
    Problem(
      kind: .duplicateKey, place: place,
      message: "duplicate key `\(key)`; the first is on line \(first.line), column \(first.column)",
      hint: "keep one of the two")
  }

  static let empty = Problem(kind: .empty, place: .start, message: "the document is empty", hint: nil)

  static func directive(at place: Place) -> Problem {
    Problem(
      kind: .directive, place: place, message: "a line that begins with `%` is a directive; directives are not allowed",
      hint: "remove the line")
  }

  static func forbidden(_ scalar: Unicode.Scalar, at place: Place) -> Problem {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    switch scalar.value {
    case 0x0D:
      return Problem(
        kind: .lineBreak, place: place, message: "a carriage return without a line feed",
        hint: "save the file with LF or CRLF line breaks")
    case 0x85, 0x2028, 0x2029:
      // The first is a control character, which no text of ours may have, escaped or not.
      let other = scalar.value == 0x85 ? "" : ", or write it as `\\u\(code.dropFirst(2))` in double quotes"
      return Problem(
        kind: .lineBreak, place: place, message: "only some programs treat the character \(code) as a line break",
        hint: "remove it\(other)")
    default:
      return Problem(
        kind: .controlCharacter, place: place, message: "the character \(code) is not allowed", hint: "remove it")
    }
  }

  static func encoding(at place: Place) -> Problem {
    Problem(kind: .encoding, place: place, message: "the text is not UTF-8 here", hint: "save the file as UTF-8")
  }

  static func mergeKey(at place: Place) -> Problem {
    Problem(
      kind: .mergeKey, place: place, message: "merge keys (`<<`) are not allowed", hint: "write out the merged keys")
  }

  static func severalDocuments(at place: Place) -> Problem {
    Problem(
      kind: .severalDocuments, place: place, message: "a second document begins here",
      hint: "a file holds one document; move the second to another file")
  }

  static func syntax(_ message: String, at place: Place, hint: String? = nil) -> Problem {
    Problem(kind: .syntax, place: place, message: message, hint: hint)
  }

  static func tag(at place: Place) -> Problem {
    Problem(
      kind: .tag, place: place, message: "tags are not allowed",
      hint: "remove the `!…`; text that begins with `!` needs quotes")
  }

  static func tooDeep(at place: Place, limit: Int) -> Problem {
    Problem(
      kind: .tooDeep, place: place, message: "lists and mappings are nested more than \(limit) levels deep",
      hint: nil)
  }

  static func tooLong(bytes: Int, limit: Int) -> Problem {
    Problem(
      kind: .tooLong, place: .start, message: "the document has \(bytes) bytes; the limit is \(limit)", hint: nil)
  }

  static func tooManyNodes(at place: Place, limit: Int) -> Problem {
    Problem(kind: .tooManyNodes, place: place, message: "the document has more than \(limit) values", hint: nil)
  }
}
