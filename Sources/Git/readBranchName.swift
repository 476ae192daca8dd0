import CLibGit2

/// The branch that somebody names: `main`, `refs/heads/main`, or `origin/main` where that is what a remote's branch is
/// called in this repository.
///
/// - Returns: its short name, and the remote where one was named.
func readBranchName(
  _ text: String, in repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> (name: String, remote: String?) {
  let name = branchName(of: text)
  try requireBranchName(name)
  guard name == text else { return (name, nil) }
  for remote in try readRemotes(of: repository) where name.hasPrefix(remote + "/") {
    guard try readReference("refs/remotes/\(name)", in: repository) != nil else { continue }
    if try readReference("refs/heads/\(name)", in: repository) != nil {
      throw .ambiguousRevision(name, candidates: ["refs/heads/\(name)", "refs/remotes/\(name)"])
    }
    return (String(name.dropFirst(remote.count + 1)), remote)
  }
  return (name, nil)
}

/// Throws where git could not hold a branch of this name.
public func requireBranchName(_ name: String) throws(GitError) {
  try requireNoNUL(in: name)
  var isValid: Int32 = 0
  guard git_branch_name_is_valid(&isValid, name) == 0, isValid == 1, !name.hasPrefix("refs/"),
    // `@` is short for `HEAD` wherever git reads a name.
    name != "@"
  else {
    throw .invalid(name, why: "is not the name of a branch")
  }
}
