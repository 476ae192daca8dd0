import CLibGit2

/// The commit that a revision names, tags peeled.
///
/// A revision is the name of a branch or tag, or a commit's id, followed by `~` and `^` steps. Whatever else git
/// understands (reflogs, searches in messages, the output of `git describe`) is refused: whoever pushes could make it
/// mean something else.
func resolve(
  _ revision: String, in repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> ObjectID {
  try requireNoNUL(in: revision)
  let (name, steps) = split(revision)
  guard isName(name), let steps = readSteps(steps) else { throw noName(revision) }
  guard let start = try findNamed(name == "@" ? "HEAD" : name, in: repository) else {
    throw unknown(revision, in: repository)
  }
  do throws(GitError) {
    guard let first = try peelToCommit(start, in: repository) else { throw noName(revision) }
    let end = try walk(steps, from: first, in: repository)
    // The oldest commits of a shallow clone name parents that are not there.
    guard let end, try hasObject(end, in: repository) else { throw unknown(revision, in: repository) }
    return end
  } catch {
    if case .missingObject = error { throw unknown(revision, in: repository) }
    throw error
  }
}

private func noName(_ revision: String) -> GitError {
  .unknownRevision(revision, .complete, why: "it is not the name of a branch, tag or commit")
}

private func unknown(_ revision: String, in repository: borrowing Handle<RepositoryKind>) -> GitError {
  .unknownRevision(
    revision, completeness(of: repository), why: "this clone has no branch, tag or commit of that name")
}

/// Splits a revision into the name and the steps from there: `main~2` into `main` and `~2`.
private func split(_ revision: String) -> (name: String, steps: Substring) {
  let end = revision.firstIndex { $0 == "~" || $0 == "^" } ?? revision.endIndex
  return (String(revision[..<end]), revision[end...])
}

/// Whether git could hold a reference of this name. A dash at the beginning is a misplaced option.
private func isName(_ name: String) -> Bool {
  if name == "@" { return true }
  var isValid: Int32 = 0
  let code = git_reference_name_is_valid(&isValid, "refs/\(name)")
  return code == 0 && isValid == 1 && !name.hasPrefix("-")
}

/// What a name stands for; nil where nothing has it, an error where more than one thing has.
private func findNamed(
  _ name: String, in repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> ObjectID? {
  // Forty digits are never short for anything else, whatever somebody calls a tag.
  if name.count == 40, let id = ObjectID(name) { return id }
  if name == "HEAD" || name.hasPrefix("refs/") { return try readReference(name, in: repository) }
  // Where people look for what the remote has. Anybody who may push could give a tag this name.
  if let id = try readReference("refs/remotes/\(name)", in: repository) { return id }
  var found: [(what: String, id: ObjectID)] = []
  for ref in ["refs/heads/\(name)", "refs/tags/\(name)", "refs/remotes/\(name)/HEAD", "refs/\(name)"] {
    if let id = try readReference(ref, in: repository) { found.append((ref, id)) }
  }
  if pseudoReferences.contains(name), let id = try readReference(name, in: repository) { found.append((name, id)) }
  // Whoever calls a tag 2024 does not mean an id.
  if found.isEmpty || name.count >= 7, let id = try findAbbreviated(name, in: repository) {
    found.append(("commit \(id)", id))
  }
  guard found.count < 2 else { throw .ambiguousRevision(name, candidates: found.map(\.what)) }
  return found.first?.id
}

/// What git itself writes beside `HEAD`.
private let pseudoReferences: Set = ["FETCH_HEAD", "ORIG_HEAD", "MERGE_HEAD"]

/// The object whose id begins like this; nil where there is none.
private func findAbbreviated(
  _ text: String, in repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> ObjectID? {
  guard (4..<40).contains(text.count), text.allSatisfy(\.isHexDigit) else { return nil }
  let raw = repository.raw
  do {
    var prefix = git_oid()
    try check(git_oid_fromstrn(&prefix, text, text.utf8.count))
    let object = try Handle<ObjectKind> { git_object_lookup_prefix($0, raw, &prefix, text.utf8.count, GIT_OBJECT_ANY) }
    return ObjectID(git_object_id(object.raw).pointee)
  } catch {
    guard case .libgit2(let code, _, _) = error else { throw error }
    if code == GIT_ENOTFOUND.rawValue { return nil }
    guard code == GIT_EAMBIGUOUS.rawValue else { throw error }
    throw .unknownRevision(text, .complete, why: "more than one object's id begins with it")
  }
}

/// C would stop reading at a NUL, and so read another text than the one that was meant.
func requireNoNUL(in text: String) throws(GitError) {
  guard !text.utf8.contains(0) else { throw .invalid(text, why: "holds a NUL character") }
}

/// Whether the object database has an object, of any kind; also one that another process added a moment ago.
func hasObject(_ id: ObjectID, in repository: borrowing Handle<RepositoryKind>) throws(GitError) -> Bool {
  let raw = repository.raw
  let database = try Handle<DatabaseKind> { git_repository_odb($0, raw) }
  var oid = id.raw
  return git_odb_exists(database.raw, &oid) == 1
}

/// Describes a missing object by its id and by the kind of clone that lacks it.
func lookUpFailure(
  _ error: GitError, _ id: ObjectID, in repository: borrowing Handle<RepositoryKind>
) -> GitError {
  guard case .libgit2(GIT_ENOTFOUND.rawValue, _, _) = error else { return error }
  return .missingObject(id, completeness(of: repository))
}

/// How much of the history and its objects a repository has.
func completeness(of repository: borrowing Handle<RepositoryKind>) -> GitError.Completeness {
  if isPartialClone(repository) { return .partial }
  return git_repository_is_shallow(repository.raw) == 1 ? .shallow : .complete
}

private func isPartialClone(_ repository: borrowing Handle<RepositoryKind>) -> Bool {
  // It only chooses the advice: a configuration that cannot be read was an error long before.
  guard let names = try? readConfigNames(of: repository) else { return false }
  return names.contains { name in
    name == "extensions.partialclone"
      || name.hasPrefix("remote.") && (name.hasSuffix(".promisor") || name.hasSuffix(".partialclonefilter"))
  }
}
