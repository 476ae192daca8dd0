/// How one continuous-integration system tells its runs what they are for.
struct CISystem: Sendable {
  /// Variables that only exist in runs of this system.
  let markers: [String]
  /// Variables that name the branch; the first that is set counts.
  let branches: [BranchVariable]
  /// What only runs for pull requests, merge queues and tags have.
  let otherwise: [Sign]
  /// The address of the run's page.
  let runURL: @Sendable ([String: String]) -> String?

  /// A variable that names a branch, and how.
  enum BranchVariable: Sendable {
    /// `main`
    case plain(String)
    /// `refs/heads/main`; other references are not branches.
    case reference(String)
    /// `origin/main`, as Jenkins has it; without a remote's name, `main`.
    case tracking(String)
  }

  /// What a variable says.
  enum Sign: Sendable {
    /// It is set, and not to `false`.
    case set(String)
    case begins(String, String)
  }

  func isPresent(in variables: [String: String]) -> Bool { markers.contains { variables[$0] != nil } }

  func subject(in variables: [String: String]) -> CIEnvironment.Subject {
    if otherwise.contains(where: { $0.stands(in: variables) }) { return .noBranch }
    guard let variable = branches.first(where: { variables[$0.name] != nil }), let value = variables[variable.name]
    else { return .unknown }
    return variable.read(value)
  }
}

extension CISystem.Sign {
  fileprivate func stands(in variables: [String: String]) -> Bool {
    switch self {
    case .set(let name): variables[name].map { $0.lowercased() != "false" } ?? false
    case .begins(let name, let start): variables[name]?.lowercased().hasPrefix(start) ?? false
    }
  }
}

extension CISystem.BranchVariable {
  fileprivate var name: String {
    switch self {
    case .plain(let name), .reference(let name), .tracking(let name): name
    }
  }

  fileprivate func read(_ value: String) -> CIEnvironment.Subject {
    switch self {
    case .plain: return .branch(value)
    case .reference:
      guard value.hasPrefix("refs/heads/"), value != "refs/heads/" else { return .noBranch }
      return .branch(String(value.dropFirst("refs/heads/".count)))
    case .tracking:
      let short = value.hasPrefix("refs/remotes/") ? value.dropFirst("refs/remotes/".count) : value[...]
      let name = short.hasPrefix("origin/") ? short.dropFirst("origin/".count) : short
      // Of another remote, or of none: then it is unclear which part is the branch.
      guard !name.isEmpty, name != "HEAD", name != "detached", name != short || !name.contains("/") else {
        return .unknown
      }
      return .branch(String(name))
    }
  }
}
