import Git

/// Whose signatures count, and what that is called for people.
struct Trust: Sendable {
  let signers: SignatureCheck.Trust
  let name: String
}

extension FleetHistory {
  /// Whom to trust: an allowed-signers file from outside, else the one that a commit has itself; nil where there is neither.
  func trust(_ file: String?, asOf commit: ObjectID?) async throws(GitError) -> Trust? {
    if let file { return Trust(signers: .file(file), name: file) }
    guard let commit else { return nil }
    for path in signersPaths {
      guard let bytes = try await document(at: path, of: commit) else { continue }
      return Trust(signers: .contents(bytes), name: "\(path) as of \(String("\(commit)".prefix(12)))")
    }
    return nil
  }
}
