import FoundationEssentials

/// What an armored ssh signature says of itself; whether it is good is for `SignatureCheck` to say.
public struct SSHSignature: Hashable, Sendable {
  /// What it is for, as whoever signed said: `git` for commits.
  public let namespace: String

  /// Reads the armor and the fields behind it (`PROTOCOL.sshsig`); nil for anything else.
  public init?(armored bytes: [UInt8]) {
    guard bytes.count <= Self.largest, let text = String(validating: bytes, as: UTF8.self) else { return nil }
    let lines = text.split(whereSeparator: \.isNewline)
    guard lines.count > 2, lines.first == "-----BEGIN SSH SIGNATURE-----",
      lines.last == "-----END SSH SIGNATURE-----",
      let data = Data(base64Encoded: lines.dropFirst().dropLast().joined())
    else { return nil }
    var rest = Array(data)[...]
    guard rest.starts(with: "SSHSIG".utf8) else { return nil }
    rest = rest.dropFirst(6)
    guard Self.number(&rest) == 1, Self.field(&rest) != nil, let name = Self.field(&rest),
      let namespace = String(validating: name, as: UTF8.self)
    else { return nil }
    self.namespace = namespace
  }

  private static let largest = 64 << 10

  private static func number(_ rest: inout ArraySlice<UInt8>) -> Int? {
    guard rest.count >= 4 else { return nil }
    defer { rest = rest.dropFirst(4) }
    return rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
  }

  private static func field(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let length = number(&rest), length <= rest.count else { return nil }
    defer { rest = rest.dropFirst(length) }
    return rest.prefix(length)
  }
}
