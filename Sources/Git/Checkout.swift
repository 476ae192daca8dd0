import CLibGit2
import Glibc

/// Index and working tree of a repository, while they are being updated.
struct Checkout: ~Copyable {
  private let update: IndexUpdate
  private let workTree: String
  private let root: Folder
  private let scratch: Folder

  init(of repository: borrowing Handle<RepositoryKind>) throws(GitError) {
    let update = try IndexUpdate(of: repository)
    let workTree = String(cString: git_repository_workdir(repository.raw))
    let root = try Folder(root: workTree)
    let scratch = try Folder(root: String(cString: git_repository_path(repository.raw)))
    self.update = update
    self.root = root
    self.workTree = workTree
    self.scratch = scratch
  }

  /// Puts the changed index in place.
  func finish() throws(GitError) { try update.finish() }

  /// Whether index and file are as one of the two commits has them.
  func isUntouched(_ move: Move, in repository: borrowing Handle<RepositoryKind>) throws(GitError) -> Bool {
    guard isPlainFile(move.new), try isUntouchedInIndex(move) else { return false }
    if isLeftOut(move.path) { return true }
    switch try onDisk(move.path) {
    case .absent: return move.old == nil || move.new == nil
    case .symlink(let id): return move.names(id)
    case .file(let id):
      if move.names(id) { return true }
      return move.names(try filteredID(of: move.path, in: repository))
    case .somethingElse: return false
    }
  }

  /// Brings file and index to the new commit.
  func follow(_ move: Move, in repository: borrowing Handle<RepositoryKind>) throws(GitError) {
    guard let new = move.new else { return try remove(move.path) }
    var entry = git_index_entry()
    if isLeftOut(move.path) {
      // A sparse checkout keeps leaving the file out.
      entry.flags_extended = UInt16(GIT_INDEX_ENTRY_SKIP_WORKTREE.rawValue)
    } else {
      entry.record(try write(new, at: move.path, in: repository))
    }
    entry.id = new.id.raw
    entry.mode = new.mode
    let raw = update.index.raw
    try check(
      move.path.withCString { path in
        entry.path = path
        return git_index_add(raw, &entry)
      })
  }

  /// Symlinks and submodules are never made here.
  private func isPlainFile(_ new: FoundEntry?) -> Bool {
    switch new?.kind {
    case nil, .file, .executable: true
    case .symlink, .submodule, .folder: false
    }
  }

  private func isUntouchedInIndex(_ move: Move) throws(GitError) -> Bool {
    for stage in 1...3 where git_index_get_bypath(update.index.raw, move.path, Int32(stage)) != nil { return false }
    guard let entry = git_index_get_bypath(update.index.raw, move.path, 0)?.pointee else {
      return move.old == nil || move.new == nil
    }
    return move.names(ObjectID(entry.id))
  }

  /// Whether a sparse checkout leaves the file out.
  private func isLeftOut(_ path: String) -> Bool {
    guard let entry = git_index_get_bypath(update.index.raw, path, 0)?.pointee else { return false }
    return UInt32(entry.flags_extended) & GIT_INDEX_ENTRY_SKIP_WORKTREE.rawValue != 0
  }

  private enum OnDisk {
    case absent
    case file(ObjectID)
    case symlink(ObjectID)
    case somethingElse
  }

  private func onDisk(_ path: String) throws(GitError) -> OnDisk {
    let names = try pathComponents(of: path)
    guard let folder = try root.folder(at: names.dropLast(), .leave) else {
      return try isBlocked(names) ? .somethingElse : .absent
    }
    guard let status = try folder.status(of: names[names.count - 1]) else { return .absent }
    var id = git_oid()
    if status.st_mode & S_IFMT == S_IFLNK {
      let target = try folder.target(of: names[names.count - 1])
      try check(git_odb_hash(&id, target, target.count, GIT_OBJECT_BLOB))
      return .symlink(ObjectID(id))
    }
    guard status.st_mode & S_IFMT == S_IFREG else { return .somethingElse }
    try check(git_odb_hashfile(&id, "\(workTree)/\(path)", GIT_OBJECT_BLOB))
    return .file(ObjectID(id))
  }

