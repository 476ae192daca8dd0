/// What an examination found out about one thing that has to be right before a fleet can be planned and applied.
public struct Finding: Hashable, Sendable {
  public let check: Check
  public let verdict: Verdict
  /// What is so, as a clause without its full stop. It may hold texts of the panel, the remote or a document, as they are.
  public let message: String
  /// What to do, in sentences; nil where nothing is to be done.
  public let advice: String?

  /// What is the matter with what was looked at.
  public enum Verdict: String, Hashable, Sendable, CaseIterable {
    case ok
    /// It works, and something about it will hurt some day.
    case warning
    /// Something that plan or apply needs is missing or wrong.
    case failure
    /// Nothing that can be asked from here says it, and nothing depends on it.
    case unknown
    /// It could not be looked at, because something else is in the way.
    case unchecked
  }

  public init(_ check: Check, _ verdict: Verdict, _ message: String, advice: String? = nil) {
    self.check = check
    self.verdict = verdict
    self.message = message
    self.advice = advice
  }

  static func ok(_ check: Check, _ message: String) -> Finding { Finding(check, .ok, message) }
}

extension Finding {
  /// What is looked at, in the order in which that is done. The words stand in JSON.
  public enum Check: String, Hashable, Sendable, CaseIterable {
    case environmentFile = "environment-file"
    case names = "variable-names"
    case documents
    case address = "panel-address"
    case connection = "panel-connection"
    case encryption = "panel-encryption"
    case series = "panel-series"
    case clock
    case key
    case keyKind = "key-kind"
    case permission
    case egg
    case rules = "egg-rules"
    case variables = "egg-variables"
    case done = "egg-done"
    case image
    case startup
    case node
    case owner
    case customers
    case limit = "request-limit"
    case limitUse = "request-limit-use"
    case program = "git-program"
    case clone
    case branch
    case remote
    case writing = "remote-writable"
    case lock
    case signing
    case forge
    case forgeToken = "forge-token"
    case protection = "branch-protection"
    case server
    case installation
    case serverImage = "server-image"
    case serverStartup = "server-startup"
    case power
  }

  /// Checks of one kind, which stand together.
  public enum Section: String, Hashable, Sendable, CaseIterable {
    case environment, panel, key, egg, nodes, people, requests, git, server
  }
}

extension Finding.Check {
  public var section: Finding.Section {
    switch self {
    case .environmentFile, .names, .documents: .environment
    case .address, .connection, .encryption, .series, .clock: .panel
    case .key, .keyKind, .permission: .key
    case .egg, .rules, .variables, .done, .image, .startup: .egg
    case .node: .nodes
    case .owner, .customers: .people
    case .limit, .limitUse: .requests
    case .program, .clone, .branch, .remote, .writing, .lock, .signing, .forge, .forgeToken, .protection: .git
    case .server, .installation, .serverImage, .serverStartup, .power: .server
    }
  }

  /// What people call it, in a few letters.
  public var title: String {
    switch self {
    case .environmentFile: ".env.local"
    case .names: "names"
    case .documents: "documents"
    case .address: "address"
    case .connection: "answers"
    case .encryption: "encryption"
    case .series: "version"
    case .clock: "clock"
    case .key: "accepted"
    case .keyKind: "kind"
    case .permission: "permission"
    case .egg: "egg"
    case .rules: "rules"
    case .variables: "variables"
    case .done: "done text"
    case .image, .serverImage: "image"
    case .startup, .serverStartup: "startup"
    case .node: "node"
    case .owner: "owner"
    case .customers: "customers"
    case .limit: "limit"
    case .limitUse: "used by others"
    case .program: "program"
    case .clone: "clone"
    case .branch: "branch"
    case .remote: "remote"
    case .writing: "writable"
    case .lock: "lock"
    case .signing: "signing"
    case .forge: "forge"
    case .forgeToken: "forge token"
    case .protection: "protection"
    case .server: "on the panel"
    case .installation: "installation"
    case .power: "power"
    }
  }
}
