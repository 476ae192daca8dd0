/// Git's notes: what is said about commits without changing them, in a history of its own below `refs/notes/`.
///
/// A note is a file whose path is the commit's id, with a slash after the first two digits, after the first four, or without any: git
/// reads all of these, and writes more slashes the more notes there are.
extension Repository {
  /// What a commit of notes says about a commit: the blob of each note, where somebody wrote more than one.
  public func notes(about commit: ObjectID, at tip: ObjectID) throws(GitError) -> [TreeEntry] {
    var found: [TreeEntry] = []
    for path in notePaths(of: commit) {
      if let entry = try entry(at: path, of: tip) { found.append(entry) }
    }
    return found
  }

  /// The commits about which a commit of notes says something else than its first parent, and what it says now; nil as a blob for a note
  /// that it takes away. Nil altogether where it changes something that is no note.
  public func notesChanged(by commit: ObjectID) throws(GitError) -> [ObjectID: ObjectID?]? {
    var found: [ObjectID: ObjectID?] = [:]
    var paths: [(path: String, blob: ObjectID?)] = []
    if let parent = try self.commit(commit).parents.first {
      let changes = try changes(from: parent, to: commit, below: "", budget: 100_000)
      guard !changes.isCutOff else { return nil }
      for change in changes.list {
        switch change.what {
        case .put(let entry): paths.append((entry.path, entry.id))
        // It may have been the last note of a whole folder.
        case .removed: paths += try entries(at: parent, below: change.path).map { ($0.path, nil) }
        case .unclear: return nil
        }
      }
    } else {
      paths = try entries(at: commit, below: "").map { ($0.path, $0.id) }
    }
    for (path, blob) in paths {
      guard let about = ObjectID(path.filter { $0 != "/" }) else { return nil }
      // A note that only moves to another path is written and removed in one commit.
      if let blob { found[about] = .some(blob) } else if found[about] == nil { found[about] = .some(nil) }
    }
    return found
  }

  /// All bytes of a note's blob; nil where there are more than the limit, or it is none.
  public func bytes(ofNote blob: ObjectID, limit: Int) throws(GitError) -> [UInt8]? {
    let entry = TreeEntry(path: "", kind: .file, id: blob)
    return try readFiles([entry], limit: limit, into: [UInt8]?.none) { bytes, file in
      if case .bytes(let found) = file.contents { bytes = found }
    }
  }

  /// Writes a commit of notes that says this about a commit, in place of whatever was said about it; moves no reference.
  ///
  /// - Parameter tip: the commit of notes that it follows; nil for the first.
  /// - Returns: that very commit where it has the same note already.
  public func annotate(
    _ commit: ObjectID, with bytes: [UInt8], over tip: ObjectID?, message: String, by author: Signature
  ) throws(GitError) -> ObjectID {
    let paths = notePaths(of: commit)
    var changes: [String: CommitDraft.Change] = [paths[0]: .write(bytes)]
    if let tip {
      for path in paths.dropFirst() where try entry(at: path, of: tip) != nil { changes[path] = .delete }
    }
    let draft = CommitDraft(parent: tip, changes: changes, message: message, author: author)
    switch (try write(draft), tip) {
    case (.made(let written), _): return written
    case (.nothingChanged, let tip?): return tip
    case (.nothingChanged, nil): throw .invalid("\(commit)", why: "could not get its first note")
    }
  }

  /// Moves any reference from one commit to another, or makes it (`old` nil); throws `.moved` if it stands elsewhere.
  public func moveReference(
    _ ref: String, from old: ObjectID?, to new: ObjectID, because reason: String
  ) throws(GitError) {
    try Git.moveReference(ref, from: old, to: new, because: reason, requiringIndex: false, in: handle)
  }
}

/// Where a commit's note may be; ours is at the first.
private func notePaths(of commit: ObjectID) -> [String] {
  let id = "\(commit)"
  let (first, second) = (id.prefix(2), id.dropFirst(2).prefix(2))
  return ["\(first)/\(id.dropFirst(2))", id, "\(first)/\(second)/\(id.dropFirst(4))"]
}
