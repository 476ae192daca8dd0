import CLibGit2
import Glibc

/// Makes a pathspec of one path for the body; the empty path makes an empty one, which is everything.
func withPathspec<Result: ~Copyable>(
  _ path: String, _ body: (git_strarray) throws(GitError) -> Result
) throws(GitError) -> Result {
  guard !path.isEmpty else { return try body(git_strarray()) }
  let copy = strdup(path)
  defer { free(copy) }
  let pointer = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: 1)
  defer { pointer.deallocate() }
  pointer.initialize(to: copy)
  return try body(git_strarray(strings: pointer, count: 1))
}
