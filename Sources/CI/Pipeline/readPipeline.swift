import Applier
import Forges
import Git

/// Finds out where a run of continuous integration runs and what it is for.
///
/// The kinds of forges are told apart in the order GitLab, Forgejo, Gitea, GitHub, because Forgejo's runner also claims to be the ones behind it.
/// Elsewhere only the branch is known, as far as Applier's `CIEnvironment` knows the system.
///
/// - Parameters:
///   - variables: the environment.
///   - file: the bytes of a file by its path; nil where it cannot be read.
public func readPipeline(
  _ variables: [String: String], reading file: (String) -> [UInt8]?
) throws(PipelineFailure) -> Pipeline {
  // An empty variable is as good as none: GitLab sets many so.
  let run = RunVariables(variables.filter { !$0.value.isEmpty })
  switch run.forge {
  case .gitLab: return try readGitLab(run)
  case .forgejo: return try readActions(.forgejo, run, reading: file)
  case .gitea: return try readActions(.gitea, run, reading: file)
  case .gitHub: return try readActions(.gitHub, run, reading: file)
  case nil: return Pipeline(place: nil, event: run.eventElsewhere, runURL: run.runURL)
  }
}

/// The variables of a run, none of them empty.
struct RunVariables {
  let variables: [String: String]
  private let ci: CIEnvironment

  init(_ variables: [String: String]) {
    self.variables = variables
    ci = CIEnvironment(variables)
  }

  subscript(_ name: String) -> String? { variables[name] }

  /// Which forge's runner this is; nil for none of them.
  var forge: ForgeKind? {
    let signs: [(String, ForgeKind)] = [
      ("GITLAB_CI", .gitLab), ("FORGEJO_ACTIONS", .forgejo), ("GITEA_ACTIONS", .gitea), ("GITHUB_ACTIONS", .gitHub),
    ]
    return signs.first { self[$0.0].map { $0.lowercased() != "false" } ?? false }?.1
  }

  /// The run's page.
  var runURL: String? { ci.runURL }

  /// The branch that the run is for.
  var branch: String? { ci.branch }

  /// What a run elsewhere is for.
  var eventElsewhere: Pipeline.Event {
    switch ci.subject {
    case .branch(let name): .branch(BranchEvent(branch: name, commit: nil, cause: .other))
    case .noBranch: .other("a pull request or a tag, of a system whose events are not known")
    case .unknown: .other("something that its environment does not name")
    case .nobody: .nobody
    }
  }

  /// A variable that must be there.
  func require(_ name: String) throws(PipelineFailure) -> String {
    guard let value = self[name] else { throw .missing(name) }
    return value
  }

  /// A variable that must hold the full id of a commit.
  func requireCommit(_ name: String) throws(PipelineFailure) -> String {
    guard let id = fullID(try require(name)) else { throw .bad(variable: name, expected: "the full id of a commit") }
    return id
  }

  /// An address without the slash at its end, as Gitea writes one.
  func address(_ name: String) throws(PipelineFailure) -> String? {
    guard let value = self[name] else { return nil }
    guard isAddress(value) else { throw .bad(variable: name, expected: "an address such as https://git.example.com") }
    return value.hasSuffix("/") ? String(value.dropLast()) : value
  }
}

/// The id where it is a whole one, and not the zeros that stand for no commit.
func fullID(_ text: String) -> String? {
  guard let id = ObjectID(text), text.contains(where: { $0 != "0" }) else { return nil }
  return id.description
}

/// Whether it is an address of the web, with nothing in it that begins another line or another argument.
private func isAddress(_ text: String) -> Bool {
  (text.hasPrefix("https://") || text.hasPrefix("http://")) && text.utf8.allSatisfy { (0x21..<0x7f).contains($0) }
}
