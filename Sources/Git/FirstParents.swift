import CLibGit2

/// One commit on a branch's own line: the commits that are reached through first parents alone.
public struct LineCommit: Hashable, Sendable {
  public let id: ObjectID
  /// All of them, the line's own first; a shallow clone may not have them.
  public let parents: [ObjectID]
  /// The committer's time, in seconds since 1970, as the commit says it.
  public let time: Int64
  /// Whether a shallow clone ends with it.
  public let isCutOff: Bool

  /// A commit as if it followed another one directly: for comparing any two.
  public init(between old: ObjectID, and new: Commit) {
    (id, parents, time, isCutOff) = (new.id, [old], new.committer.time, false)
  }

  init(id: ObjectID, parents: [ObjectID], time: Int64, isCutOff: Bool) {
    (self.id, self.parents, self.time, self.isCutOff) = (id, parents, time, isCutOff)
  }
}

extension Repository {
  /// A branch's own line, the newest commit first.
  ///
  /// - Parameters:
  ///   - end: the commit to end before; nil for none.
  ///   - time: where given, the line ends before so many older commits in a row that no clock explains it.
  ///   - limit: how many commits at most.
  public func firstParents(
    from tip: ObjectID, before end: ObjectID? = nil, notBefore time: Int64? = nil, limit: Int = .max
  ) throws(GitError) -> [LineCommit] {
    let boundary = try readShallowBoundary(of: handle)
    var line: [LineCommit] = []
    var older = 0
    var next: ObjectID? = tip
    while let id = next, id != end, line.count < limit {
      let commit = try lookUpCommit(id, in: handle)
      let isCutOff = boundary.contains(id)
      let found = LineCommit(
        id: id, parents: recordedParents(of: commit), time: git_commit_time(commit.raw), isCutOff: isCutOff)
      older = time.map { found.time < $0 } ?? false ? older + 1 : 0
      guard older < olderInARow else { break }
      line.append(found)
      next = isCutOff ? nil : found.parents.first
    }
    return line
  }

  /// The tree of a folder in a commit; nil where there is no folder.
  public func folder(at path: String, of commit: ObjectID) throws(GitError) -> ObjectID? {
    let found = try Git.entry(at: path, in: readTree(of: commit, in: handle), handle)
    return found.flatMap { $0.kind == nil ? $0.id : nil }
  }

  /// All bytes of a file in a commit; nil where there is no plain file, or one of more bytes than the limit.
  public func bytes(at path: String, of commit: ObjectID, limit: Int) throws(GitError) -> [UInt8]? {
    guard let entry = try entry(at: path, of: commit), entry.kind == .file || entry.kind == .executable else {
      return nil
    }
    return try readContents(of: [entry], limit: limit, in: handle, into: [UInt8]?.none) { bytes, file in
      if case .bytes(let found) = file.contents { bytes = found }
    }
  }

  /// The moves of a remote's branch in this clone that no fetch without force makes, the newest first.
  public func rewrites(of ref: String, limit: Int) throws(GitError) -> [BranchMove] {
    try readMoves(ofRef: ref, limit: limit, in: handle).filter { move in
      guard let from = move.from, let known = try? hasObject(from, in: handle), known else { return false }
      return (try? Git.isAncestor(from, of: move.to, in: handle)) == false
    }
  }
}

/// A clock that is wrong is wrong for a while; so many commits of the past in a row are older.
private let olderInARow = 50
