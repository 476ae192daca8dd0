import CLibGit2

/// The bytes of a file as a checkout writes them: with the line breaks that `core.autocrlf` and `.gitattributes` ask for.
///
/// Only what libgit2 does itself is done, line breaks and `ident`; no program is run.
func convertForWorkTree(
  _ bytes: [UInt8], at path: String, in repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> [UInt8] {
  guard !bytes.isEmpty else { return bytes }
  var filters: OpaquePointer?
  try check(git_filter_list_load(&filters, repository.raw, nil, path, GIT_FILTER_TO_WORKTREE, 0))
  // There are none where nothing is to be changed.
  guard let filters else { return bytes }
  defer { git_filter_list_free(filters) }
  var converted = git_buf()
  defer { git_buf_dispose(&converted) }
  try check(
    bytes.withUnsafeBufferPointer { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        git_filter_list_apply_to_buffer(&converted, filters, $0.baseAddress, $0.count)
      }
    })
  return Array(UnsafeRawBufferPointer(start: converted.ptr, count: converted.size))
}
