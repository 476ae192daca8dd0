/// Finds some paths, and what is in their way, among the entries of an index, which come sorted.
struct IndexSearch {
  /// Sorted, like the others.
  private var paths: ArraySlice<[UInt8]>
  /// The paths as if they were folders, with a slash at the end.
  private var folders: ArraySlice<[UInt8]>
  /// Those of these that the entry before lay in.
  private var entered: [[UInt8]] = []
  /// The folders that the paths lie in, without a slash at the end.
  private var parents: ArraySlice<[UInt8]>
  /// The paths that lie in each of them.
  private let below: [[UInt8]: [[UInt8]]]

  init(for paths: some Sequence<String>) {
    let slash = UInt8(ascii: "/")
    let paths = Set(paths.map { Array($0.utf8) })
    var below: [[UInt8]: [[UInt8]]] = [:]
    for path in paths {
      for place in path.indices where path[place] == slash { below[Array(path[..<place]), default: []].append(path) }
    }
    self.below = below
    self.paths = paths.sorted(by: precedes)[...]
    folders = paths.map { $0 + [slash] }.sorted(by: precedes)[...]
    parents = below.keys.sorted(by: precedes)[...]
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
    while let parent = parents.first, precedes(parent, entry) { parents.removeFirst() }
    let blocked = entered.map { Array($0.dropLast()) }
    return parents.first == entry ? blocked + (below[entry] ?? []) : blocked
  }
}
