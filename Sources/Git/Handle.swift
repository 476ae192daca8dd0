import CLibGit2
import Glibc

/// What kind of libgit2 object a handle owns, and how it is freed.
protocol HandleKind {
  static func free(_ pointer: OpaquePointer)
}

/// Owns one libgit2 object and frees it when it goes.
struct Handle<Kind: HandleKind>: ~Copyable {
  let raw: OpaquePointer

  /// Calls the libgit2 function that makes the object; a return code below zero is thrown.
  init(_ make: (UnsafeMutablePointer<OpaquePointer?>) -> Int32) throws(GitError) {
    var pointer: OpaquePointer?
    try check(make(&pointer))
    guard let pointer else { throw .libgit2(code: 0, class: 0, message: "success without an object") }
    raw = pointer
  }

  deinit { Kind.free(raw) }
}

enum CommitKind: HandleKind { static func free(_ pointer: OpaquePointer) { git_commit_free(pointer) } }
enum ConfigKind: HandleKind { static func free(_ pointer: OpaquePointer) { git_config_free(pointer) } }
enum ConfigIteratorKind: HandleKind { static func free(_ pointer: OpaquePointer) { git_config_iterator_free(pointer) } }
enum ConflictIteratorKind: HandleKind {
  static func free(_ pointer: OpaquePointer) { git_index_conflict_iterator_free(pointer) }
}
enum DatabaseKind: HandleKind { static func free(_ pointer: OpaquePointer) { git_odb_free(pointer) } }
enum DatabaseObjectKind: HandleKind { static func free(_ pointer: OpaquePointer) { git_odb_object_free(pointer) } }
enum DiffKind: HandleKind { static func free(_ pointer: OpaquePointer) { git_diff_free(pointer) } }
enum IndexKind: HandleKind { static func free(_ pointer: OpaquePointer) { git_index_free(pointer) } }
enum ObjectKind: HandleKind { static func free(_ pointer: OpaquePointer) { git_object_free(pointer) } }
enum PackBuilderKind: HandleKind { static func free(_ pointer: OpaquePointer) { git_packbuilder_free(pointer) } }
enum ReferenceIteratorKind: HandleKind {
  static func free(_ pointer: OpaquePointer) { git_reference_iterator_free(pointer) }
}
enum ReferenceKind: HandleKind { static func free(_ pointer: OpaquePointer) { git_reference_free(pointer) } }
enum ReflogKind: HandleKind { static func free(_ pointer: OpaquePointer) { git_reflog_free(pointer) } }
enum RepositoryKind: HandleKind { static func free(_ pointer: OpaquePointer) { git_repository_free(pointer) } }
enum StatusListKind: HandleKind { static func free(_ pointer: OpaquePointer) { git_status_list_free(pointer) } }
enum TreeBuilderKind: HandleKind { static func free(_ pointer: OpaquePointer) { git_treebuilder_free(pointer) } }
enum TreeKind: HandleKind { static func free(_ pointer: OpaquePointer) { git_tree_free(pointer) } }

/// The library itself: started once in a process, never stopped.
enum LibGit2 {
  /// Evaluated when the first repository is opened.
  static let started: Bool = {
    guard git_libgit2_init() > 0 else { return false }
    // A commit that was reported must survive a power cut.
    bf_git_opts_enable_fsync(1)
    // libgit2 knows neither `safe.directory=*` nor git's environment: `requireTrust` asks git itself instead.
    bf_git_opts_set_owner_validation(0)
    // A partial clone reads like any other; what it lacks is reported as a missing object. A sparse checkout gives the
    // worktree a configuration of its own, and nothing in that is read here.
    bf_git_opts_allow_extensions("partialclone", "worktreeconfig")
    // As git itself reads: what arrives is hashed when it is fetched, and what is stored has a checksum beside that.
    bf_git_opts_verify_hashes(0)
    // Whole packs, mapped as libgit2 does, would count as this process's memory.
    bf_git_opts_set_window_size(1 << 20)
    bf_git_opts_set_mapped_limit(16 << 20)
    return true
  }()
}

/// Writes a file where objects go, and removes it again. Should the process be killed in between, git's own cleaning
/// removes the file.
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
