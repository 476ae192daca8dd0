/// In what role somebody is named in a commit.
public enum IdentityRole: String, Sendable {
  case author = "GIT_AUTHOR_IDENT"
  case committer = "GIT_COMMITTER_IDENT"
}

extension GitProgram {
  /// Who commits in a repository, and when, as git itself would say it: from its configuration and the environment.
  public func identity(_ role: IdentityRole, in repository: Repository) async throws(GitError) -> Signature {
    let folder = repository.workTree ?? repository.gitDirectory
    let answer = try await at(repository).run(
      ["var", role.rawValue], in: folder, step: "asking git who commits", within: .seconds(30))
    guard answer.status == 0, let signature = Signature(identity: answer.output) else {
      throw .invalid(
        "user.email",
        why:
          "is not set, so git does not know who commits; run git config user.email you@example.com and git config user.name"
      )
    }
    return signature
  }
}

extension Signature {
  /// Reads `Jane Doe <jane@example.com> 1764351234 +0100`.
  init?(identity text: String) {
    guard let open = text.lastIndex(of: "<"), let end = text.lastIndex(of: ">"), open < end else { return nil }
    let name = text[..<open].reversed().drop { $0 == " " }.reversed()
    let email = text[text.index(after: open)..<end]
    let parts = text[text.index(after: end)...].split { $0 == " " || $0 == "\n" }
    guard parts.count == 2, let time = Int64(parts[0]), let zone = Int(parts[1]), !name.isEmpty, !email.isEmpty else {
      return nil
    }
    let minutes = zone.magnitude / 100 * 60 + zone.magnitude % 100
    self.init(name: String(name), email: String(email), time: time, offset: Int(minutes) * zone.signum())
  }
}
