import FoundationEssentials
public import Git
public import Planner

/// What a repository shows of how its people work, as far as a new fleet can go by it.
public struct RepositorySigns: Sendable {
  /// The branch that is checked out; nil where there is no repository, or none is.
  public let branch: String?
  /// Where a remote or a file says which forge it is.
  public let forge: NewFleet.Forge?
}

extension Workspace {
  /// Looks at the branch, the remotes and the files of the repository.
  public func readSigns() async throws(GitError) -> RepositorySigns {
    guard let repository else { return RepositorySigns(branch: nil, forge: nil) }
    var forge: NewFleet.Forge?
    for remote in try await repository.remotes() where forge == nil {
      let url = try await repository.configValue("remote.\(remote).url") ?? ""
      forge = likelyForge(of: url)
    }
    return RepositorySigns(branch: try await repository.head().branch, forge: forge ?? forgeOfFiles)
  }

  /// The forge whose workflows are there already.
  private var forgeOfFiles: NewFleet.Forge? {
    let signs: [(String, NewFleet.Forge)] = [
      (".forgejo", .forgejo), (".gitea", .gitea), (".github/workflows", .github), (".gitlab-ci.yml", .gitlab),
    ]
    return signs.first { FileManager.default.fileExists(atPath: "\(root)/\($0.0)") }?.1
  }
}

/// The forge that a remote's address names: github.com, codeberg.org, or a host of one's own that is called after its program.
func likelyForge(of url: String) -> NewFleet.Forge? {
  let host = url.lowercased().split { "/@:".contains($0) }.first { $0.contains(".") } ?? ""
  if host == "codeberg.org" { return .forgejo }
  return [NewFleet.Forge.github, .gitlab, .forgejo, .gitea].first { forge in
    host.split(separator: ".").contains { $0 == forge.rawValue }
  }
}
