/// What somebody says of a commit under a name, shown as a tick or a cross beside it.
public struct CommitStatus: Sendable, Hashable {
  /// The name: `botfleet/plan`. A later status of the same name replaces an earlier one.
  public let context: String
  /// The verdict.
  public let state: State
  /// One line, cut to what the forge takes.
  public let description: String
  /// Where to read more; nil for nowhere.
  public let url: String?
  /// Who set it; nil where the forge does not say, and in one that is yet to be set.
  public let creator: ForgeUser?

  /// The verdict of a status.
  public enum State: String, Sendable, Hashable {
    case pending
    case success
    case failure
    /// Nothing could be found out.
    case error
  }

  /// A status to be set.
  public init(context: String, state: State, description: String, url: String? = nil) {
    self.init(context: context, state: state, description: description, url: url, creator: nil)
  }

  init(context: String, state: State, description: String, url: String?, creator: ForgeUser?) {
    (self.context, self.state, self.description, self.url) = (context, state, description, url)
    self.creator = creator
  }

  /// The description as far as the forge takes it, with an ellipsis where it was longer.
  func description(upTo limit: Int) -> String {
    description.count <= limit ? description : description.prefix(limit - 1) + "…"
  }
}
