import Demo
import Planner

/// What a server is demonstrated with: secrets of one day, and settings of a hurried shop.
struct ServerDemo: Sendable {
  let repository: DemoRepository
  let sandbox: RunningSandbox
  private let token = makeSecret()
  private let hook = "whsec_" + makeSecret()
  private let links = makeSecret()

  init(_ repository: DemoRepository, _ sandbox: RunningSandbox) {
    (self.repository, self.sandbox) = (repository, sandbox)
  }

  /// `service.yaml`
  var policy: String {
    """
    intake: { commit: direct }
    reconcile: { every: 5s, sweep: 1h }
    health: { restart: on-failure }

    """
  }

  /// The machine's file.
  var settings: String {
    """
    listen: 127.0.0.1:0
    repository: { remote: "\(repository.remote)" }
    state: state
    shop: { hook: { secretFrom: WEBHOOK_SECRET } }
    signIn: { linksFrom: LINK_SECRET }
    admins: { ada: { tokenFrom: ADA_TOKEN } }

    """
  }

  var environment: [String: String] {
    let own = [
      "ADA_TOKEN": token, "WEBHOOK_SECRET": hook, "LINK_SECRET": links,
      EnvironmentVariable.clientKey.rawValue: sandbox.keys["client_admin"] ?? "",
    ]
    return repository.environment.merging(own) { $1 }
  }

  /// What somebody can do now.
  ///
  /// - Parameters:
  ///   - customer: the path of a link that signs a customer in.
  ///   - admin: that of an administrator's.
  func invitation(_ port: Int, customer: String, admin: String) -> String {
    let url = "http://127.0.0.1:\(port)"
    return """
      botfleet-server runs, on an embedded panel and a fleet of its own. Ctrl-C ends it, and nothing is left.

        the server    \(url)
        the panel     \(sandbox.url)
        the remote    \(repository.remote)
        the fleet     \(repository.workTree), a clone of it: edit, commit, push, and the panel follows within seconds

      Open the pages, as an administrator and as a customer:

        \(url)\(admin)
        \(url)\(customer)

      See what each part does:

        curl -H "Authorization: Bearer \(token)" \(url)/status

      Order a bot, and ask what became of it:

        curl -H "Authorization: Bearer \(token)" -X PUT \(url)/api/orders/ord-2001 \\
          -d '{"customer": "cust-1", "tier": "pro", "status": "quote_accepted", "payment": "confirmed", "guilds": ["112233445566778899"]}'
        curl -H "Authorization: Bearer \(token)" \(url)/api/orders/ord-2001
        git -C \(repository.remote) log

      """
  }
}

/// 48 hexadecimal digits.
private func makeSecret() -> String {
  (0..<48).map { _ in String(UInt8.random(in: 0..<16), radix: 16) }.joined()
}
