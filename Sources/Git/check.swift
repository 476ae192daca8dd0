import CLibGit2
import Glibc

/// Throws what libgit2 says about a return code below zero. Call it at once: the message belongs to the thread.
@discardableResult
func check(_ code: Int32) throws(GitError) -> Int32 {
  guard code < 0 else { return code }
  throw failure(code)
}

/// The error for a return code, with libgit2's own message.
func failure(_ code: Int32) -> GitError {
  let number = errno
  let last = git_error_last()
  // Where libgit2 has no message (a pack's index on a full disk), the system's last error is better than nothing.
  let message =
    last?.pointee.message.map { String(cString: $0) } ?? "the last system call said: " + systemText(number)
  let kind = last?.pointee.klass ?? 0
  git_error_clear()
  if let unreadable = unreadableIndex(message) { return unreadable }
  if code == GIT_ELOCKED.rawValue { return .locked(detail: message) }
  // libgit2 keeps no errno. Its messages end with strerror's text, which is English as long as nobody calls setlocale.
  for (number, make) in operatingSystemErrors where message.contains(systemText(number)) {
    return make(message)
  }
  return .libgit2(code: code, class: kind, message: message)
}

/// Formats of the index that git writes where it is configured to, and libgit2 does not read.
private func unreadableIndex(_ message: String) -> GitError? {
  for name in ["link", "sdir"] where message.contains("mandatory extension: '\(name)'") {
    return unreadableIndex(extension: name)
  }
  if message.contains("calculated checksum does not match expected") {
    return .unreadableIndex(
      setting: "index.skipHash or feature.manyFiles (or the index is damaged)",
      remedy: "git config index.skipHash false && git update-index --force-write-index")
  }
  return nil
}

/// The error for an index with an extension that its readers must know, and none here does.
func unreadableIndex(extension name: String) -> GitError {
  switch name {
  case "link":
    .unreadableIndex(
      setting: "core.splitIndex",
      remedy: "git config core.splitIndex false && git update-index --no-split-index")
  case "sdir": .unreadableIndex(setting: "index.sparse", remedy: "git sparse-checkout reapply --no-sparse-index")
  default: .invalid("index", why: "has an extension that is not known here; a newer git may have written it")
  }
}

/// The error for the current `errno`, and what was being done.
func systemFailure(_ detail: String) -> GitError {
  let number = errno
  let text = "\(detail): \(systemText(number))"
  let known = operatingSystemErrors.first { $0.0 == number }
  return known?.1(text) ?? .system(errno: number, detail: text)
}

private func systemText(_ number: Int32) -> String { String(cString: strerror(number)) }

private let operatingSystemErrors: [(Int32, @Sendable (String) -> GitError)] = [
  (ENOSPC, { .diskFull(detail: $0) }),
  (EDQUOT, { .diskFull(detail: $0) }),
  (EACCES, { .permissionDenied(detail: $0) }),
  (EPERM, { .permissionDenied(detail: $0) }),
  (EROFS, { .permissionDenied(detail: $0) }),
]
