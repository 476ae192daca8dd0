/// A comment on a pull request.
public struct ForgeComment: Sendable, Hashable, Identifiable {
  /// The forge's number of it.
  public let id: Int64
  /// Who wrote it.
  public let author: ForgeUser
  /// Markdown, as it was sent.
  public let body: String
  /// Its page; nil where the forge does not say.
  public let url: String?
}

/// Somebody with an account at a forge.
public struct ForgeUser: Sendable, Hashable {
  /// The forge's number, which outlives a change of name; below zero for the forge's own automation.
  public let id: Int64
  /// The name to sign in with.
  public let login: String
  /// Whether the forge says that this is a program.
  public let isBot: Bool
}

/// Whom a token speaks for.
public enum ForgeIdentity: Sendable, Hashable {
  /// This user.
  case user(Int64)
  /// An automation whose user the forge does not tell its own token; people never have its accounts.
  case automation

  /// Whether this is who wrote something.
  public func isAuthor(_ user: ForgeUser) -> Bool {
    switch self {
    case .user(let id): user.id == id
    case .automation: user.isBot
    }
  }
}
