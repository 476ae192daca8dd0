import CLibGit2

/// Writes a draft's blobs, trees and the commit as one pack, but moves no branch.
func writeCommit(_ draft: CommitDraft, in gitDirectory: String) throws(GitError) -> WrittenCommit {
  var pack = try ObjectPack(for: gitDirectory)
  guard let tree = try writeFiles(of: draft, into: &pack) else { return .nothingChanged }
  let commit = try pack.write(commitBytes(draft, tree: tree, in: pack.repository), as: GIT_OBJECT_COMMIT)
  try pack.finish()
  return .made(commit)
}

/// Writes only a draft's blobs and trees; nil where the parent has them already.
func writeFiles(of draft: CommitDraft, in gitDirectory: String) throws(GitError) -> ObjectID? {
  var pack = try ObjectPack(for: gitDirectory)
  let tree = try writeFiles(of: draft, into: &pack)
  try pack.finish()
  return tree
}

private func writeFiles(of draft: CommitDraft, into pack: inout ObjectPack) throws(GitError) -> ObjectID? {
  let changes = try FolderChange(draft.changes)
  var base: ObjectID?
  if let parent = draft.parent {
    base = ObjectID(git_commit_tree_id(try lookUpCommit(parent, in: pack.repository).raw).pointee)
  }
  let written = try writeTree(changes, over: base, at: "", into: &pack)
  let tree = if let written { written } else { try writeEmptyTree(into: &pack) }
  // A merge is a fact of its own, even where it changes no file.
  return tree == base && draft.merged == nil ? nil : tree
}

/// The commit object as git hashes it. A signature is made over these bytes, and joins them as a header.
func commitBytes(
  _ draft: CommitDraft, tree: ObjectID, in repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> [UInt8] {
  try requireNoNUL(in: draft.message)
  let author = try SignatureHandle(draft.author)
  let committer = try SignatureHandle(draft.committer)
  let tree = try lookUpTree(tree, in: repository)
  var parents: [OpaquePointer?] = []
  var buffer = git_buf()
  defer { git_buf_dispose(&buffer) }
  if let parent = draft.parent, let merged = draft.merged {
    let parent = try lookUpCommit(parent, in: repository)
    let merged = try lookUpCommit(merged, in: repository)
    parents = [parent.raw, merged.raw]
    try check(
      git_commit_create_buffer(
        &buffer, repository.raw, author.raw, committer.raw, nil, draft.message, tree.raw, 2, &parents))
  } else if let parent = draft.parent {
    let parent = try lookUpCommit(parent, in: repository)
    parents = [parent.raw]
    try check(
      git_commit_create_buffer(
        &buffer, repository.raw, author.raw, committer.raw, nil, draft.message, tree.raw, 1, &parents))
  } else {
    try check(
      git_commit_create_buffer(
        &buffer, repository.raw, author.raw, committer.raw, nil, draft.message, tree.raw, 0, &parents))
  }
  return Array(UnsafeRawBufferPointer(start: buffer.ptr, count: buffer.size))
}

/// Owns libgit2's form of a signature.
private struct SignatureHandle: ~Copyable {
  let raw: UnsafeMutablePointer<git_signature>

  init(_ signature: Signature) throws(GitError) {
    for text in [signature.name, signature.email] {
      guard !text.isEmpty, !text.utf8.contains(where: { $0 < 0x20 }) else {
        throw .invalid(text, why: "is not allowed in a commit's author")
      }
    }
    var made: UnsafeMutablePointer<git_signature>?
    try check(git_signature_new(&made, signature.name, signature.email, signature.time, Int32(signature.offset)))
    guard let made else { throw .libgit2(code: 0, class: 0, message: "success without a signature") }
    raw = made
  }

  deinit { git_signature_free(raw) }
}

/// Writes a commit without files, each object as a file of its own: a pack for each would trigger git's housekeeping.
func writeNote(
  _ message: String, parent: ObjectID?, by signature: Signature, in repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> ObjectID {
  let raw = repository.raw
  let builder = try Handle<TreeBuilderKind> { git_treebuilder_new($0, raw, nil) }
  var tree = git_oid()
  try check(git_treebuilder_write(&tree, builder.raw))
  let bytes = try commitBytes(
    CommitDraft(parent: parent, changes: [:], message: message, author: signature), tree: ObjectID(tree), in: repository
  )
  let database = try Handle<DatabaseKind> { git_repository_odb($0, raw) }
  var id = git_oid()
  try check(git_odb_write(&id, database.raw, bytes, bytes.count, GIT_OBJECT_COMMIT))
  return ObjectID(id)
}