  /// The id of the file as git would add it: with the filters of `.gitattributes` and `core.autocrlf`. Slow, and seldom
  /// needed.
  private func filteredID(
    of path: String, in repository: borrowing Handle<RepositoryKind>
  ) throws(GitError) -> ObjectID {
    var id = git_oid()
    try check(git_repository_hashfile(&id, repository.raw, path, GIT_OBJECT_BLOB, nil))
    return ObjectID(id)
  }

  /// Whether a file or symlink stands where a folder of the path should be.
  private func isBlocked(_ names: [String]) throws(GitError) -> Bool {
    for count in 1..<names.count {
      guard let parent = try root.folder(at: names.prefix(count - 1), .leave),
        let status = try parent.status(of: names[count - 1])
      else { return false }
      if status.st_mode & S_IFMT != S_IFDIR { return true }
    }
    return false
  }

  private func remove(_ path: String) throws(GitError) {
    let names = try pathComponents(of: path)
    if let folder = try root.folder(at: names.dropLast(), .leave) {
      try folder.remove(names[names.count - 1])
      try root.removeEmptyFolders(names.dropLast())
    }
    let code = git_index_remove(update.index.raw, path, 0)
    if code != GIT_ENOTFOUND.rawValue { try check(code) }
  }

  private func write(
    _ new: FoundEntry, at path: String, in repository: borrowing Handle<RepositoryKind>
  ) throws(GitError) -> stat {
    let names = try pathComponents(of: path)
    guard let folder = try root.folder(at: names.dropLast(), .make) else {
      throw .invalid(path, why: "leads through something that is not a folder")
    }
    let bytes = try convertForWorkTree(try readBlob(new.id, in: repository), at: path, in: repository)
    return try replaceFile(
      names[names.count - 1], in: folder, with: bytes, executable: new.kind == .executable, scratch: scratch)
  }
}

extension git_index_entry {
  /// Lets git tell, without reading it, that a file is as it was written.
  fileprivate mutating func record(_ status: stat) {
    ctime = git_index_time(
      seconds: Int32(truncatingIfNeeded: status.st_ctim.tv_sec), nanoseconds: UInt32(status.st_ctim.tv_nsec))
    mtime = git_index_time(
      seconds: Int32(truncatingIfNeeded: status.st_mtim.tv_sec), nanoseconds: UInt32(status.st_mtim.tv_nsec))
    dev = UInt32(truncatingIfNeeded: status.st_dev)
    ino = UInt32(truncatingIfNeeded: status.st_ino)
    uid = status.st_uid
    gid = status.st_gid
    file_size = UInt32(truncatingIfNeeded: status.st_size)
  }
}

/// Moves index and working tree below a path from one commit to another. Returns the paths that are left as they are
/// because somebody changed them in this checkout.
///
/// A path counts as unchanged when index and file each hold the bytes of the old commit, or already those of the new
/// one. The next call therefore finishes one that was cut short.
func updateCheckout(
  below path: String, from old: ObjectID, to new: ObjectID, in repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> [String] {
  try requireWorkTree(of: repository)
  let moves = try findMoves(below: path, from: old, to: new, in: repository)
  guard !moves.isEmpty else { return [] }
  let checkout = try Checkout(of: repository)
  // Look at everything before changing anything: libgit2 sorts the index again for each lookup that follows a change.
  var untouched: [Move] = []
  var kept: [String] = []
  for move in moves {
    if try checkout.isUntouched(move, in: repository) { untouched.append(move) } else { kept.append(move.path) }
  }
  for move in untouched { try checkout.follow(move, in: repository) }
  try checkout.finish()
  return kept.sorted()
}
