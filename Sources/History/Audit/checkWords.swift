import Git
import Planner

extension LineAudit {
  /// Looks for secrets and addresses that a commit brings in, in its files and in its message. What is found is not repeated, and nor is
  /// what was found already in the merge that brought the commit.
  ///
  /// - Parameter parent: nil for a commit without one, to which all is new.
  mutating func checkWords(of commit: CommitFacts, _ parent: ObjectID?, _ files: [String]) async throws(GitError) {
    let message = try await history.repository.commit(commit.id).message
    for line in message.split(separator: "\n") {
      guard let what = secretKind(in: line), shown.insert(String(line)).inserted else { continue }
      find(.secret, commit, "its message has what looks like \(what)")
    }
    for path in files {
      guard let bytes = try await history.document(at: path, of: commit.id) else { continue }
      // The settings name the author of results commits, and other files are no documents.
      let isPersonal =
        history.order(at: path) != nil || path.hasSuffix("/catalog.yaml") || path.hasPrefix(history.resultsPath)
      let found = suspects(in: bytes, lookingForAddresses: isPersonal)
      guard !found.isEmpty else { continue }
      var old: Set<Substring> = []
      if let parent, let before = try await history.document(at: path, of: parent) {
        old = Set(String(decoding: before, as: UTF8.self).split(separator: "\n"))
      }
      for suspect in found where !old.contains(suspect.line) && shown.insert(String(suspect.line)).inserted {
        if let what = suspect.secret {
          find(.secret, commit, "line \(suspect.number) has what looks like \(what)", at: path)
        } else {
          find(.email, commit, "line \(suspect.number) has an e-mail address", at: path)
        }
      }
    }
  }
}

/// A line that looks as if it should not be in a repository.
private struct SuspectLine {
  let number: Int
  let line: Substring
  /// What kind of secret; nil for an address.
  let secret: String?
}

private func suspects(in bytes: [UInt8], lookingForAddresses: Bool) -> [SuspectLine] {
  // A file with a NUL is no text.
  guard !bytes.contains(0), isSuspicious(bytes) || lookingForAddresses && bytes.contains(UInt8(ascii: "@")) else {
    return []
  }
  var found: [SuspectLine] = []
  let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
  for (index, line) in lines.enumerated() {
    if let secret = secretKind(in: line) {
      found.append(SuspectLine(number: index + 1, line: line, secret: secret))
    } else if lookingForAddresses, hasAddress(line) {
      found.append(SuspectLine(number: index + 1, line: line, secret: nil))
    }
  }
  return found
}
