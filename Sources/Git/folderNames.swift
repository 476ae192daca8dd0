import CLibGit2

extension Repository {
  /// The names of what lies in a folder of a commit, folders and files, sorted as git sorts them; empty where there is no such folder.
  public func names(in path: String, of commit: ObjectID) throws(GitError) -> [String] {
    guard let folder = try folder(at: path, of: commit) else { return [] }
    let tree = try lookUpTree(folder, in: handle)
    return (0..<git_tree_entrycount(tree.raw)).compactMap { index in
      git_tree_entry_byindex(tree.raw, index).map { String(cString: git_tree_entry_name($0)) }
    }
  }
}
