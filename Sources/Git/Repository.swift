import CLibGit2
public import Logging

/// A git repository on this machine: its history, its branches, and its working tree if it has one.
///
/// Everything here is local. `Remote` fetches and pushes.
public actor Repository {
  /// The folder that holds objects and refs; of a linked worktree, the folder of that worktree's own state.
  nonisolated public let gitDirectory: String
  /// The folder that all linked worktrees share; of a repository without any, the same as `gitDirectory`.
  nonisolated public let commonDirectory: String
  /// The folder that people edit; nil for a bare repository. Without a slash at its end.
  nonisolated public let workTree: String?

  let handle: Handle<RepositoryKind>
  private let objects: [MemoryObject]
  private let queue = RepositoryQueue()

  /// Runs this repository on a queue of its own.
  nonisolated public var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

  init(at path: String, search: Search, having objects: [MemoryObject] = []) throws(GitError) {
    handle = try openRepository(at: path, search: search)
    self.objects = objects
    try keepInMemory(objects, of: handle)
    gitDirectory = withoutSlash(String(cString: git_repository_path(handle.raw)))
    commonDirectory = withoutSlash(String(cString: git_repository_commondir(handle.raw)))
    workTree = git_repository_workdir(handle.raw).map { withoutSlash(String(cString: $0)) }
  }

  /// Opens the repository whose working tree or git directory is at a path.
  public static func open(
    at path: String, environment: [String: String], log: Logger = .silent
  ) async throws(GitError) -> Repository {
    let repository = try Repository(at: path, search: .here)
    try await requireTrust(in: repository, environment: environment, log: log)
    return repository
  }

  /// Opens the repository that a folder is in, looking upwards.
  ///
  /// A bare repository is opened only where it was named (`naming`, or `GIT_DIR` in the environment), as git does with
  /// `safe.bareRepository=explicit`; one that is merely found throws `.unnamedBareRepository`.
  public static func discover(
    from path: String, naming: Naming = .none, environment: [String: String], log: Logger = .silent
  ) async throws(GitError) -> Repository {
    let meant = try named(path, naming, environment)
    // Without `??`, which forgets the type of the error.
    let repository = if let meant { meant } else { try Repository(at: path, search: .upwards) }
    try await requireTrust(in: repository, environment: environment, log: log)
    return repository
  }

  /// Whether somebody said which folder is meant.
  public enum Naming: Sendable {
    /// Somebody named the folder: if it is a repository, that one is meant, unless it is committed to the one around it.
    case folder
    /// Nobody did; `GIT_DIR` may name one.
    case none
  }

  private static func named(
    _ path: String, _ naming: Naming, _ environment: [String: String]
  ) throws(GitError) -> Repository? {
    switch (naming, environment["GIT_DIR"]) {
    case (.folder, _):
      guard let repository = try ifThere(path) else { return nil }
      guard !isCommitted(repository.gitDirectory) else { throw .unnamedBareRepository(path: repository.gitDirectory) }
      return repository
    case (.none, nil), (.none, ""): return nil
    case (.none, let directory?):
      let place = directory.hasPrefix("/") ? directory : "\(path)/\(directory)"
      if let repository = try ifThere(place) { return repository }
      throw .invalid(
        directory, why: "is the value of GIT_DIR, but is not a git repository; unset GIT_DIR, or correct it")
    }
  }

  private static func ifThere(_ path: String) throws(GitError) -> Repository? {
    do {
      return try Repository(at: path, search: .here)
    } catch {
      guard case .notARepository = error else { throw error }
      return nil
    }
  }

  /// Whether there is no working tree.
  public var isBare: Bool { git_repository_is_bare(handle.raw) == 1 }

  /// Whether the history is cut off at a depth.
  public var isShallow: Bool { git_repository_is_shallow(handle.raw) == 1 }

  // MARK: Reading commits

  /// Where the repository stands.
  public func head() throws(GitError) -> Head { try readHead(of: handle) }

  /// The commit that a branch, tag or id names, with `~` and `^` behind it; throws where more than one thing has the name.
  public func resolve(_ revision: String) throws(GitError) -> ObjectID { try Git.resolve(revision, in: handle) }

  /// Everything below a path in a commit, without contents, sorted by path; empty where there is nothing.
  public func entries(at commit: ObjectID, below path: String) throws(GitError) -> [TreeEntry] {
    try listTree(at: commit, below: path, in: handle)
  }

  /// Reads files of a commit one after the other, and gathers what is made of them. A file of more than `limit` bytes
  /// is reported and not read.
  public func readFiles<Gathered: Sendable>(
    _ entries: [TreeEntry], limit: Int, into gathered: Gathered, _ add: @Sendable (inout Gathered, TreeFile) -> Void
  ) throws(GitError) -> Gathered {
    try readContents(of: entries, limit: limit, in: handle, into: gathered, add)
  }

  /// The same repository opened once more, for another thread to read from.
  nonisolated public func opened() throws(GitError) -> Repository {
    try Repository(at: gitDirectory, search: .here, having: objects)
  }

  /// A commit's message, author, times and parents.
  public func commit(_ id: ObjectID) throws(GitError) -> Commit { try readCommit(id, in: handle) }

  /// The commits up to `tip` that changed something at a path (all commits for an empty one), the newest first.
  public func log(from tip: ObjectID, path: String, limit: Int) throws(GitError) -> [Commit] {
    try readLog(from: tip, path: path, limit: limit, in: handle)
  }

  /// Whether a commit is another one or an ancestor of it, as far as the history is available.
  public func isAncestor(_ old: ObjectID, of new: ObjectID) throws(GitError) -> Bool {
    try Git.isAncestor(old, of: new, in: handle)
  }

  /// A commit that both commits descend from, the newest as far as their times tell; nil where the available history
  /// has none.
  ///
  /// - Parameter limit: how many commits to look at on the side of the other one.
  public func commonAncestor(
    of one: ObjectID, and other: ObjectID, limit: Int = .max
  ) throws(GitError) -> ObjectID? {
    try Git.commonAncestor(of: one, and: other, limit: limit, in: handle)
  }

  /// What differs between two commits at and below a path, within a budget of entries; the later one may be anybody's.
  ///
  /// - Parameter passedOver: a folder that is not entered, whatever differs in it; that it is gone, or no folder any more, is told.
  public func changes(
    from old: ObjectID, to new: ObjectID, below path: String, passingOver passedOver: String? = nil, budget: Int
  ) throws(GitError) -> TreeChanges {
    try findChanges(from: old, to: new, below: path, passingOver: passedOver, budget: budget, in: handle)
  }

  /// What a commit has at a path; nil for a folder, or where there is nothing.
  public func entry(at path: String, of commit: ObjectID) throws(GitError) -> TreeEntry? {
    let found = try Git.entry(at: path, in: readTree(of: commit, in: handle), handle)
    return found.flatMap { found in found.kind.map { TreeEntry(path: path, kind: $0, id: found.id) } }
  }

  /// The versions of some files along a commit's first parents.
  public func lineages(
    of paths: [String], from tip: ObjectID, now: Int64
  ) throws(GitError) -> [String: [FileVersion]] {
    try readLineages(of: paths, from: tip, now: now, in: handle)
  }

  /// All bytes of a version of a file; nil where they are not available, or are more than the limit.
  public func contents(of version: FileVersion, limit: Int) -> [UInt8]? {
    guard let blob = version.blob else { return nil }
    let entry = TreeEntry(path: "", kind: .file, id: blob)
    let read = try? readContents(of: [entry], limit: limit, in: handle, into: [UInt8]?.none) { bytes, file in
      if case .bytes(let found) = file.contents { bytes = found }
    }
    return read ?? nil
  }

  /// Whether the repository has an object, of any kind.
  public func has(_ id: ObjectID) throws(GitError) -> Bool { try hasObject(id, in: handle) }

  /// What a full reference name (`refs/heads/main`) points at; nil where there is no such reference.
  public func target(of ref: String) throws(GitError) -> ObjectID? { try readReference(ref, in: handle) }

  /// The short name of the branch that somebody names, and the remote where `origin/main` is what its branch is called
  /// in this repository.
  public func readBranchName(_ text: String) throws(GitError) -> (name: String, remote: String?) {
    try Git.readBranchName(text, in: handle)
  }

  // MARK: Configuration

  /// A configuration value by its name (`user.email`); nil where it is not set.
  ///
  /// Read from the files of the repository, the user and the system; `GIT_CONFIG_…` in the environment is not
  /// considered.
  public func configValue(_ name: String) throws(GitError) -> String? { try readConfig(name, in: handle) }

  /// The names of the configured remotes, sorted.
  public func remotes() throws(GitError) -> [String] { try readRemotes(of: handle) }

  /// The remote branch that a local branch is pulled from; nil where none is configured.
  public func upstream(of branch: String) throws(GitError) -> Upstream? { try readUpstream(of: branch, in: handle) }

  // MARK: Writing

  /// Throws where nothing can be written: without permission, on a disk that is read-only or full.
  public func requireWritable() throws(GitError) { try tryWriting(to: handle) }

  /// Writes a commit, but moves no branch.
  public func write(_ draft: CommitDraft) throws(GitError) -> WrittenCommit {
    try writeCommit(draft, in: gitDirectory)
  }

  /// Writes a commit, signed where there is a signer, but moves no branch.
  public func write(_ draft: CommitDraft, signedBy signer: Signer?) async throws(GitError) -> WrittenCommit {
    guard let signer else { return try write(draft) }
    guard let tree = try writeFiles(of: draft, in: gitDirectory) else { return .nothingChanged }
    return .made(try await signer.commit(draft, tree: tree))
  }

  /// Writes a commit that holds no files, only its message, but moves no branch.
  public func writeNote(
    _ message: String, parent: ObjectID?, by signature: Signature
  ) throws(GitError) -> ObjectID {
    try Git.writeNote(message, parent: parent, by: signature, in: handle)
  }

  /// Moves a branch from one commit to another, or makes it (`old` nil); throws `.moved` if it stands elsewhere.
  ///
  /// `reason` goes to the reflog. Index and working tree stay as they are: see `updateCheckout`. With `requiringIndex`, `.locked` is thrown,
  /// and nothing is moved, where the branch is checked out and somebody else has locked the index.
  public func moveBranch(
    _ name: String, from old: ObjectID?, to new: ObjectID, because reason: String, requiringIndex: Bool = false
  ) throws(GitError) {
    try Git.moveBranch(name, from: old, to: new, because: reason, requiringIndex: requiringIndex, in: handle)
  }

  /// Removes the locks on the index and on some branches that a killed process of ours left. Locks of git's own, and of
  /// living processes, stay.
  public func removeDeadLocks(on branches: [String]) throws(GitError) {
    try Git.removeDeadLocks(on: branches, in: handle)
  }

  /// Moves index and working tree below a path from one commit to another, as `HEAD`'s branch did, and nothing else.
  ///
  /// Returns, sorted, the paths that are left as they are because somebody changed them, in the working tree or in the
  /// index. Call it where the branch that moved is checked out; it may be repeated after it was cut short.
  public func updateCheckout(
    below path: String, from old: ObjectID, to new: ObjectID
  ) throws(GitError) -> [String] {
    try Git.updateCheckout(below: path, from: old, to: new, in: handle)
  }
}
