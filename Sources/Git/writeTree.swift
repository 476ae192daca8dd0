import CLibGit2

/// Writes a tree with the changes applied to the one that was there. Only folders that change are read. Nil where
/// nothing is left.
func writeTree(
  _ change: FolderChange, over base: ObjectID?, at path: String, into pack: inout ObjectPack
) throws(GitError) -> ObjectID? {
  let builder = try makeBuilder(over: base, in: pack.repository)
  for (name, file) in change.files {
    try apply(file, name: name, at: path + name, to: builder, into: &pack)
  }
  for (name, folder) in change.folders {
    let old = try existing(name, in: builder)
    if let kind = old?.kind { throw .invalid(path + name, why: "is a \(kind) in the parent commit, not a folder") }
    if let tree = try writeTree(folder, over: old?.id, at: "\(path)\(name)/", into: &pack) {
      try insert(name, tree, mode: GIT_FILEMODE_TREE, into: builder)
    } else if old != nil {
      try check(git_treebuilder_remove(builder.raw, name))
    }
  }
  return git_treebuilder_entrycount(builder.raw) == 0 ? nil : try pack.write(builder)
}

/// A tree without entries.
func writeEmptyTree(into pack: inout ObjectPack) throws(GitError) -> ObjectID {
  try pack.write(makeBuilder(over: nil, in: pack.repository))
}

private func makeBuilder(
  over base: ObjectID?, in repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> Handle<TreeBuilderKind> {
  let raw = repository.raw
  guard let base else { return try Handle { git_treebuilder_new($0, raw, nil) } }
  let tree = try lookUpTree(base, in: repository)
  return try Handle { git_treebuilder_new($0, raw, tree.raw) }
}

private func apply(
  _ change: CommitDraft.Change, name: String, at path: String, to builder: borrowing Handle<TreeBuilderKind>,
  into pack: inout ObjectPack
) throws(GitError) {
  let old = try existing(name, in: builder)
  if let old, old.kind == nil { throw .invalid(path, why: "is a folder in the parent commit, not a file") }
  switch change {
  case .write(let bytes): try insert(name, pack.write(bytes), mode: mode(over: old), into: builder)
  case .place(let blob): try insert(name, blob, mode: mode(over: old), into: builder)
  case .delete:
    if old != nil { try check(git_treebuilder_remove(builder.raw, name)) }
  }
}

private func mode(over old: FoundEntry?) -> git_filemode_t {
  old?.kind == .executable ? GIT_FILEMODE_BLOB_EXECUTABLE : GIT_FILEMODE_BLOB
}

private func existing(_ name: String, in builder: borrowing Handle<TreeBuilderKind>) throws(GitError) -> FoundEntry? {
  git_treebuilder_get(builder.raw, name).map(FoundEntry.init)
}

private func insert(
  _ name: String, _ id: ObjectID, mode: git_filemode_t, into builder: borrowing Handle<TreeBuilderKind>
) throws(GitError) {
  var oid = id.raw
  try check(git_treebuilder_insert(nil, builder.raw, name, &oid, mode))
}
