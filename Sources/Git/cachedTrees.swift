/// What an index remembers of the trees that its folders come to, without the folders of some paths; nil where it cannot be read, for git
/// works it out again.
///
/// Of each folder, in the order of a walk: its name, how many entries it has, or -1 where that is not known, how many folders lie in it,
/// and its tree where that is known.
func cachedTrees(_ data: ArraySlice<UInt8>, without paths: some Sequence<[UInt8]>) -> [UInt8]? {
  var changed: Set<[UInt8]> = [[]]
  for path in paths {
    var folder = path
    while let slash = folder.lastIndex(of: UInt8(ascii: "/")) {
      folder.removeSubrange(slash...)
      guard changed.insert(folder).inserted else { break }
    }
  }
  var walk = CachedTreeWalk(data: data, changed: changed)
  guard walk.copyFolder(in: [], depth: 0), walk.data.isEmpty else { return nil }
  return walk.copy
}

private struct CachedTreeWalk {
  /// What is not read yet.
  private(set) var data: ArraySlice<UInt8>
  let changed: Set<[UInt8]>
  private(set) var copy: [UInt8] = []

  private static let deepest = 1_000
  private static let idLength = 20

  init(data: ArraySlice<UInt8>, changed: Set<[UInt8]>) { (self.data, self.changed) = (data, changed) }

  /// Copies a folder and what lies in it; false where that is not as git writes it.
  mutating func copyFolder(in parent: [UInt8], depth: Int) -> Bool {
    guard depth < Self.deepest, let name = field(upTo: 0),
      let entries = number(upTo: UInt8(ascii: " ")), let folders = number(upTo: UInt8(ascii: "\n"))
    else { return false }
    let path = parent.isEmpty ? Array(name) : parent + [UInt8(ascii: "/")] + name
    let id = entries < 0 ? [] : data.prefix(Self.idLength)
    guard entries < 0 || id.count == Self.idLength, folders >= 0 else { return false }
    data = data.dropFirst(id.count)
    let isKnown = entries >= 0 && !changed.contains(path)
    copy.append(contentsOf: name)
    copy.append(0)
    copy.append(contentsOf: "\(isKnown ? entries : -1) \(folders)\n".utf8)
    if isKnown { copy.append(contentsOf: id) }
    for _ in 0..<folders where !copyFolder(in: path, depth: depth + 1) { return false }
    return true
  }

  private mutating func field(upTo end: UInt8) -> ArraySlice<UInt8>? {
    guard let place = data.firstIndex(of: end) else { return nil }
    defer { data = data[(place + 1)...] }
    return data[..<place]
  }

  private mutating func number(upTo end: UInt8) -> Int? {
    field(upTo: end).flatMap { Int(String(decoding: $0, as: UTF8.self)) }
  }
}
