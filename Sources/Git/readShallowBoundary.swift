import CLibGit2
import Glibc

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
    guard let id = ObjectID(text) else { throw .invalid(text, why: "is no commit id in \(path)") }
    boundary.insert(id)
  }
  return boundary
}
