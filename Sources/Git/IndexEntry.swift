import Glibc

/// What an index is to have at a path.
struct IndexEntry {
  let id: ObjectID
  let mode: UInt32
  /// The file as it was written, so that git sees without reading it that nobody changed it; nil where there is none.
  let status: stat?
  /// Whether a sparse checkout leaves the file out.
  let isLeftOut: Bool
}

/// How git writes an entry, all numbers with the highest byte first: ten of four bytes, the id, flags, perhaps more flags, and the path.
extension IndexEntry {
  /// All of an entry but more flags and the path.
  static let shortest = 62
  private static let idPlace = 40
  private static let flagsPlace = 60

  private static let extendedFlag: UInt32 = 0x4000
  private static let stageBits: UInt32 = 0x3000
  private static let longestLength = 0xfff
  /// Among the further flags.
  private static let leftOutFlag: UInt32 = 0x4000

  /// The length with the zero bytes behind the path, of which there is at least one.
  static func filledUp(_ length: Int) -> Int { (length + 8) & ~7 }

  static func isExtended(at place: Int, in index: IndexBytes) -> Bool {
    index.number(at: place + flagsPlace, bytes: 2) & extendedFlag != 0
  }

  /// Whether it is one of the sides of a merge.
  static func isUnmerged(at place: Int, in index: IndexBytes) -> Bool {
    index.number(at: place + flagsPlace, bytes: 2) & stageBits != 0
  }

  /// Whether a sparse checkout leaves the file out.
  static func isLeftOut(at place: Int, in index: IndexBytes) -> Bool {
    index.version > 2 && isExtended(at: place, in: index)
      && index.number(at: place + shortest, bytes: 2) & leftOutFlag != 0
  }

  static func id(at place: Int, in index: IndexBytes) -> ObjectID {
    index.bytes[(place + idPlace)..<(place + flagsPlace)].withUnsafeBytes { ObjectID(bytes: $0) }
  }

  /// When the file was changed last, in seconds since 1970.
  static func modified(at place: Int, in index: IndexBytes) -> UInt32 { index.number(at: place + 8, bytes: 4) }

  /// Has git read the file to see whether it was changed.
  static func forgetSize(in head: inout [UInt8]) { head.replaceSubrange(36..<40, with: [0, 0, 0, 0]) }

  static func mode(at place: Int, in index: IndexBytes) -> UInt32 { index.number(at: place + 24, bytes: 4) }

  /// All but the path.
  func head(pathLength: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    for number in numbers { bytes.append(number, bytes: 4) }
    withUnsafeBytes(of: id.raw.id) { bytes.append(contentsOf: $0) }
    let length = UInt32(min(pathLength, Self.longestLength))
    bytes.append(isLeftOut ? length | Self.extendedFlag : length, bytes: 2)
    if isLeftOut { bytes.append(Self.leftOutFlag, bytes: 2) }
    return bytes
  }

  private var numbers: [UInt32] {
    guard let status else { return [0, 0, 0, 0, 0, 0, mode, 0, 0, 0] }
    return [
      UInt32(truncatingIfNeeded: status.st_ctim.tv_sec), UInt32(status.st_ctim.tv_nsec),
      UInt32(truncatingIfNeeded: status.st_mtim.tv_sec), UInt32(status.st_mtim.tv_nsec),
      UInt32(truncatingIfNeeded: status.st_dev), UInt32(truncatingIfNeeded: status.st_ino), mode,
      status.st_uid, status.st_gid, UInt32(truncatingIfNeeded: status.st_size),
    ]
  }
}

extension [UInt8] {
  /// Appends a number, the highest byte first.
  mutating func append(_ number: UInt32, bytes count: Int) {
    for place in (0..<count).reversed() { append(UInt8(truncatingIfNeeded: number >> (UInt32(place) * 8))) }
  }
}
