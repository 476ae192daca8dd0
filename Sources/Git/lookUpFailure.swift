import CLibGit2

/// Tells a missing object by its id and by what kind of clone lacks it.
func lookUpFailure(
  _ error: GitError, _ id: ObjectID, in repository: borrowing Handle<RepositoryKind>
) -> GitError {
  guard case .libgit2(GIT_ENOTFOUND.rawValue, _, _) = error else { return error }
  return .missingObject(id, completeness(of: repository))
}

private func completeness(of repository: borrowing Handle<RepositoryKind>) -> GitError.Completeness {
  if isPartialClone(repository) { return .partial }
  return git_repository_is_shallow(repository.raw) == 1 ? .shallow : .complete
}

private func isPartialClone(_ repository: borrowing Handle<RepositoryKind>) -> Bool {
  var config: OpaquePointer?
  guard git_repository_config_snapshot(&config, repository.raw) == 0, let config else { return false }
  defer { git_config_free(config) }
  var found = false
  for name in ["^extensions\\.partialclone$", "^remote\\..*\\.promisor$", "^remote\\..*\\.partialclonefilter$"] {
    git_config_foreach_match(
      config, name,
      { _, found in
        found?.assumingMemoryBound(to: Bool.self).pointee = true
        return 0
      }, &found)
  }
  return found
}
