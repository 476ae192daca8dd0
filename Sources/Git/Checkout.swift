import CLibGit2
import Glibc

/// Index and working tree of a repository, while they are being updated.
struct Checkout: ~Copyable {
  private let update: IndexUpdate
  private var changes: [[UInt8]: IndexEntry?] = [:]
  /// The repository for whoever converts files: libgit2 looks for attributes in the index, of which this has nothing else.
  private let repository: Handle<RepositoryKind>
  private let workTree: String
  private let root: Folder
  private let scratch: Folder

  /// - Parameter paths: all that will be looked at or changed.
  init(of repository: borrowing Handle<RepositoryKind>, lookingFor paths: [String]) throws(GitError) {
    let update = try IndexUpdate(of: repository, lookingFor: paths)
    let workTree = String(cString: git_repository_workdir(repository.raw))
    let root = try Folder(root: workTree)
    let scratch = try Folder(root: String(cString: git_repository_path(repository.raw)))
    self.repository = try repositoryReadingAttributes(of: update.file, beside: repository)
    self.update = update
    self.root = root
    self.workTree = workTree
    self.scratch = scratch
  }

  /// Puts the changed index in place.
  func finish() throws(GitError) { try update.finish(replacing: changes) { isChanged($0, from: $1) } }

  private func isChanged(_ path: String, from id: ObjectID) -> Bool {
    do throws(GitError) { return try !(holds(path) { $0 == id } ?? true) } catch {
      // git looks for itself, then.
      return true
    }
  }

  /// Whether index and file are as one of the two commits has them.
  func isUntouched(_ move: Move) throws(GitError) -> Bool {
    guard isPlainFile(move.new), isUntouchedInIndex(move) else { return false }
    if move.new != nil, !update.file.obstacles(at: move.path).isEmpty { return false }
    return try holds(move.path) { move.names($0) } ?? (isLeftOut(move.path) || move.old == nil || move.new == nil)
  }

  /// Whether what lies at a path is an object that is wanted, as it lies or as git would add it; nil where nothing lies there.
  private func holds(_ path: String, _ isWanted: (ObjectID) -> Bool) throws(GitError) -> Bool? {
    switch try onDisk(path) {
    case .absent: return nil
    case .symlink(let id): return isWanted(id)
    case .file(let id):
      if isWanted(id) { return true }
      return isWanted(try filteredID(of: path))
    case .somethingElse: return false
    }
  }

  /// Brings file and index to the new commit.
  mutating func follow(_ move: Move) throws(GitError) {
    guard let new = move.new else { return try remove(move.path) }
    // A sparse checkout keeps leaving the file out; one that is there all the same follows.
    let isLeftOut = isLeftOut(move.path)
    let isWritten = isLeftOut ? try isOnDisk(move.path) : true
    let status = isWritten ? try write(new, at: move.path) : nil
    changes[Array(move.path.utf8)] = IndexEntry(id: new.id, mode: new.mode, status: status, isLeftOut: isLeftOut)
  }

  private func isOnDisk(_ path: String) throws(GitError) -> Bool {
    if case .absent = try onDisk(path) { false } else { true }
  }

  /// Symlinks and submodules are never made here.
  private func isPlainFile(_ new: FoundEntry?) -> Bool {
    switch new?.kind {
    case nil, .file, .executable: true
    case .symlink, .submodule, .folder, .misnamed: false
    }
  }

  private func isUntouchedInIndex(_ move: Move) -> Bool {
    switch update.file[move.path] {
    case nil: move.old == nil || move.new == nil
    case .entry(let id, _)?: move.names(id)
    case .unmerged?: false
    }
  }

  /// Whether a sparse checkout leaves the file out.
  private func isLeftOut(_ path: String) -> Bool {
    if case .entry(_, isLeftOut: true)? = update.file[path] { true } else { false }
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
  private func filteredID(of path: String) throws(GitError) -> ObjectID {
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

  private mutating func remove(_ path: String) throws(GitError) {
    let names = try pathComponents(of: path)
    if let folder = try root.folder(at: names.dropLast(), .leave) {
      try folder.remove(names[names.count - 1])
      try root.removeEmptyFolders(names.dropLast())
    }
    changes[Array(path.utf8)] = .some(nil)
  }

  private func write(_ new: FoundEntry, at path: String) throws(GitError) -> stat {
    let names = try pathComponents(of: path)
    guard let folder = try root.folder(at: names.dropLast(), .make) else {
      throw .invalid(path, why: "leads through something that is not a folder")
    }
    let bytes = try convertForWorkTree(try readBlob(new.id, in: repository), at: path, in: repository)
    return try replaceFile(
      names[names.count - 1], in: folder, with: bytes, executable: new.kind == .executable, scratch: scratch)
  }
}

/// The repository once more, with an index that has the attributes files of another one and nothing else.
private func repositoryReadingAttributes(
  of file: IndexFile, beside repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> Handle<RepositoryKind> {
  let index = try Handle<IndexKind> { git_index_new($0) }
  for (path, id, mode) in file.attributesFiles {
    var entry = git_index_entry()
    entry.id = id.raw
    entry.mode = mode
    try check(
      path.withCString { path in
        entry.path = path
        return git_index_add(index.raw, &entry)
      })
  }
  let other = try openRepository(at: String(cString: git_repository_path(repository.raw)), search: .here)
  // A git directory that lies elsewhere, or is a link, does not say where its working tree is.
  try check(git_repository_set_workdir(other.raw, git_repository_workdir(repository.raw), 0))
  try check(git_repository_set_index(other.raw, index.raw))
  return other
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
  var checkout = try Checkout(of: repository, lookingFor: moves.map(\.path))
  var untouched: [Move] = []
  var kept: [String] = []
  for move in moves {
    if try checkout.isUntouched(move) { untouched.append(move) } else { kept.append(move.path) }
  }
  for move in untouched { try checkout.follow(move) }
  try checkout.finish()
  return kept.sorted()
}
