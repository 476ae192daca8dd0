import CLibGit2
import Glibc

/// Whether the working tree is as in `HEAD`, below a path.
public enum Difference: Hashable, Sendable {
  /// Every file is as in `HEAD`, and there is no other file.
  case clean
  /// These paths are changed, added (ignored ones too) or missing, sorted.
  case changed([String])
}

/// Compares index and working tree with `HEAD`. Ignored files count, because whoever reads the folder reads them.
func findDifference(
  below path: String, in repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> Difference {
  try requireWorkTree(of: repository)
  let path = try normalised(path)
  let visible: [String]
  do { visible = try statusPaths(below: path, in: repository) } catch {
    // libgit2 enters no folder of a working tree that is nested more than 100 deep.
    guard case .libgit2(_, _, let message) = error, message.contains("nesting too deep"), !path.isEmpty else {
      throw error
    }
    visible = try changesThatAreListed(below: path, in: repository)
  }
  var paths = Set(visible + (try hiddenChanges(below: path, in: repository)))
  if !paths.isEmpty, let head = try readHead(of: repository).commit {
    // These files are meant to have other bytes in the working tree; whoever reads the commit reports them.
    let files = paths.union(paths.flatMap(attributesFiles))
    let filtered = try findFilters(on: Array(files), below: path, .commit(head), in: repository)
    paths.subtract(filtered.keys)
  }
  return paths.isEmpty ? .clean : .changed(paths.sorted())
}

private func statusPaths(
  below path: String, in repository: borrowing Handle<RepositoryKind>,
  _ show: git_status_show_t = GIT_STATUS_SHOW_INDEX_AND_WORKDIR
) throws(GitError) -> [String] {
  let raw = repository.raw
  var options = git_status_options()
  try check(git_status_options_init(&options, UInt32(GIT_STATUS_OPTIONS_VERSION)))
  options.show = show
  options.flags = statusFlags
  let list = try withPathspec(path) { (pathspec) throws(GitError) in
    options.pathspec = pathspec
    return try Handle<StatusListKind> { git_status_list_new($0, raw, &options) }
  }
  var (paths, missing): ([String], [String]) = ([], [])
  for number in 0..<git_status_list_entrycount(list.raw) {
    guard let entry = git_status_byindex(list.raw, number)?.pointee,
      let delta = (entry.index_to_workdir ?? entry.head_to_index)?.pointee
    else { continue }
    let path = String(cString: delta.old_file.path ?? delta.new_file.path)
    if entry.head_to_index == nil, delta.status == GIT_DELTA_DELETED {
      missing.append(path)
    } else {
      paths.append(path)
    }
  }
  guard !missing.isEmpty else { return paths }
  // What a sparse checkout leaves out is not missing.
  let index = try openIndex(of: repository)
  return paths + missing.filter { git_index_get_bypath(index.raw, $0, 0).map { !isLeftOut($0.pointee) } ?? true }
}

/// The differences between the listings of a folder and of a commit, where one folder is too deep to be entered: nobody
/// reads what is in it.
private func changesThatAreListed(
  below path: String, in repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> [String] {
  guard let head = try readHead(of: repository).commit, let root = git_repository_workdir(repository.raw) else {
    return []
  }
  let committed = try listTree(at: head, below: path, in: repository)
  let found = try listFolder(path, in: Folder(root: String(cString: root)))
  var changed = try statusPaths(below: path, in: repository, GIT_STATUS_SHOW_INDEX_ONLY)
  changed += Set(committed.map(\.path)).symmetricDifference(found.map(\.path))
  let kinds = Dictionary(found.map { ($0.path, $0.kind) }) { first, _ in first }
  for entry in committed {
    guard let kind = kinds[entry.path] else { continue }
    if !(try isSame(entry, kind, in: repository)) { changed.append(entry.path) }
  }
  return changed
}

private func isSame(
  _ entry: TreeEntry, _ kind: FoundFile.Kind, in repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> Bool {
  switch entry.kind {
  case .folder: return kind == .folder
  // What it is cannot be looked at by its path.
  case .misnamed(let isFolder): return kind == .misnamed(isFolder: isFolder)
  case .symlink: return kind == .symlink
  case .submodule: return false
  case .file, .executable:
    guard kind == .file else { return false }
    var id = git_oid()
    try check(git_repository_hashfile(&id, repository.raw, entry.path, GIT_OBJECT_BLOB, nil))
    return ObjectID(id) == entry.id
  }
}

private let statusFlags =
  GIT_STATUS_OPT_INCLUDE_UNTRACKED.rawValue | GIT_STATUS_OPT_RECURSE_UNTRACKED_DIRS.rawValue
  | GIT_STATUS_OPT_INCLUDE_IGNORED.rawValue | GIT_STATUS_OPT_RECURSE_IGNORED_DIRS.rawValue
  | GIT_STATUS_OPT_INCLUDE_UNREADABLE.rawValue | GIT_STATUS_OPT_DISABLE_PATHSPEC_MATCH.rawValue

/// Files that git was told not to look at (sparse checkout, assume-unchanged): clean for `git status`, though they may
/// be missing or changed for whoever reads the folder.
private func hiddenChanges(
  below path: String, in repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> [String] {
  let index = try openIndex(of: repository)
  let root = try Folder(workTreeOf: repository)
  var changed: [String] = []
  for position in 0..<git_index_entrycount(index.raw) {
    guard let entry = git_index_get_byindex(index.raw, position)?.pointee, isHidden(entry) else { continue }
    let name = String(cString: entry.path)
    guard isBelow(path, name) else { continue }
    // What a sparse checkout leaves out is as in `HEAD`; a file that exists all the same is compared.
    if isLeftOut(entry), isAbsent(name, in: root) { continue }
    var id = git_oid()
    let code = git_repository_hashfile(&id, repository.raw, name, GIT_OBJECT_BLOB, nil)
    if code < 0 || ObjectID(id) != ObjectID(entry.id) { changed.append(name) }
  }
  git_error_clear()
  return changed
}

private func isHidden(_ entry: git_index_entry) -> Bool {
  UInt32(entry.flags) & GIT_INDEX_ENTRY_VALID.rawValue != 0 || isLeftOut(entry)
}

/// Whether a sparse checkout leaves the file out.
private func isLeftOut(_ entry: git_index_entry) -> Bool {
  UInt32(entry.flags_extended) & GIT_INDEX_ENTRY_SKIP_WORKTREE.rawValue != 0
}

private func isAbsent(_ path: String, in root: borrowing Folder) -> Bool {
  var status = stat()
  return fstatat(root.descriptor, path, &status, AT_SYMLINK_NOFOLLOW) != 0 && [ENOENT, ENOTDIR].contains(errno)
}

/// A file below a path that a sparse checkout leaves out; nil where everything is there.
func findLeftOut(below path: String, in repository: borrowing Handle<RepositoryKind>) throws(GitError) -> String? {
  let path = try normalised(path)
  let index = try openIndex(of: repository)
  let root = try Folder(workTreeOf: repository)
  for position in 0..<git_index_entrycount(index.raw) {
    guard let entry = git_index_get_byindex(index.raw, position)?.pointee, isLeftOut(entry) else { continue }
    let name = String(cString: entry.path)
    if isBelow(path, name), isAbsent(name, in: root) { return name }
  }
  return nil
}

/// Whether a file is at a path or in the folder there; the empty path is the root.
func isBelow(_ path: String, _ file: String) -> Bool {
  path.isEmpty || file == path || file.hasPrefix(path + "/")
}
