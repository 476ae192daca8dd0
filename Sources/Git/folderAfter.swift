import CLibGit2

extension Repository {
  /// The id that the folder at a path would have in a commit after some changes below it; nil where nothing would be left of it. Writes
  /// nothing.
  public func folder(
    at path: String, of commit: ObjectID, after changes: [String: CommitDraft.Change]
  ) throws(GitError) -> ObjectID? {
    // What is written into it goes away with it.
    var pack = try ObjectPack(for: gitDirectory)
    let found = try Git.entry(at: path, in: readTree(of: commit, in: pack.repository), pack.repository)
    if let kind = found?.kind { throw .invalid(path, why: "is a \(kind), not a folder") }
    var inner: [String: CommitDraft.Change] = [:]
    for (file, change) in changes where file.hasPrefix(path + "/") {
      inner[String(file.dropFirst(path.count + 1))] = change
    }
    return try writeTree(FolderChange(inner), over: found?.id, at: path + "/", into: &pack)
  }
}
