import CLibGit2
import Glibc

/// What a search by name finds below a folder of a commit.
public struct NameSearch: Hashable, Sendable {
  /// The files that have one of the names, and all that is neither a file nor a folder that was entered; sorted by path.
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
      searches.append(try walk.search(found, at: path, depth: -1, handle))
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
    let path: String
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
    if let kind = entry.kind ?? (depth == deepestFolder ? .folder : nil) {
      search.found = [TreeEntry(path: path, kind: kind, id: entry.id)]
      return search
    }
    let place = Place(tree: entry.id, path: path)
    if let known = known[place] { return known }
    let tree = try lookUpTree(entry.id, in: repository)
    budget -= git_tree_entrycount(tree.raw)
    guard budget >= 0 else { throw .invalid(path, why: "is in a folder tree of more than \(mostFiles) files") }
    for index in 0..<git_tree_entrycount(tree.raw) {
      guard let raw = git_tree_entry_byindex(tree.raw, index), let name = git_tree_entry_name(raw) else { continue }
      if isFile(raw), !isWanted(name) {
        if isCounted(name) { search.others += 1 }
        continue
      }
      let inner = try self.search(
        FoundEntry(raw), at: "\(path)/\(String(cString: name))", depth: depth + 1, repository)
      search.found += inner.found
      search.others += inner.others
    }
    known[place] = search
    return search
  }

  private func isFile(_ entry: OpaquePointer) -> Bool {
    let mode = git_tree_entry_filemode(entry)
    return mode != GIT_FILEMODE_TREE && mode != GIT_FILEMODE_LINK && mode != GIT_FILEMODE_COMMIT
  }

  private func isWanted(_ name: UnsafePointer<CChar>) -> Bool {
    var (hash, stem, position) = (Self.seed, UInt64?.none, 0)
    while name[position] != 0 {
      let byte = UInt8(bitPattern: name[position])
      if byte == UInt8(ascii: ".") { stem = hash }
      Self.mix(&hash, byte)
      position += 1
    }
    guard hashes.contains(stem ?? hash) else { return false }
    let text = String(cString: name)
    return stems.contains(text.lastIndex(of: ".").map { String(text[..<$0]) } ?? text)
  }

  private func isCounted(_ name: UnsafePointer<CChar>) -> Bool {
    let name = UnsafeBufferPointer(start: name, count: strlen(name))
    guard name.count >= suffix.count, name.first != CChar(bitPattern: UInt8(ascii: ".")) else { return false }
    return zip(name.suffix(suffix.count), suffix).allSatisfy { UInt8(bitPattern: $0) == $1 }
  }

  private static let seed: UInt64 = 0xcbf2_9ce4_8422_2325

  private static func mix(_ hash: inout UInt64, _ byte: UInt8) {
    hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
  }
}
