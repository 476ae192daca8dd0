import CLibGit2

/// Whether an object of any kind is in the object database, also one that another process brought a moment ago.
func hasObject(_ id: ObjectID, in repository: borrowing Handle<RepositoryKind>) throws(GitError) -> Bool {
  let raw = repository.raw
  let database = try Handle<DatabaseKind> { git_repository_odb($0, raw) }
  var oid = id.raw
  return git_odb_exists(database.raw, &oid) == 1
}
