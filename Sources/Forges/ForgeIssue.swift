/// An issue.
public struct ForgeIssue: Sendable, Hashable {
  /// Its number in the repository.
  public let number: Int
  /// One line.
  public let title: String
  /// Markdown, as it was sent.
  public let body: String
  /// Who opened it.
  public let author: ForgeUser
  /// Its page.
  public let url: String
}

/// What an issue is to say.
public struct IssueDraft: Sendable, Hashable {
  /// One line.
  public let title: String
  /// Markdown.
  public let body: String
  /// The label by which it is found again.
  public let label: String

  /// A draft.
  public init(title: String, body: String, label: String) {
    (self.title, self.body, self.label) = (title, body, label)
  }
}
