/// A fleet's folder in its repository, which tells it from the other fleets there.
public struct FleetFolder: Hashable, Sendable {
  /// The path, `/` between its parts, without one at its ends: `fleet`, `fleets/eu`.
  public let path: String

  public init(_ path: String) { self.path = path }

  /// Where a fleet lies unless somebody says otherwise. What it leaves in git names no folder.
  public static let usual = FleetFolder("fleet")

  /// The folder as a part of the names of references and files: `fleets+eu` for `fleets/eu`.
  ///
  /// No two folders have the same, and none has a `/`, so that no reference stands in another's way: `a` would be in that of `a/b`. Slashes
  /// are `+`; every byte that is no letter or digit of ASCII, `_` or `-` is `%` and two hexadecimal digits in capitals, but for a dot
  /// between two of these. What would be too long for the name of a file is cut, and goes on with `=` and the path's digest.
  public var referenceName: String {
    let bytes = Array(path.utf8)
    var name = ""
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "/"): name += "+"
      case _ where isHarmless(byte) || byte == UInt8(ascii: ".") && isHarmlessDot(at: index, of: bytes):
        name.unicodeScalars.append(Unicode.Scalar(byte))
      default: name += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    guard name.utf8.count > Self.longest else { return name }
    return "\(name.prefix(Self.longest / 2))=\(Digest(of: bytes).hexadecimal.prefix(32))"
  }

  /// So many bytes, with what stands before and behind them, are a file's name on every disk.
  private static let longest = 120

  /// Whether it means nothing to git, shells and addresses, wherever it stands.
  private func isHarmless(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  /// Git takes no name that begins or ends with a dot, has two in a row, or ends with `.lock`.
  private func isHarmlessDot(at index: Int, of bytes: [UInt8]) -> Bool {
    guard index > 0, index + 1 < bytes.count, isHarmless(bytes[index - 1]), isHarmless(bytes[index + 1]) else {
      return false
    }
    return bytes[(index + 1)...] != Array("lock".utf8)[...]
  }
}
