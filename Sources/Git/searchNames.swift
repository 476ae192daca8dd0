import CLibGit2

/// What a search by name finds below a folder of a commit.
public struct NameSearch: Hashable, Sendable {
  /// The files that have one of the names, and all that is neither a file nor a folder that was entered; of names that are none, folders and
  /// files that would be counted. Sorted by path.
  public internal(set) var found: [TreeEntry] = []
  /// How many other files have the extension that was asked for, and are not hidden.
  public internal(set) var others = 0
}

extension Repository {
  /// Searches folders of some commits for files by their names, without the extension. Nothing is read but the folders, and one that several of
  /// the commits have, once.
  ///
  /// - Parameters:
  ///   - stems: the names, all before the last dot.
  ///   - suffix: what the names of files end in that are counted: `.yaml`.
  public func search(
    for stems: Set<String>, countingOthersIn suffix: String, below path: String, of commits: [ObjectID]
  ) throws(GitError) -> [NameSearch] {
    let path = try normalised(path)
    var walk = NameWalk(stems, suffix)
    var searches: [NameSearch] = []
    for commit in commits {
      guard let found = try Git.entry(at: path, in: readTree(of: commit, in: handle), handle) else {
        searches.append(NameSearch())
        continue
      }
      searches.append(try walk.search(found, at: path, depth: depth(of: path), handle))
    }
    return searches
  }
}

/// A walk over folders of which each is entered once.
private struct NameWalk {
  private let stems: Set<String>
  /// A name is made a string only if it may be one of these.
  private let hashes: Set<UInt64>
  private let suffix: [UInt8]
  private var known: [Place: NameSearch] = [:]
  private var budget = mostFiles

  /// The same folder elsewhere has other paths in it.
  private struct Place: Hashable {
    let tree: ObjectID
    /// Bytes, for git tells apart what Swift takes for the same text.
    let path: [UInt8]
  }

  init(_ stems: Set<String>, _ suffix: String) {
    self.stems = stems
    self.suffix = Array(suffix.utf8)
    hashes = Set(stems.map { stem in stem.utf8.reduce(into: Self.seed) { Self.mix(&$0, $1) } })
  }

  mutating func search(
    _ entry: FoundEntry, at path: String, depth: Int, _ repository: borrowing Handle<RepositoryKind>
  ) throws(GitError) -> NameSearch {
    var search = NameSearch()
    if let kind = entry.kind ?? (depth > deepestFolder ? .folder : nil) {
      search.found = [TreeEntry(path: path, kind: kind, id: entry.id)]
      return search
    }
    let place = Place(tree: entry.id, path: Array(path.utf8))
    if let known = known[place] { return known }
    var tree = try TreeBytes(of: entry.id, in: repository)
    while let inner = try tree.next() {
      budget -= 1
      guard budget >= 0 else { throw .invalid(path, why: "is in a folder tree of more than \(mostFiles) files") }
      let isFile = isFile(inner.mode)
      guard isNamed(inner.name) else {
        if isFile, !isCounted(inner.name) { continue }
        let path = "\(path)/\(String(decoding: inner.name, as: UTF8.self))"
        search.found.append(TreeEntry(path: path, kind: .misnamed(isFolder: !isFile), id: inner.id))
        continue
      }
      if isFile, !isWanted(inner.name) {
        if isCounted(inner.name) { search.others += 1 }
        continue
      }
      let name = String(decoding: inner.name, as: UTF8.self)
      let found = try self.search(
        FoundEntry(id: inner.id, mode: inner.mode), at: "\(path)/\(name)", depth: depth + 1, repository)
      search.found += found.found
      search.others += found.others
    }
    known[place] = search
    return search
  }

  /// Whether a name is UTF-8.
  private func isNamed(_ name: ArraySlice<UInt8>) -> Bool {
    !name.contains { $0 >= 0x80 } || String(validating: name, as: UTF8.self) != nil
  }

  private func isFile(_ mode: UInt32) -> Bool {
    mode == UInt32(GIT_FILEMODE_BLOB.rawValue) || mode == UInt32(GIT_FILEMODE_BLOB_EXECUTABLE.rawValue)
  }

  private func isWanted(_ name: ArraySlice<UInt8>) -> Bool {
    var (hash, stem) = (Self.seed, UInt64?.none)
    for byte in name {
      if byte == UInt8(ascii: ".") { stem = hash }
      Self.mix(&hash, byte)
    }
    guard hashes.contains(stem ?? hash) else { return false }
    let text = String(decoding: name, as: UTF8.self)
    return stems.contains(text.lastIndex(of: ".").map { String(text[..<$0]) } ?? text)
  }

  private func isCounted(_ name: ArraySlice<UInt8>) -> Bool {
    name.count >= suffix.count && name.first != UInt8(ascii: ".") && name.suffix(suffix.count).elementsEqual(suffix)
  }

  private static let seed: UInt64 = 0xcbf2_9ce4_8422_2325

  private static func mix(_ hash: inout UInt64, _ byte: UInt8) {
    hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
  }
}
