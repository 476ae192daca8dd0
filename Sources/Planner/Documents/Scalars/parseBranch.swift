/// Reads the short name of a branch, as git allows it: `main`, `release/2026`.
package func parseBranch(_ text: String) throws(ScalarError) -> String {
  let start = "refs/heads/"
  if text.hasPrefix(start), isBranchName(text.dropFirst(start.count)) {
    throw ScalarError(
      "bad-branch", "\(quoted(text)) is a full reference", hint: "write \(quoted(String(text.dropFirst(start.count))))")
  }
  guard isBranchName(text[...]), !text.hasPrefix("refs/") else {
    throw ScalarError(
      "bad-branch", "\(quoted(text)) is not the name of a branch", hint: "write its short name, such as `main`")
  }
  return text
}

/// Whether git takes it as the name of a branch, and a file can have it.
///
/// Source: git-check-ref-format(1).
private func isBranchName(_ text: Substring) -> Bool {
  guard (1...200).contains(text.utf8.count), text != "HEAD", text != "@", !text.hasPrefix("-"), !text.hasSuffix("."),
    !text.contains(".."), !text.contains("@{")
  else { return false }
  let forbidden = Set("~^:?*[\\".utf8)
  guard text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F && !forbidden.contains($0) }) else { return false }
  return text.split(separator: "/", omittingEmptySubsequences: false).allSatisfy {
    !$0.isEmpty && !$0.hasPrefix(".") && !$0.hasSuffix(".lock")
  }
}
