/// A commit to be written: what it changes on top of its parent, and who made it.
public struct CommitDraft: Hashable, Sendable {
  /// The commit that it follows; nil for the first commit of a history.
  public var parent: ObjectID?
  /// The commit that is merged into it; nil for a commit that merges nothing.
  public var merged: ObjectID?
  /// By path from the repository's root. Everything else stays as it is in the parent.
  public var changes: [String: Change]
  /// Subject, empty line, body, trailers.
  public var message: String
  /// Who made the change.
  public var author: Signature
  /// Who wrote the commit.
  public var committer: Signature

  /// What happens to one file.
  public enum Change: Hashable, Sendable {
    /// The file holds these bytes; an executable file stays executable.
    case write([UInt8])
    /// The file is this blob, which exists already.
    case place(ObjectID)
    /// The file is removed; it is no error if it was not there.
    case delete
  }

  /// A draft whose committer is its author, unless told otherwise.
  public init(
    parent: ObjectID?, merging merged: ObjectID? = nil, changes: [String: Change], message: String, author: Signature,
    committer: Signature? = nil
  ) {
    self.parent = parent
    self.merged = merged
    self.changes = changes
    self.message = message
    self.author = author
    self.committer = committer ?? author
  }
}

/// Who, and when.
public struct Signature: Hashable, Sendable {
  /// Without `<`, `>` and line breaks; not empty.
  public var name: String
  /// Without `<`, `>` and line breaks; not empty.
  public var email: String
  /// Seconds since 1970-01-01T00:00:00Z.
  public var time: Int64
  /// Minutes east of UTC, as people there saw the clock.
  public var offset: Int

  /// A signature; in UTC unless told otherwise.
  public init(name: String, email: String, time: Int64, offset: Int = 0) {
    self.name = name
    self.email = email
    self.time = time
    self.offset = offset
  }
}

/// What came of a draft.
public enum WrittenCommit: Hashable, Sendable {
  /// It is in the object database. No branch points at it yet.
  case made(ObjectID)
  /// The parent has these files already; nothing was written.
  case nothingChanged
}

/// Changes sorted into the folders that they touch.
struct FolderChange {
  private(set) var files: [String: CommitDraft.Change] = [:]
  private(set) var folders: [String: FolderChange] = [:]

  init() {}

  init(_ changes: [String: CommitDraft.Change]) throws(GitError) {
    for (path, change) in changes { try insert(change, at: pathComponents(of: path)[...], of: path) }
  }

  private mutating func insert(
    _ change: CommitDraft.Change, at parts: ArraySlice<String>, of path: String
  ) throws(GitError) {
    let name = parts[parts.startIndex]
    if parts.count == 1 {
      guard folders[name] == nil else { throw .invalid(path, why: "is a file and a folder in one commit") }
      files[name] = change
    } else {
      guard files[name] == nil else { throw .invalid(path, why: "is below a file of the same commit") }
      try folders[name, default: FolderChange()].insert(change, at: parts.dropFirst(), of: path)
    }
  }
}
