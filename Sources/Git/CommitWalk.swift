import CLibGit2
import Glibc

/// Walks from commits to their parents, the newest first, and ends where a shallow clone ends.
struct CommitWalk: ~Copyable {
  /// A commit still to be visited, and what its caller wants to remember about it.
  struct Step {
    let id: ObjectID
    let parents: [ObjectID]
    let tree: ObjectID
    fileprivate let time: Int64
  }

  private let boundary: Set<ObjectID>
  private var pending: [Step] = []
  private var seen: Set<ObjectID> = []

  init(of repository: borrowing Handle<RepositoryKind>) throws(GitError) {
    boundary = try readShallowBoundary(of: repository)
  }

  /// Reads a commit without visiting it.
  func read(_ id: ObjectID, in repository: borrowing Handle<RepositoryKind>) throws(GitError) -> Step {
    let commit = try lookUpCommit(id, in: repository)
    return Step(
      id: id, parents: boundary.contains(id) ? [] : recordedParents(of: commit),
      tree: ObjectID(git_commit_tree_id(commit.raw).pointee), time: git_commit_time(commit.raw))
  }

  /// Queues a commit, unless it was queued before.
  mutating func visit(_ step: Step) {
    guard seen.insert(step.id).inserted else { return }
    // Kept sorted, the newest last. A new step is nearly always the oldest of very few.
    let place = pending.firstIndex { $0.time >= step.time } ?? pending.endIndex
    pending.insert(step, at: place)
  }

  /// The newest of the queued commits.
  mutating func next() -> Step? { pending.popLast() }
}

/// Whether a commit is another one or comes before it.
func isAncestor(
  _ old: ObjectID, of new: ObjectID, in repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> Bool {
  var history = try CommitWalk(of: repository)
  history.visit(try history.read(new, in: repository))
  while let step = history.next() {
    if step.id == old { return true }
    for parent in step.parents { history.visit(try history.read(parent, in: repository)) }
  }
  return false
}

/// A commit that both commits descend from, the newest as far as times tell; nil where the available history has none.
func commonAncestor(
  of one: ObjectID, and other: ObjectID, limit: Int, in repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> ObjectID? {
  var ancestors: Set<ObjectID> = []
  var history = try CommitWalk(of: repository)
  history.visit(try history.read(one, in: repository))
  while let step = history.next() {
    ancestors.insert(step.id)
    for parent in step.parents { history.visit(try history.read(parent, in: repository)) }
  }
  history = try CommitWalk(of: repository)
  history.visit(try history.read(other, in: repository))
  var left = limit
  while left > 0, let step = history.next() {
    left -= 1
    if ancestors.contains(step.id) { return step.id }
    for parent in step.parents { history.visit(try history.read(parent, in: repository)) }
  }
  return nil
}

/// The commits of a shallow clone whose parents were not fetched; empty for a complete one.
func readShallowBoundary(of repository: borrowing Handle<RepositoryKind>) throws(GitError) -> Set<ObjectID> {
  guard git_repository_is_shallow(repository.raw) == 1 else { return [] }
  let path = String(cString: git_repository_commondir(repository.raw)) + "shallow"
  guard let file = fopen(path, "re") else { throw systemFailure("reading \(path)") }
  defer { fclose(file) }
  var boundary: Set<ObjectID> = []
  var line = [CChar](repeating: 0, count: 64)
  while fgets(&line, Int32(line.count), file) != nil {
    let text = String(decoding: line.prefix { $0 != 0 && $0 != 10 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    guard let id = ObjectID(text) else { throw .invalid(text, why: "in \(path) is not a commit id") }
    boundary.insert(id)
  }
  return boundary
}
