import CLibGit2

/// Writes a commit without files, each object as a file of its own: a pack for every one of them would set off git's clearing up.
func writeNote(
  _ message: String, parent: ObjectID?, by signature: Signature, in repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> ObjectID {
  let raw = repository.raw
  let builder = try Handle<TreeBuilderKind> { git_treebuilder_new($0, raw, nil) }
  var tree = git_oid()
  try check(git_treebuilder_write(&tree, builder.raw))
  let bytes = try commitBytes(
    CommitDraft(parent: parent, changes: [:], message: message, author: signature), tree: ObjectID(tree), in: repository
  )
  let database = try Handle<DatabaseKind> { git_repository_odb($0, raw) }
  var id = git_oid()
  try check(git_odb_write(&id, database.raw, bytes, bytes.count, GIT_OBJECT_COMMIT))
  return ObjectID(id)
}
