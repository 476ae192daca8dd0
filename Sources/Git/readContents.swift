import CLibGit2
import Synchronization

/// Reads the contents of entries, one after the other, and gathers what is made of them.
func readContents<Gathered>(
  of entries: [TreeEntry], limit: Int, in repository: borrowing Handle<RepositoryKind>,
  into gathered: Gathered, _ add: (inout Gathered, TreeFile) -> Void
) throws(GitError) -> Gathered {
  let raw = repository.raw
  let database = try Handle<DatabaseKind> { git_repository_odb($0, raw) }
  var gathered = gathered
  var rest = entries[...]
  while !rest.isEmpty {
    for file in try readSome(&rest, limit: limit, from: database, of: repository) { add(&gathered, file) }
  }
  return gathered
}

/// Whose turn it is to read. libgit2 takes locks of the whole process several times for each object: threads that read at the same time
/// spend a tenth of theirs on waking each other. What is made of the files needs no turn.
private let turn = Mutex(())

/// Reads the next entries, as many as are soon read and fill little memory.
private func readSome(
  _ entries: inout ArraySlice<TreeEntry>, limit: Int, from database: borrowing Handle<DatabaseKind>,
  of repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> [TreeFile] {
  try turn.withLock { _ throws(GitError) in
    var files: [TreeFile] = []
    var left = 1 << 18
    while left > 0, files.count < 256, let entry = entries.popFirst() {
      do throws(GitError) {
        let file = TreeFile(entry: entry, contents: try contents(of: entry, limit: limit, in: database))
        if case .bytes(let bytes) = file.contents { left -= bytes.count }
        files.append(file)
      } catch {
        throw lookUpFailure(error, entry.id, in: repository)
      }
    }
    return files
  }
}

private func contents(
  of entry: TreeEntry, limit: Int, in database: borrowing Handle<DatabaseKind>
) throws(GitError) -> TreeFile.Contents {
  switch entry.kind {
  case .submodule, .folder, .misnamed: return .none
  case .file, .executable, .symlink: break
  }
  var oid = entry.id.raw
  var size = 0
  var type = GIT_OBJECT_BLOB
  // The header first: a file of gigabytes must be refused before it is in memory.
  try check(git_odb_read_header(&size, &type, database.raw, &oid))
  guard size <= limit else { return .tooLarge(size: size) }
  return .bytes(try readObject(oid, in: database))
}

private func readObject(_ id: git_oid, in database: borrowing Handle<DatabaseKind>) throws(GitError) -> [UInt8] {
  var id = id
  let raw = database.raw
  let object = try Handle<DatabaseObjectKind> { git_odb_read($0, raw, &id) }
  return Array(UnsafeRawBufferPointer(start: git_odb_object_data(object.raw), count: git_odb_object_size(object.raw)))
}

/// All bytes of a blob.
func readBlob(_ id: ObjectID, in repository: borrowing Handle<RepositoryKind>) throws(GitError) -> [UInt8] {
  let raw = repository.raw
  let database = try Handle<DatabaseKind> { git_repository_odb($0, raw) }
  do {
    return try readObject(id.raw, in: database)
  } catch {
    throw lookUpFailure(error, id, in: repository)
  }
}
