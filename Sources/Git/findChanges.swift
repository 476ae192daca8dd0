import CLibGit2

/// What differs between the trees of two commits. Folders that are the same are not entered.
///
/// The later commit may be anybody's: a name may be in a tree twice, a tree may contain itself a thousand times over,
/// be too large to read, or be no tree at all. Each of these is reported as what it is.
///
/// - Parameters:
///   - budget: how many entries to look at.
///   - passedOver: a folder that is not entered, whatever differs in it.
func findChanges(
  from old: ObjectID, to new: ObjectID, below path: String, passingOver passedOver: String?, budget: Int,
  in repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> TreeChanges {
  let path = try normalised(path)
  var walk = ChangeWalk(budget: budget, passingOver: passedOver)
  let before = try rootEntry(of: old, in: repository)
  let after = try rootEntry(of: new, in: repository)
  guard !path.isEmpty else {
    walk.compare(before, after, at: "", repository)
    return walk.changes
  }
  var (left, right): (FoundEntry?, FoundEntry?) = (before, after)
  for name in try pathComponents(of: path) {
    if let folder = left { left = readNames(of: folder.id, in: repository)?[name] ?? nil }
    guard let folder = right else { continue }
    let names = readNames(of: folder.id, in: repository) ?? [:]
    if names.keys.contains(name), names[name] == .some(nil) {
      walk.report(path, .unclear(why: "it has \(name) more than once"))
      return walk.changes
    }
    right = names[name] ?? nil
  }
  walk.compare(left, right, at: path, repository)
  return walk.changes
}

private func rootEntry(
  of commit: ObjectID, in repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> FoundEntry {
  let commit = try lookUpCommit(commit, in: repository)
  return FoundEntry(
    id: ObjectID(git_commit_tree_id(commit.raw).pointee), mode: UInt32(GIT_FILEMODE_TREE.rawValue))
}

/// The deepest folder that is entered, and the largest tree that is read: far more than a fleet has.
private let deepest = 100
private let largestTree = 16 << 20

/// The entries of a tree by name; nil for a name that is there more than once. Nil where there is no tree that can be
/// read.
private func readNames(
  of tree: ObjectID, in repository: borrowing Handle<RepositoryKind>
) -> [String: FoundEntry?]? {
  guard isReadable(tree, in: repository), let tree = try? lookUpTree(tree, in: repository) else {
    git_error_clear()
    return nil
  }
  var names: [String: FoundEntry?] = [:]
  for index in 0..<git_tree_entrycount(tree.raw) {
    guard let entry = git_tree_entry_byindex(tree.raw, index) else { continue }
    let name = String(cString: git_tree_entry_name(entry))
    names[name] = .some(names.keys.contains(name) ? nil : FoundEntry(entry))
  }
  return names
}

private func isReadable(_ tree: ObjectID, in repository: borrowing Handle<RepositoryKind>) -> Bool {
  let raw = repository.raw
  guard let database = try? Handle<DatabaseKind>({ git_repository_odb($0, raw) }) else { return false }
  var (oid, size, type) = (tree.raw, 0, GIT_OBJECT_TREE)
  guard git_odb_read_header(&size, &type, database.raw, &oid) == 0 else {
    git_error_clear()
    return false
  }
  return type == GIT_OBJECT_TREE && size <= largestTree
}

private struct ChangeWalk {
  var changes = TreeChanges()
  private var budget: Int
  private let passedOver: String?

  init(budget: Int, passingOver passedOver: String?) {
    self.budget = budget
    self.passedOver = passedOver
  }

  mutating func report(_ path: String, _ what: TreeChange.What) {
    changes.list.append(TreeChange(path: path, what: what))
  }

  mutating func compare(
    _ old: FoundEntry?, _ new: FoundEntry?, at path: String, depth: Int = 0,
    _ repository: borrowing Handle<RepositoryKind>
  ) {
    guard old != new else { return }
    guard let new else { return report(path, .removed) }
    if let kind = new.kind { return report(path, .put(TreeEntry(path: path, kind: kind, id: new.id))) }
    guard path != passedOver else { return }
    guard depth < deepest else { return report(path, .unclear(why: "it is nested deeper than \(deepest) folders")) }
    guard let after = readNames(of: new.id, in: repository) else {
      return report(path, .unclear(why: "its tree cannot be read"))
    }
    var before: [String: FoundEntry?] = [:]
    if let old, old.kind == nil { before = readNames(of: old.id, in: repository) ?? [:] }
    budget -= after.count + before.count
    guard budget >= 0 else {
      changes.isCutOff = true
      return
    }
    // Among a hundred thousand names few differ.
    let put = after.filter { name, entry in entry == nil || before[name] != .some(entry) }
    for (name, entry) in put.sorted(by: { $0.key < $1.key }) {
      let inner = path.isEmpty ? name : "\(path)/\(name)"
      guard let entry else {
        report(inner, .unclear(why: "its name appears more than once"))
        continue
      }
      guard isUsual(name) else {
        report(inner, .unclear(why: "its name is not a valid file name"))
        continue
      }
      compare(before[name] ?? nil, entry, at: inner, depth: depth + 1, repository)
      if changes.isCutOff { return }
    }
    for name in before.keys.filter({ after[$0] == nil }).sorted() {
      report(path.isEmpty ? name : "\(path)/\(name)", .removed)
    }
  }

  private func isUsual(_ name: String) -> Bool {
    !name.contains("/") && ((try? pathComponents(of: name)) != nil)
  }
}

/// What changed at one path between two commits.
public struct TreeChange: Hashable, Sendable {
  /// From the repository's root; where a whole folder is gone, the folder's path.
  public let path: String
  public let what: What

  /// What the later commit has there.
  public enum What: Hashable, Sendable {
    /// Something different, or something where there was nothing.
    case put(TreeEntry)
    /// Nothing any more.
    case removed
    /// Something that cannot be determined, and why: a name that is there twice, a tree that cannot be read.
    case unclear(why: String)
  }
}

/// The paths that differ between two commits, as far as the comparison went.
public struct TreeChanges: Hashable, Sendable {
  public internal(set) var list: [TreeChange] = []
  /// Whether the budget ended before the comparison did.
  public internal(set) var isCutOff = false
}
