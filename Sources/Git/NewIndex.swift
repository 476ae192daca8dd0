import Crypto

/// An index that is to be written. Most of it lies in the old one, and is not copied: that of a large fleet has thirty megabytes.
struct NewIndex {
  private let old: [UInt8]
  private let head: [UInt8]
  private let pieces: Pieces

  init(head: [UInt8], _ pieces: consuming Pieces, of old: [UInt8]) {
    self.old = old
    self.head = head
    pieces.close()
    self.pieces = pieces
  }

  /// Calls a function with one part of it after the other; the last one is the checksum.
  func forEachPart<Failure: Error>(_ body: (ArraySlice<UInt8>) throws(Failure) -> Void) throws(Failure) {
    var sum = Insecure.SHA1()
    func pass(_ part: ArraySlice<UInt8>) throws(Failure) {
      sum.update(data: part)
      try body(part)
    }
    try pass(head[...])
    for piece in pieces.list {
      switch piece {
      case .old(let range): try pass(old[range])
      case .new(let range): try pass(pieces.new[range])
      }
    }
    try body(Array(sum.finalize())[...])
  }

  /// What stands between head and checksum.
  struct Pieces {
    fileprivate var list: [Piece] = []
    /// What is not in the old index, one piece behind the other.
    fileprivate var new: [UInt8] = []
    /// How much of it is in a piece.
    private var closed = 0

    fileprivate enum Piece {
      case old(Range<Int>)
      case new(Range<Int>)
    }

    /// Adds what is not in the old index.
    mutating func append(_ bytes: some Collection<UInt8>) { new.append(contentsOf: bytes) }

    /// Adds what lies somewhere in the old index.
    mutating func append(ofOld range: Range<Int>) {
      guard !range.isEmpty else { return }
      close()
      list.append(.old(range))
    }

    fileprivate mutating func close() {
      if closed < new.count { list.append(.new(closed..<new.count)) }
      closed = new.count
    }
  }
}
