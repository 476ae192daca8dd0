/// An index, of which some paths are looked up and replaced.
///
/// libgit2 makes an object of each entry to replace one, which among 200,000 takes longer than all else that a run of a few orders does
/// (docs/decisions/0118-an-index-is-changed-as-it-lies.md). Paths are bytes here: git tells apart what Swift takes for the same text.
struct IndexFile {
  private let index: IndexBytes
  private var extensions: [(name: String, data: Range<Int>)] = []
  private var found: [[UInt8]: Found] = [:]
  private var obstacles: [[UInt8]: [[UInt8]]] = [:]
  /// When it was written, in seconds since 1970.
  private let written: UInt32
  /// The files from which git reads attributes.
  private(set) var attributesFiles: [(path: String, id: ObjectID, mode: UInt32)] = []

  /// What an index has at a path.
  enum Found {
    /// - Parameter isLeftOut: whether a sparse checkout leaves the file out.
    case entry(ObjectID, isLeftOut: Bool)
    /// The sides of a merge that nobody has ended.
    case unmerged
  }

  /// - Parameter written: when, in seconds since 1970.
  init(_ bytes: [UInt8], written: UInt32, lookingFor paths: some Sequence<String>) throws(GitError) {
    index = try IndexBytes(bytes)
    self.written = written
    var search = IndexSearch(for: paths)
    var scan = IndexScan(of: index)
    while try scan.next(in: index) {
      if isAttributesFile(scan.path) { noteAttributes(at: scan) }
      for path in search.pathsBlocked(by: scan.path) { obstacles[path, default: []].append(scan.path) }
      if search.isWanted(scan.path) { note(scan) }
    }
    extensions = try index.extensions(from: scan.place)
  }

  private mutating func note(_ scan: IndexScan) {
    let place = scan.range.lowerBound
    found[scan.path] =
      IndexEntry.isUnmerged(at: place, in: index)
      ? .unmerged
      : .entry(IndexEntry.id(at: place, in: index), isLeftOut: IndexEntry.isLeftOut(at: place, in: index))
  }

  private mutating func noteAttributes(at scan: IndexScan) {
    let place = scan.range.lowerBound
    guard !IndexEntry.isUnmerged(at: place, in: index) else { return }
    attributesFiles.append(
      (
        String(decoding: scan.path, as: UTF8.self), IndexEntry.id(at: place, in: index),
        IndexEntry.mode(at: place, in: index)
      ))
  }

  /// What it has at one of the paths that were asked for; nil where it has nothing.
  subscript(path: String) -> Found? { found[Array(path.utf8)] }

  /// The entries that keep one of the paths that were asked for from being a file: what lies in a folder of its name, or is a file where one
  /// of its folders would be.
  func obstacles(at path: String) -> [[UInt8]] { obstacles[Array(path.utf8)] ?? [] }

  /// The same with other entries at some paths, or none where a path has nil. What is not git's to lose is kept; what git only remembers to
  /// be faster is left out where it may be about these paths.
  ///
  /// - Parameter isChanged: whether a file is otherwise than its entry says; asked only of those that are as young as the index.
  func replacing(
    _ changes: [[UInt8]: IndexEntry?], isChanged: (_ path: String, ObjectID) -> Bool
  ) throws(GitError) -> NewIndex {
    var writer = IndexWriter(of: index, written: written, isExtended: changes.values.contains { $0?.isLeftOut == true })
    var rest = changes.map { (path: $0.key, entry: $0.value) }.sorted { precedes($0.path, $1.path) }[...]
    var scan = IndexScan(of: index)
    while try scan.next(in: index) {
      while let change = rest.first, precedes(change.path, scan.path) {
        writer.write(change.entry, at: change.path)
        rest.removeFirst()
      }
      if let change = rest.first, change.path == scan.path {
        writer.leaveOut()
      } else {
        writer.copy(scan, isChanged)
      }
    }
    for change in rest { writer.write(change.entry, at: change.path) }
    writer.copy(extensions, without: changes.keys)
    return writer.finish()
  }
}

/// `.gitattributes` of some folder.
private func isAttributesFile(_ path: [UInt8]) -> Bool {
  let name = ".gitattributes"
  return path.last == UInt8(ascii: "s") && path.suffix(name.utf8.count).elementsEqual(name.utf8)
    && (path.count == name.utf8.count || path[path.count - name.utf8.count - 1] == UInt8(ascii: "/"))
}
