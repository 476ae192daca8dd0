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
