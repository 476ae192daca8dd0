import CLibGit2

/// The entries of one folder as git stores them: a mode, a name, an id. libgit2 makes an object of each, which in large folders costs a search
/// for names more than to read them.
struct TreeBytes {
  private let tree: ObjectID
  private let bytes: [UInt8]
  private var place = 0

  struct Entry {
    /// As `FoundEntry` has it.
    let mode: UInt32
    let name: ArraySlice<UInt8>
    fileprivate let rawID: ArraySlice<UInt8>

    var id: ObjectID {
      var id = git_oid()
      withUnsafeMutableBytes(of: &id.id) { $0.copyBytes(from: rawID) }
      return ObjectID(id)
    }
  }

  init(of tree: ObjectID, in repository: borrowing Handle<RepositoryKind>) throws(GitError) {
    self.tree = tree
    let raw = repository.raw
    var oid = tree.raw
    do throws(GitError) {
      let database = try Handle<DatabaseKind> { git_repository_odb($0, raw) }
      let rawDatabase = database.raw
      let object = try Handle<DatabaseObjectKind> { git_odb_read($0, rawDatabase, &oid) }
      guard git_odb_object_type(object.raw) == GIT_OBJECT_TREE else { throw Self.unreadable(tree) }
      bytes = Array(
        UnsafeRawBufferPointer(start: git_odb_object_data(object.raw), count: git_odb_object_size(object.raw)))
    } catch {
      throw lookUpFailure(error, tree, in: repository)
    }
  }

  /// The next entry; nil behind the last one.
  mutating func next() throws(GitError) -> Entry? {
    guard place < bytes.count else { return nil }
    var mode: UInt32 = 0
    while place < bytes.count, bytes[place] != UInt8(ascii: " ") {
      guard (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(bytes[place]), mode < 0o1_000_000 else {
        throw Self.unreadable(tree)
      }
      mode = mode << 3 | UInt32(bytes[place] - UInt8(ascii: "0"))
      place += 1
    }
    let start = place + 1
    var end = start
    while end < bytes.count, bytes[end] != 0 { end += 1 }
    guard end > start, end + Self.idLength < bytes.count else { throw Self.unreadable(tree) }
    place = end + 1 + Self.idLength
    return Entry(mode: Self.normalised(mode), name: bytes[start..<end], rawID: bytes[(end + 1)..<place])
  }

  private static let idLength = Int(GIT_OID_RAWSZ)

  /// The modes that are written today, of which old ones are variants.
  private static func normalised(_ mode: UInt32) -> UInt32 {
    switch mode & 0o170000 {
    case 0o040000: UInt32(GIT_FILEMODE_TREE.rawValue)
    case 0o120000: UInt32(GIT_FILEMODE_LINK.rawValue)
    case 0o160000: UInt32(GIT_FILEMODE_COMMIT.rawValue)
    default: UInt32((mode & 0o111 == 0 ? GIT_FILEMODE_BLOB : GIT_FILEMODE_BLOB_EXECUTABLE).rawValue)
    }
  }

  private static func unreadable(_ tree: ObjectID) -> GitError {
    .invalid("\(tree)", why: "is no folder that git can read")
  }
}
