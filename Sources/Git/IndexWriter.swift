/// Writes an index anew, most of it as it was.
struct IndexWriter {
  private let old: IndexBytes
  private let version: UInt8
  /// When the old index was written, in seconds since 1970.
  private let written: UInt32
  private var pieces = NewIndex.Pieces()
  private var count = 0
  /// What lies in the old index just as it will in the new one, and is not written yet.
  private var pending = 0..<0
  /// The path that was written last; only version 4, which says what is different from it, needs it.
  private var lastPath: [UInt8] = []
  /// Whether another path comes before the next entry than did.
  private var isMoved = false

  /// - Parameters:
  ///   - written: when the old index was written, in seconds since 1970.
  ///   - isExtended: whether an entry of what will be written has further flags, which version 2 cannot hold.
  init(of old: IndexBytes, written: UInt32, isExtended: Bool) {
    self.old = old
    self.written = written
    version = isExtended ? max(3, old.version) : old.version
  }

  /// Writes the entry that a scan is at.
  ///
  /// git reads a file again that is as young as the index, to see whether it was changed. The new index is younger than that: there the
  /// entry of such a file says so itself, as git's own do.
  ///
  /// - Parameter isChanged: whether a file is otherwise than the entry says; asked only of those that are as young as the index.
  mutating func copy(_ scan: IndexScan, _ isChanged: (_ path: String, ObjectID) -> Bool) {
    let place = scan.range.lowerBound
    let isRacy =
      IndexEntry.modified(at: place, in: old) >= written
      && isChanged(String(decoding: scan.path, as: UTF8.self), IndexEntry.id(at: place, in: old))
    count += 1
    if version == 4, isMoved || isRacy {
      let isExtended = IndexEntry.isExtended(at: place, in: old)
      append(head(of: scan, isRacy, length: IndexEntry.shortest + (isExtended ? 2 : 0))[...], at: scan.path)
    } else if isRacy {
      flush()
      pieces.append(head(of: scan, isRacy, length: scan.range.count))
    } else {
      if pending.upperBound != place { flush() }
      pending = (pending.isEmpty ? place : pending.lowerBound)..<scan.range.upperBound
    }
    if version == 4 { lastPath = scan.path }
    isMoved = false
  }

  private func head(of scan: IndexScan, _ isRacy: Bool, length: Int) -> [UInt8] {
    var head = Array(old.bytes[scan.range.prefix(length)])
    if isRacy { IndexEntry.forgetSize(in: &head) }
    return head
  }

  /// Leaves out the entry that a scan is at.
  mutating func leaveOut() { isMoved = true }

  /// Writes another entry; nil writes none.
  mutating func write(_ entry: IndexEntry?, at path: [UInt8]) {
    guard let entry else { return }
    count += 1
    append(entry.head(pathLength: path.count)[...], at: path)
    lastPath = path
    isMoved = true
  }

  private mutating func append(_ head: ArraySlice<UInt8>, at path: [UInt8]) {
    flush()
    pieces.append(head)
    guard version < 4 else {
      let common = zip(lastPath, path).prefix { $0 == $1 }.count
      pieces.append(IndexBytes.writeNumber(lastPath.count - common))
      pieces.append(path[common...])
      pieces.append(CollectionOfOne(0))
      return
    }
    pieces.append(path)
    let length = head.count + path.count
    pieces.append(repeatElement(0, count: IndexEntry.filledUp(length) - length))
  }

  private mutating func flush() {
    pieces.append(ofOld: pending)
    pending = 0..<0
  }

  /// Writes the extensions that are worth keeping: how merges were resolved, which nobody could find out again, and what git knows of
  /// folders without the changed paths. The others are about all entries and only make git faster.
  mutating func copy(_ extensions: [(name: String, data: Range<Int>)], without paths: some Sequence<[UInt8]>) {
    flush()
    for (name, range) in extensions {
      let data = old.bytes[range]
      switch name {
      case "TREE":
        if let trees = cachedTrees(data, without: paths) { append(trees[...], as: name) }
      case "REUC": append(data, as: name)
      default: break
      }
    }
  }

  private mutating func append(_ data: ArraySlice<UInt8>, as name: String) {
    var head = Array(name.utf8)
    head.append(UInt32(data.count), bytes: 4)
    pieces.append(head)
    pieces.append(data)
  }

  /// The whole index.
  consuming func finish() -> NewIndex {
    var head = Array(old.bytes[..<7]) + [version]
    head.append(UInt32(count), bytes: 4)
    return NewIndex(head: head, pieces, of: old.bytes)
  }
}
