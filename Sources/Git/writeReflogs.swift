import CLibGit2
import Glibc

/// Adds a line to a branch's reflog, and to that of `HEAD` where the branch is checked out, as far as the configuration
/// wants reflogs.
func writeReflogs(
  of ref: String, from old: ObjectID?, to new: ObjectID, because reason: String,
  in repository: borrowing Handle<RepositoryKind>
) throws(GitError) {
  let common = String(cString: git_repository_commondir(repository.raw))
  var files = [(folder: common, name: "logs/\(ref)")]
  if try isCheckedOut(ref, in: repository) {
    files.append((String(cString: git_repository_path(repository.raw)), "logs/HEAD"))
  }
  let line = try reflogLine(from: old, to: new, because: reason, in: repository)
  let wantsNew = try wantsNewReflogs(repository)
  for (folder, name) in files where wantsNew || access(folder + name, F_OK) == 0 {
    try makeFolders(of: name, below: folder)
    try writeFile(line, at: folder + name, O_APPEND)
  }
}

/// Whether to begin reflogs where there are none yet.
private func wantsNewReflogs(_ repository: borrowing Handle<RepositoryKind>) throws(GitError) -> Bool {
  switch try readConfig("core.logallrefupdates", in: repository)?.lowercased() {
  case nil: git_repository_is_bare(repository.raw) == 0
  case "false", "no", "off", "0", "": false
  case .some: true
  }
}

private func reflogLine(
  from old: ObjectID?, to new: ObjectID, because reason: String, in repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> String {
  var signature: UnsafeMutablePointer<git_signature>?
  if git_signature_default(&signature, repository.raw) < 0 {
    try check(git_signature_now(&signature, "unknown", "unknown"))
  }
  guard let signature else { throw .libgit2(code: 0, class: 0, message: "success without a signature") }
  defer { git_signature_free(signature) }
  let who = "\(String(cString: signature.pointee.name)) <\(String(cString: signature.pointee.email))>"
  let before = old?.description ?? String(repeating: "0", count: 40)
  return "\(before) \(new) \(who) \(moment(signature.pointee.when))\t\(reason)\n"
}

/// `1790000000 +0200`
private func moment(_ time: git_time) -> String {
  func twoDigits(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
  let offset = abs(time.offset)
  return "\(time.time) \(time.offset < 0 ? "-" : "+")\(twoDigits(offset / 60))\(twoDigits(offset % 60))"
}
