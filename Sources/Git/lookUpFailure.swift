import CLibGit2

/// Tells a missing object by its id and by what kind of clone lacks it.
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
  // It only chooses the advice: a configuration that cannot be read has been an error long before.
  guard let names = try? readConfigNames(of: repository) else { return false }
  return names.contains { name in
    name == "extensions.partialclone"
      || name.hasPrefix("remote.") && (name.hasSuffix(".promisor") || name.hasSuffix(".partialclonefilter"))
  }
}
