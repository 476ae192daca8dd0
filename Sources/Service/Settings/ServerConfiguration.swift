/// The machine's own file: where the server listens, what it works on, and which variables of the environment hold its secrets. It stands in no
/// repository: whoever may merge there must not be able to send a secret somewhere, or to make himself an administrator.
public struct ServerConfiguration: Sendable, Hashable {
  public let listen: ListenAddress
  /// Nil serves no metrics.
  public let metrics: ListenAddress?
  /// Where people reach the server, without a slash at its end; nil where nobody does.
  public let publicURL: String?
  /// The addresses of proxies whose `X-Forwarded-For` is believed.
  public let proxies: [String]
  public let repository: FleetRemote
  /// The folder that deliveries, messages and clones are kept in, as a path from the file's folder.
  public let state: String
  public let shop: ShopAccess
  public let forge: ForgeAddress?
  /// The database that git is mirrored in.
  public let mirror: VariableName?
  public let staff: Channel?
  public let customers: Channel?
  public let signIn: SignInSettings?
  /// The tokens of administrators, by name.
  public let admins: [AdminToken]
  public let limits: ListenLimits

  /// Where documents are, and where commits go.
  public struct FleetRemote: Sendable, Hashable {
    /// What git takes for a remote.
    public let remote: String
    public let branch: String
    /// The fleet's folder.
    public let fleet: String
  }

  /// What a shop signs with, and where its orders can be read.
  public struct ShopAccess: Sendable, Hashable {
    /// The secrets of signed deliveries; several while one is replaced.
    public let hooks: [VariableName]
    /// The secrets of wake-up calls.
    public let calls: [VariableName]
    public let database: VariableName?
  }

  /// The forge that pull requests are opened at.
  public struct ForgeAddress: Sendable, Hashable {
    public let kind: Kind
    /// Without a slash at its end.
    public let url: String
    /// Its path there: `shop/fleet`.
    public let repository: String
    public let token: VariableName?
    /// The secrets of its own webhooks.
    public let hooks: [VariableName]

    public enum Kind: String, Sendable, Hashable, CaseIterable { case github, gitlab, gitea, forgejo }
  }

  /// How somebody is told.
  public enum Channel: Sendable, Hashable {
    case discord(VariableName)
    case webhook(url: VariableName, secrets: [VariableName])
    case mail(MailServer)
  }

  /// A mail server.
  public struct MailServer: Sendable, Hashable {
    /// `smtp://` or `smtps://`, host and port.
    public let url: String
    public let from: String
    /// For staff: whom mails go to. Customers have addresses of their own.
    public let to: String?
    public let user: String?
    public let password: VariableName?
  }

  /// Who signs in, and who of them is an administrator.
  public struct SignInSettings: Sendable, Hashable {
    /// The project's URL, without a slash at its end.
    public let supabase: String?
    public let admins: AdminClaim?
    /// The project's publishable key, with which it is asked to mail links; nil where nobody asks.
    public let key: VariableName?
    /// The secret that an older project signs its tokens with; nil where it has public keys.
    public let secret: VariableName?
    /// The secret of signed links.
    public let links: VariableName?
  }

  /// A claim of a token, and what it has to be.
  public struct AdminClaim: Sendable, Hashable {
    /// Keys, outermost first: `app_metadata`, `role`.
    public let claim: [String]
    public let value: String
  }

  /// Who an administrator's token belongs to, for the record, and the variable that holds it.
  public struct AdminToken: Sendable, Hashable {
    public let name: String
    public let token: VariableName
  }
}

/// A host and a port.
public struct ListenAddress: Sendable, Hashable, CustomStringConvertible {
  /// An IPv4 or IPv6 address, without brackets, or `localhost`.
  public let host: String
  public let port: Int

  public init(host: String, port: Int) { (self.host, self.port) = (host, port) }

  /// `127.0.0.1:8080`, `[::1]:8080`
  public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

  /// Whether only this machine reaches it.
  public var isLoopback: Bool { host == "localhost" || host == "::1" || host.hasPrefix("127.") }
}

/// The name of a variable of the environment that holds a secret.
public struct VariableName: Sendable, Hashable, CustomStringConvertible {
  public let text: String

  public init(_ text: String) { self.text = text }

  public var description: String { text }
}

extension ServerConfiguration {
  /// Every variable that it names, each with the key that names it.
  public var variables: [(name: VariableName, key: String)] {
    var all: [(VariableName, String)] = shop.hooks.map { ($0, "shop.hook.secretFrom") }
    all += shop.calls.map { ($0, "shop.call.secretFrom") }
    all += [(shop.database, "shop.database.urlFrom"), (mirror, "mirror.urlFrom")].compactMap { name, key in
      name.map { ($0, key) }
    }
    if let forge {
      if let token = forge.token { all.append((token, "forge.tokenFrom")) }
      all += forge.hooks.map { ($0, "forge.hook.secretFrom") }
    }
    for (channel, key) in [(staff, "channels.staff"), (customers, "channels.customer")] {
      all += (channel?.variables ?? []).map { ($0, key) }
    }
    all += [
      (signIn?.links, "signIn.linksFrom"), (signIn?.key, "signIn.keyFrom"), (signIn?.secret, "signIn.secretFrom"),
    ].compactMap { name, key in name.map { ($0, key) } }
    return all + admins.map { ($0.token, "admins.\($0.name).tokenFrom") }
  }
}

extension ServerConfiguration.Channel {
  var variables: [VariableName] {
    switch self {
    case .discord(let url): [url]
    case .webhook(let url, let secrets): [url] + secrets
    case .mail(let server): server.password.map { [$0] } ?? []
    }
  }
}
