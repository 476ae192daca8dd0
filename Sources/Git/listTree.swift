import CLibGit2

/// Everything below a path in a commit, sorted by path; empty where the commit has nothing there.
func listTree(
  at commit: ObjectID, below path: String, in repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> [TreeEntry] {
  let path = try normalised(path)
  let root = try readTree(of: commit, in: repository)
  var entries: [TreeEntry] = []
  guard !path.isEmpty else {
    try list(root, prefix: "", depth: 0, into: &entries, repository)
    return entries
  }
  guard let found = try entry(at: path, in: root, repository) else { return [] }
  try append(found, path: path, depth: depth(of: path), to: &entries, repository)
  return entries
}

/// In how many folders of the repository a folder may lie that is entered, wherever a listing begins: more than people nest, and far fewer
/// than the stack, or the longest path of the system, allows. A folder that is nested deeper is reported, and hides nothing else.
let deepestFolder = 32

/// In how many folders of the repository something lies.
func depth(of path: String) -> Int { path.utf8.count { $0 == UInt8(ascii: "/") } }

/// A few trees that contain one another many times make more files than any machine has room for.
let mostFiles = 1_000_000

private func list(
  _ tree: borrowing Handle<TreeKind>, prefix: String, depth: Int, into entries: inout [TreeEntry],
  _ repository: borrowing Handle<RepositoryKind>
) throws(GitError) {
  for index in 0..<git_tree_entrycount(tree.raw) {
    guard let found = git_tree_entry_byindex(tree.raw, index) else { continue }
    let name = String(validatingCString: git_tree_entry_name(found))
    let path = prefix + (name ?? String(cString: git_tree_entry_name(found)))
    try append(FoundEntry(found), path: path, isNamed: name != nil, depth: depth, to: &entries, repository)
  }
}

private func append(
  _ found: FoundEntry, path: String, isNamed: Bool = true, depth: Int, to entries: inout [TreeEntry],
  _ repository: borrowing Handle<RepositoryKind>
) throws(GitError) {
  guard entries.count < mostFiles else {
    throw .invalid(path, why: "is in a folder tree of more than \(mostFiles) files")
  }
  let known = isNamed ? found.kind : .misnamed(isFolder: !found.isFile)
  if let kind = known ?? (depth > deepestFolder ? .folder : nil) {
    entries.append(TreeEntry(path: path, kind: kind, id: found.id))
  } else {
    let tree = try lookUpTree(found.id, in: repository)
    try list(tree, prefix: path + "/", depth: depth + 1, into: &entries, repository)
  }
}
