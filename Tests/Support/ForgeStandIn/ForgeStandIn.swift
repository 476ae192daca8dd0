import Foundation
public import Guarding
import Loopback
public import RepositoryFixtures

/// A forge on loopback: it knows the operations that we use, by a table for each kind, and refuses what the forge refuses. Behind it there may
/// be a real repository, served over HTTP.
public final class ForgeStandIn: Sendable {
  public enum Kind: Sendable, CaseIterable { case gitHub, gitLab, gitea }

  /// An answer that is given instead of the forge's own.
  public struct Fault: Sendable {
    let method: String?
    /// What the path has to contain.
    let path: String
    var times: Int
    let status: Int
    let headers: String
    let body: String
    /// Whether the forge does what was asked before it fails.
    let isDone: Bool
    /// How long it lasts from the first request on; nil where it is counted in requests.
    let lasting: Duration?
    fileprivate var end: ContinuousClock.Instant?

    public init(
      _ method: String? = nil, _ path: String = "", times: Int = 1, lasting: Duration? = nil, status: Int,
      headers: String = "", body: String = "{}", isDone: Bool = false
    ) {
      (self.method, self.path, self.times, self.status) = (method, path, times, status)
      (self.headers, self.body, self.isDone, self.lasting) = (headers, body, isDone, lasting)
    }

    /// Whether it meets a request; one that does begins to run out.
    fileprivate mutating func meets(_ request: Request) -> Bool {
      guard (method ?? request.method) == request.method, path.isEmpty || request.target.contains(path) else {
        return false
      }
      if let lasting {
        let end = self.end ?? .now + lasting
        self.end = end
        return .now < end
      }
      times -= 1
      return times >= 0
    }
  }

  public let kind: Kind
  public let state: Guarded<ForgeState>
  /// Nil where there is nothing but the API.
  public let repository: ForgeRepository?
  private let faults = Guarded([Fault]())
  private let requests = Guarded([String]())
  private let listener: Listener

  /// A forge with a repository `shop/fleet`, a pull request 7 and the tokens `token` (of user 1) and `other` (of user 2).
  public convenience init(_ kind: Kind) throws {
    var state = ForgeState()
    state.users = [
      "token": .init(id: 1, login: "ci"), "other": .init(id: 2, login: "ada"),
    ]
    state.pulls[7] = .init(
      number: 7, title: "Add ord-1", author: 2, head: String(repeating: "a", count: 40), headBranch: "add")
    try self.init(kind, state, nil)
  }

  /// A forge whose repository `shop/fleet` is real: a copy of `seed`. Its users are Ada (token `ada`), Bo (`bo`) and the automation, whose token
  /// is `token`; all may push. The tokens `fork`, of a fork's run, and `job`, of one job of GitLab's, only read.
  public convenience init(_ kind: Kind, serving seed: TemporaryRepository) throws {
    var state = ForgeState()
    let automation =
      switch kind {
      case .gitHub: ForgeState.User(id: 41_898_282, login: "github-actions[bot]", isBot: true)
      case .gitLab: ForgeState.User(id: 90, login: "project_1_bot_5f0c", isBot: true)
      case .gitea: ForgeState.User(id: -2, login: "forgejo-actions", isBot: true)
      }
    var (fork, job) = (automation, ForgeState.User(id: 2, login: "ada", permissions: [.read]))
    (fork.permissions, job.isJob) = ([.read], true)
    state.users = [
      "token": automation, "ada": .init(id: 2, login: "ada"), "bo": .init(id: 3, login: "bo"), "fork": fork, "job": job,
    ]
    try self.init(kind, state, try ForgeRepository(kind, seed, users: ["ci": "token", "ada": "ada", "bo": "bo"]))
  }

  private init(_ kind: Kind, _ state: ForgeState, _ repository: ForgeRepository?) throws {
    let shared = Guarded(state)
    (self.kind, self.state, self.repository) = (kind, shared, repository)
    listener = try Listener { [faults, requests] connection in
      while let text = connection.readRequest() {
        guard let request = Request(text) else { return connection.answer(status: 400) }
        requests.withLock { $0.append("\(request.method) \(request.target)") }
        if let repository { shared.withLock { try? repository.refresh(&$0) } }
        serve(request, as: kind, shared, faults, connection)
      }
    }
  }

  deinit { listener.stop() }

  /// The web server's root, without a slash at its end.
  public var server: String { listener.url }

  /// The API's root.
  public var url: String {
    switch kind {
    case .gitHub: listener.url
    case .gitLab: listener.url + "/api/v4"
    case .gitea: listener.url + "/api/v1"
    }
  }

  /// Makes some requests fail, in the order in which the faults were added.
  public func fail(_ fault: Fault) { faults.withLock { $0.append(fault) } }

  /// How many connections there were.
  public var connections: Int { listener.connections }

  /// `GET /repos/shop/fleet/pulls/7`, for each request so far.
  public var asked: [String] { requests.withLock { $0 } }
}

private func serve(
  _ request: Request, as kind: ForgeStandIn.Kind, _ shared: Guarded<ForgeState>,
  _ faults: Guarded<[ForgeStandIn.Fault]>,
  _ connection: Connection
) {
  let fault = faults.withLock { faults -> ForgeStandIn.Fault? in
    for place in faults.indices where faults[place].meets(request) { return faults[place] }
    return nil
  }
  let answer = { () -> (Int, String, String) in
    if let fault, !fault.isDone { return (fault.status, fault.headers, fault.body) }
    let (status, headers, text) = shared.withLock { state in
      let answer = dialect(kind).answer(request, &state)
      let data = try? JSONSerialization.data(withJSONObject: answer.value, options: [.sortedKeys])
      return (answer.status, answer.headers, String(decoding: data ?? Data(), as: UTF8.self))
    }
    return fault.map { ($0.status, $0.headers, $0.body) } ?? (status, headers, text)
  }()
  connection.answer(
    answer.2, status: answer.0, headers: "Content-Type: application/json\r\n" + answer.1)
}

private func dialect(_ kind: ForgeStandIn.Kind) -> any Dialect {
  switch kind {
  case .gitHub: GitHubDialect()
  case .gitLab: GitLabDialect()
  case .gitea: GiteaDialect()
  }
}
