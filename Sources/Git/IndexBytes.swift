import Crypto
import Glibc

/// An index as git stores it: a header, entries sorted by path, extensions, a checksum.
///
/// Source: git's gitformat-index, versions 2 to 4.
struct IndexBytes {
  let bytes: [UInt8]
  let version: UInt8
  /// How many entries it says that it has.
  let count: Int
  /// Where the checksum begins.
  let end: Int

  static let headLength = 12
  static let checksumLength = 20
  /// `DIRC` with the version that all git reads, no entry, and no checksum.
  static let empty: [UInt8] =
    Array("DIRC".utf8) + [0, 0, 0, 2] + [0, 0, 0, 0] + [UInt8](repeating: 0, count: checksumLength)

  static var damaged: GitError { .invalid("index", why: "is damaged; git status says more") }

  /// Throws where the bytes are no index, or not as they were written. One without a checksum, as git writes it where `index.skipHash` says so, is believed.
  init(_ bytes: [UInt8]) throws(GitError) {
    let end = bytes.count - Self.checksumLength
    guard end >= Self.headLength, bytes.starts(with: "DIRC".utf8), bytes[4..<7].allSatisfy({ $0 == 0 }),
      (2...4).contains(bytes[7])
    else { throw Self.damaged }
    let sum = bytes[end...]
    guard sum.allSatisfy({ $0 == 0 }) || sum.elementsEqual(Self.checksum(of: bytes[..<end])) else { throw Self.damaged }
    self.bytes = bytes
    self.end = end
    version = bytes[7]
    count = Int(bytes[8..<12].reduce(0 as UInt32) { $0 << 8 | UInt32($1) })
  }

  /// The extensions, which lie behind the entries, each with its name and where its data lie. One that a reader must know is an error.
  func extensions(from start: Int) throws(GitError) -> [(name: String, data: Range<Int>)] {
    var extensions: [(name: String, data: Range<Int>)] = []
    var place = start
    while place < end {
      guard place + 8 <= end else { throw Self.damaged }
      let name = String(decoding: bytes[place..<(place + 4)], as: UTF8.self)
      let length = Int(number(at: place + 4, bytes: 4))
      guard length <= end - place - 8 else { throw Self.damaged }
      // A capital says that readers may pass over it.
      guard (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(bytes[place]) else {
        throw unreadableIndex(extension: name)
      }
      place += 8 + length
      extensions.append((name, (place - length)..<place))
    }
    return extensions
  }

  static func checksum(of bytes: ArraySlice<UInt8>) -> [UInt8] { Array(Insecure.SHA1.hash(data: bytes)) }

  /// The number in some bytes, the highest first.
  func number(at place: Int, bytes count: Int) -> UInt32 {
    var number: UInt32 = 0
    for offset in 0..<count { number = number << 8 | UInt32(bytes[place + offset]) }
    return number
  }

  /// Where the next zero byte is.
  func terminator(from place: Int) throws(GitError) -> Int {
    var place = place
    while place < end, bytes[place] != 0 { place += 1 }
    guard place < end else { throw Self.damaged }
    return place
  }

  /// The number of variable length at a place, and the place behind it: seven bits a byte, and each more byte one more than it says.
  func number(from place: inout Int) throws(GitError) -> Int {
    var number = -1
    while place < end, number < 1 << 32 {
      let byte = bytes[place]
      place += 1
      number = (number + 1) << 7 | Int(byte & 127)
      if byte < 128 { return number }
    }
    throw Self.damaged
  }

  /// A number as the other function reads it.
  static func writeNumber(_ number: Int) -> [UInt8] {
    var bytes = [UInt8(number & 127)]
    var rest = number >> 7
    while rest > 0 {
      rest -= 1
      bytes.insert(128 | UInt8(rest & 127), at: 0)
      rest >>= 7
    }
    return bytes
  }
}

/// Goes through the entries of an index, from the first to the last.
struct IndexScan {
  private var left: Int
  /// Where the next entry begins; behind the last one, where extensions do.
  private(set) var place = IndexBytes.headLength

  /// Where the entry lies, with what fills it up.
  private(set) var range = 0..<0
  /// The path of the entry, and of the one before it.
  private(set) var path: [UInt8] = []
  private var pathBefore: [UInt8] = []

  init(of index: IndexBytes) { left = index.count }

  /// Goes to the next entry; false behind the last one.
  mutating func next(in index: IndexBytes) throws(GitError) -> Bool {
    guard left > 0 else { return false }
    left -= 1
    guard place + IndexEntry.shortest < index.end else { throw IndexBytes.damaged }
    let isExtended = index.version > 2 && IndexEntry.isExtended(at: place, in: index)
    var start = place + IndexEntry.shortest + (isExtended ? 2 : 0)
    swap(&path, &pathBefore)
    path.removeAll(keepingCapacity: true)
    if index.version == 4 {
      let dropped = try index.number(from: &start)
      guard dropped <= pathBefore.count else { throw IndexBytes.damaged }
      path.append(contentsOf: pathBefore.prefix(pathBefore.count - dropped))
    }
    let pathEnd = try index.terminator(from: start)
    path.append(contentsOf: index.bytes[start..<pathEnd])
    let next = index.version == 4 ? pathEnd + 1 : place + IndexEntry.filledUp(pathEnd - place)
    // An unmerged path has an entry for each side.
    guard next <= index.end, pathBefore == path || precedes(pathBefore, path) else {
      throw IndexBytes.damaged
    }
    range = place..<next
    place = next
    return true
  }
}

/// Whether a path comes before another one in an index.
func precedes(_ path: [UInt8], _ other: [UInt8]) -> Bool {
  let difference = memcmp(path, other, min(path.count, other.count))
  return difference == 0 ? path.count < other.count : difference < 0
}
