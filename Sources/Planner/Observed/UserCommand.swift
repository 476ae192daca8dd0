/// A command that makes a panel user a customer, for an operator to paste; the kind of panel knows it.
///
/// The key stands in it by the name of its variable alone.
public struct UserCommand: Hashable, Sendable {
  /// Where the user is on the panel, with `{user}` for the number.
  let path: String
  /// The command, with `{address}` for where the user is and `{id}` for the external id, each as a shell's word.
  let text: String

  public init(path: String, text: String) {
    self.path = path
    self.text = text
  }

  /// The command for one user.
  ///
  /// - Parameter panel: the panel's URL; nil where it is only in the environment of whoever pastes it.
  public func filled(for user: UserID, externalID: String, on panel: String?) -> String {
    let path = path.replacing("{user}", with: user.description)
    let address = panel.map { shellQuoted($0 + path) } ?? "\"$\(EnvironmentVariable.panelURL.rawValue)\(path)\""
    return text.replacing("{address}", with: address).replacing("{id}", with: shellQuoted(externalID))
  }
}

/// A word that a shell takes as it is, whatever it holds.
private func shellQuoted(_ text: String) -> String {
  "'\(text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#))'"
}
