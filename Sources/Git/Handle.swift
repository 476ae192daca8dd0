import CLibGit2

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
