// What the runners of GitHub, Gitea and Forgejo read from the output of a step.

/// A text around which a runner takes no line for a command: Forgejo's still lets one set variables of later steps.
///
/// - Parameter token: a text that nobody can guess.
public func withoutRunnerCommands(_ text: String, token: String) -> String {
  let end = text.last?.isNewline ?? true ? "" : "\n"
  return "::stop-commands::\(token)\n\(text)\(end)::\(token)::\n"
}
