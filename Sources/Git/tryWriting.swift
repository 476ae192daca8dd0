import CLibGit2
import Glibc

/// Writes a file where objects go, and removes it again; git's own cleaning would remove it if this were killed in between.
func tryWriting(to repository: borrowing Handle<RepositoryKind>) throws(GitError) {
  let objects = String(cString: git_repository_commondir(repository.raw)) + "objects"
  var path = Array("\(objects)/tmp_obj_XXXXXX".utf8CString)
  let descriptor = mkstemp(&path)
  guard descriptor >= 0 else { throw systemFailure("writing to \(objects)") }
  defer {
    close(descriptor)
    unlink(path)
  }
  let room = [UInt8](repeating: 0, count: 1 << 16)
  guard write(descriptor, room, room.count) == room.count else { throw systemFailure("writing to \(objects)") }
}
