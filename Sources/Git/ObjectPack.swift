import CLibGit2

/// Gathers new objects in memory and puts them into the object database as one pack: much faster than a file each, and
/// all of them are there or none.
///
/// It opens the repository a second time, so that an attempt that fails leaves nothing behind in the first.
struct ObjectPack: ~Copyable {
  let repository: Handle<RepositoryKind>
  private let database: Handle<DatabaseKind>
  private let memory: UnsafeMutablePointer<git_odb_backend>
  private var ids: [ObjectID] = []
  private var known: Set<ObjectID> = []

  init(for gitDirectory: String) throws(GitError) {
    let repository = try openRepository(at: gitDirectory, search: .here)
    let raw = repository.raw
    let database = try Handle<DatabaseKind> { git_repository_odb($0, raw) }
    memory = try writeToMemory(database)
    self.repository = repository
    self.database = database
  }

  /// Writes a blob.
  mutating func write(_ bytes: [UInt8]) throws(GitError) -> ObjectID {
    try write(bytes, as: GIT_OBJECT_BLOB)
  }

  /// Writes an object of any kind from its canonical bytes.
  mutating func write(_ bytes: [UInt8], as type: git_object_t) throws(GitError) -> ObjectID {
    var oid = git_oid()
    try check(git_odb_write(&oid, database.raw, bytes, bytes.count, type))
    note(ObjectID(oid))
    return ObjectID(oid)
  }

  /// Writes what a tree builder holds.
  mutating func write(_ builder: borrowing Handle<TreeBuilderKind>) throws(GitError) -> ObjectID {
    var oid = git_oid()
    try check(git_treebuilder_write(&oid, builder.raw))
    note(ObjectID(oid))
    return ObjectID(oid)
  }

  /// An object that the repository had before is not in memory, and does not go into the pack.
  private mutating func note(_ id: ObjectID) {
    var oid = id.raw
    guard memory.pointee.exists(memory, &oid) == 1, known.insert(id).inserted else { return }
    ids.append(id)
  }

  /// Writes the pack and its index, and flushes both to disk.
  consuming func finish() throws(GitError) {
    guard !ids.isEmpty else { return }
    let raw = repository.raw
    let folder = try packFolder()
    // Adds the objects by their ids instead of using `git_mempack_dump`, which packs everything that the new commit can
    // reach.
    // Where it is not to be had, the pack is the same, and takes longer.
    let settings = try? withoutDeltas(repository)
    defer { extendLifetime(settings) }
    let builder = try Handle<PackBuilderKind> { git_packbuilder_new($0, raw) }
    git_packbuilder_set_threads(builder.raw, 1)
    for id in ids {
      var oid = id.raw
      try check(git_packbuilder_insert(builder.raw, &oid, nil))
    }
    try check(git_packbuilder_write(builder.raw, folder, 0, nil, nil))
  }

  private func packFolder() throws(GitError) -> String {
    var path = git_buf()
    defer { git_buf_dispose(&path) }
    try check(git_repository_item_path(&path, repository.raw, GIT_REPOSITORY_ITEM_OBJECTS))
    return String(cString: path.ptr) + "pack"
  }
}

/// Has a repository, as it is open here, write packs without deltas: of objects that are all new hardly one resembles another, and to look
/// for one that does takes longer than all else.
///
/// - Returns: the file of the settings, which libgit2 looks at again each time that it asks for one.
private func withoutDeltas(_ repository: borrowing Handle<RepositoryKind>) throws(GitError) -> TemporaryFile {
  // Objects that are larger get no deltas. libgit2, up to 1.9 at least, takes that size from the first of these by mistake; the second is
  // git's name for it.
  let text = "[pack]\n\tdeltaCacheSize = 1\n[core]\n\tbigFileThreshold = 1\n"
  let raw = repository.raw
  let file = try TemporaryFile(in: String(cString: git_repository_path(raw)), with: Array(text.utf8))
  let config = try Handle<ConfigKind> { git_repository_config($0, raw) }
  let path = "/proc/self/fd/\(file.descriptor.rawValue)"
  try check(git_config_add_file_ondisk(config.raw, path, GIT_CONFIG_LEVEL_APP, raw, 1))
  return file
}
