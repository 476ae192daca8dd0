/// An index, of which some paths are looked up and replaced.
///
/// libgit2 makes an object of each entry to replace one, which among 200,000 takes longer than all else that a run of a few orders does
/// (docs/decisions/0118-an-index-is-changed-as-it-lies.md).
struct IndexFile {
  private let index: IndexBytes
  private let extensions: [(name: String, data: Range<Int>)]
  /// What it has of the paths that were asked for.
  private let found: [String: Found]
  /// The files from which git reads attributes.
  let attributesFiles: [(path: String, id: ObjectID, mode: UInt32)]

  /// What an index has at a path.
  enum Found {
    /// - Parameter isLeftOut: whether a sparse checkout leaves the file out.
    case entry(ObjectID, isLeftOut: Bool)
    /// The sides of a merge that nobody has ended.
    case unmerged
  }

  init(_ bytes: [UInt8], lookingFor paths: some Sequence<String>) throws(GitError) {
    let index = try IndexBytes(bytes)
    var wanted = Set(paths).map { Array($0.utf8) }.sorted(by: precedes)[...]
    var found: [String: Found] = [:]
    var attributesFiles: [(path: String, id: ObjectID, mode: UInt32)] = []
    var scan = IndexScan(of: index)
    while try scan.next(in: index) {
      let place = scan.range.lowerBound
      if isAttributesFile(scan.path), !IndexEntry.isUnmerged(at: place, in: index) {
        attributesFiles.append(
          (
            String(decoding: scan.path, as: UTF8.self), IndexEntry.id(at: place, in: index),
            IndexEntry.mode(at: place, in: index)
          ))
      }
      while let path = wanted.first, precedes(path, scan.path) { wanted.removeFirst() }
      guard wanted.first == scan.path else { continue }
      found[String(decoding: scan.path, as: UTF8.self)] =
        IndexEntry.isUnmerged(at: place, in: index)
        ? .unmerged
        : .entry(IndexEntry.id(at: place, in: index), isLeftOut: IndexEntry.isLeftOut(at: place, in: index))
    }
    extensions = try index.extensions(from: scan.place)
    self.index = index
    self.found = found
    self.attributesFiles = attributesFiles
  }

  /// What it has at one of the paths that were asked for; nil where it has nothing.
  subscript(path: String) -> Found? { found[path] }

  /// The same with other entries at some paths, or none where a path has nil. What is not git's to lose is kept; what git only remembers is
  /// left out where it may be about these paths.
  func replacing(_ changes: [String: IndexEntry?]) throws(GitError) -> [UInt8] {
    var writer = IndexWriter(of: index, isExtended: changes.values.contains { $0 != nil && $0?.status == nil })
    var rest = changes.map { (path: Array($0.key.utf8), entry: $0.value) }.sorted { precedes($0.path, $1.path) }[...]
    var scan = IndexScan(of: index)
    while try scan.next(in: index) {
      while let change = rest.first, precedes(change.path, scan.path) {
        writer.write(change.entry, at: change.path)
        rest.removeFirst()
      }
      if let change = rest.first, change.path == scan.path {
        writer.leaveOut()
      } else {
        writer.copy(scan)
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
