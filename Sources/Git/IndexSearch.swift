/// Finds some paths, and what is in their way, among the entries of an index, which come sorted.
struct IndexSearch {
  /// Sorted, like the others.
  private var paths: ArraySlice<[UInt8]>
  /// The folders that the paths lie in, and the paths themselves as if they were folders, with a slash at the end.
  private var folders: ArraySlice<[UInt8]>
  /// The paths below each folder that they lie in.
  private var below: [[UInt8]: [[UInt8]]] = [:]
  /// Those of the paths, as folders, that the entry before lay in.
  private var entered: [[UInt8]] = []

  private static let slash = UInt8(ascii: "/")

  init(for paths: some Sequence<String>) {
    let paths = Set(paths.map { Array($0.utf8) })
    for path in paths {
      for place in path.indices where path[place] == Self.slash {
        below[Array(path[..<place]), default: []].append(path)
      }
    }
    self.paths = paths.sorted(by: precedes)[...]
    folders = paths.map { $0 + [Self.slash] }.sorted(by: precedes)[...]
  }

  /// Whether an entry, which comes behind all that were asked about, is one of the paths.
  mutating func isWanted(_ entry: [UInt8]) -> Bool {
    while let path = paths.first, precedes(path, entry) { paths.removeFirst() }
    return paths.first == entry
  }

  /// The paths that cannot be files as long as there is this entry, which comes behind all that were asked about.
  mutating func pathsBlocked(by entry: [UInt8]) -> [[UInt8]] {
    if !entered.isEmpty { entered.removeAll { !entry.starts(with: $0) } }
    while let folder = folders.first, precedes(folder, entry) {
      if entry.starts(with: folder) { entered.append(folder) }
      folders.removeFirst()
    }
    let blocked = entered.map { Array($0.dropLast()) }
    return blocked + (below[entry] ?? [])
  }
}
