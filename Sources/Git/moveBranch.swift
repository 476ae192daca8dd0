import CLibGit2
import Glibc

/// Moves a branch if it is where it is expected to be, or creates it if it is expected not to exist.
///
/// Done here and not by libgit2, whose lock on a branch would outlive a killed process: see `RepositoryLock`. It writes
/// what git writes: a line in the reflogs, then a loose reference.
///
/// - Parameter isIndexRequired: whether `.locked` is thrown, and nothing is moved, where the branch is checked out and somebody else has
///   locked the index.
func moveBranch(
  _ name: String, from old: ObjectID?, to new: ObjectID, because reason: String, requiringIndex isIndexRequired: Bool,
  in repository: borrowing Handle<RepositoryKind>
) throws(GitError) {
  try moveReference(
    "refs/heads/\(name)", from: old, to: new, because: reason, requiringIndex: isIndexRequired, in: repository)
}

/// The same for any reference below `refs/`.
func moveReference(
  _ ref: String, from old: ObjectID?, to new: ObjectID, because reason: String, requiringIndex isIndexRequired: Bool,
  in repository: borrowing Handle<RepositoryKind>
) throws(GitError) {
  try requireNoNUL(in: ref)
  var isValid: Int32 = 0
  try check(git_reference_name_is_valid(&isValid, ref))
  guard isValid == 1 else { throw .invalid(branchName(of: ref), why: "cannot be the name of a branch") }
  _ = try lookUpCommit(new, in: repository)
  let common = String(cString: git_repository_commondir(repository.raw))
  try makeFolders(of: ref, below: common)
  let claim = try RepositoryLock(on: repository)
  let indexLock = try lockIndex(ofCheckedOut: ref, isRequired: isIndexRequired, with: claim, in: repository)
  let lock = try claim.lock(common + ref)
  guard try readOwnTarget(of: ref, in: repository) == old else { throw .moved(branch: branchName(of: ref)) }
  if old == nil { try requireRoom(for: ref, in: repository) }
  try writeReflogs(of: ref, from: old, to: new, because: reason, in: repository)
  try writeFile("\(new)\n", at: common + "claim.reference", O_TRUNC)
  // An empty folder that a longer name left behind is removed. One that is not empty stays; then there is no such
  // branch.
  rmdir(common + ref)
  guard rename(common + "claim.reference", common + ref) == 0 else { throw systemFailure("writing \(ref)") }
  _ = consume lock
  _ = consume indexLock
}

/// The lock on the index beside that on the branch that is checked out, taken before it and given back after it.
///
/// A process that is killed in between leaves both. `git pull` then stops at the index, with nothing done; at the branch alone it
/// stops when files and index are changed already, and whoever pulled has a checkout that only a reset mends. An index that somebody
/// else has locked, with a commit in an editor perhaps, is no reason not to move the branch, unless files and index must follow at once.
private func lockIndex(
  ofCheckedOut ref: String, isRequired: Bool, with claim: borrowing RepositoryLock,
  in repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> LockFile? {
  guard git_repository_is_bare(repository.raw) == 0, try isCheckedOut(ref, in: repository) else { return nil }
  do throws(GitError) {
    return try claim.lock(String(cString: git_repository_path(repository.raw)) + "index")
  } catch {
    guard case .locked = error, !isRequired else { throw error }
    return nil
  }
}

/// What a branch points at; nil where there is no such branch. A symbolic one is not ours to move.
private func readOwnTarget(
  of ref: String, in repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> ObjectID? {
  let raw = repository.raw
  do throws(GitError) {
    let found = try Handle<ReferenceKind> { git_reference_lookup($0, raw, ref) }
    guard let target = git_reference_target(found.raw) else {
      throw GitError.invalid(branchName(of: ref), why: "is a symbolic reference to another branch")
    }
    return ObjectID(target.pointee)
  } catch {
    guard case .libgit2(GIT_ENOTFOUND.rawValue, _, _) = error else { throw error }
    return nil
  }
}

/// Branches `a` and `a/b` cannot both exist, however they are stored.
private func requireRoom(for ref: String, in repository: borrowing Handle<RepositoryKind>) throws(GitError) {
  let raw = repository.raw
  let below = try Handle<ReferenceIteratorKind> { git_reference_iterator_glob_new($0, raw, "\(ref)/*") }
  var name: UnsafePointer<CChar>?
  var inTheWay = git_reference_next_name(&name, below.raw) == 0 ? name.map { String(cString: $0) } : nil
  let words = ref.split(separator: "/")
  for count in 3..<max(3, words.count) where inTheWay == nil {
    let parent = words.prefix(count).joined(separator: "/")
    if try readReference(parent, in: repository) != nil { inTheWay = parent }
  }
  guard let inTheWay else { return }
  throw .invalid(branchName(of: ref), why: "conflicts with the branch \(branchName(of: inTheWay))")
}
