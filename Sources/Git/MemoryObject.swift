import CLibGit2

/// An object that a repository has in memory alone, in git's canonical form.
struct MemoryObject: Sendable {
  let type: git_object_t
  let bytes: [UInt8]
}

/// Takes everything that is written to a database from now on into memory. The database owns the answer.
func writeToMemory(
  _ database: borrowing Handle<DatabaseKind>
) throws(GitError) -> UnsafeMutablePointer<git_odb_backend> {
  var backend: UnsafeMutablePointer<git_odb_backend>?
  try check(git_mempack_new(&backend))
  guard let backend else { throw .libgit2(code: 0, class: 0, message: "success without a backend") }
  // The highest priority: no other place is asked to write.
  try check(git_odb_add_backend(database.raw, backend, 999))
  return backend
}

/// Gives an open repository objects that are not on disk. Without any it stays as it is, and writes to disk.
func keepInMemory(
  _ objects: [MemoryObject], of repository: borrowing Handle<RepositoryKind>
) throws(GitError) {
  guard !objects.isEmpty else { return }
  let raw = repository.raw
  let database = try Handle<DatabaseKind> { git_repository_odb($0, raw) }
  _ = try writeToMemory(database)
  for object in objects {
    var id = git_oid()
    try check(git_odb_write(&id, database.raw, object.bytes, object.bytes.count, object.type))
  }
}

/// The objects that a commit needs and that are in memory alone. Whatever is on disk needs nothing that is not.
func objectsInMemory(
  of commit: ObjectID, _ memory: UnsafeMutablePointer<git_odb_backend>,
  in repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> [MemoryObject] {
  let raw = repository.raw
  let database = try Handle<DatabaseKind> { git_repository_odb($0, raw) }
  var objects: [MemoryObject] = []
  var seen: Set<ObjectID> = []
  var pending = [commit]
  while let id = pending.popLast() {
    var oid = id.raw
    guard memory.pointee.exists(memory, &oid) == 1, seen.insert(id).inserted else { continue }
    let raw = database.raw
    let object = try Handle<DatabaseObjectKind> { git_odb_read($0, raw, &oid) }
    let type = git_odb_object_type(object.raw)
    let bytes = UnsafeRawBufferPointer(start: git_odb_object_data(object.raw), count: git_odb_object_size(object.raw))
    objects.append(MemoryObject(type: type, bytes: Array(bytes)))
    if type == GIT_OBJECT_COMMIT {
      pending.append(ObjectID(git_commit_tree_id(try lookUpCommit(id, in: repository).raw).pointee))
    } else if type == GIT_OBJECT_TREE {
      let tree = try lookUpTree(id, in: repository)
      for index in 0..<git_tree_entrycount(tree.raw) {
        if let entry = git_tree_entry_byindex(tree.raw, index) { pending.append(FoundEntry(entry).id) }
      }
    }
  }
  return objects
}
