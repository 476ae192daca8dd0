import Forges

/// How the one line of a page begins that says when and where from: it alone differs where nothing new is to be told.
let asOfLine = "As of "

/// Whether a text has a marker as a line of its own: it may show other people's text, and that somewhere the same.
func hasLine(_ marker: String, _ text: String) -> Bool {
  text.split(omittingEmptySubsequences: false) { $0.isNewline }.contains { $0 == marker }
}

/// Whether a page says what one before it said already.
func saysTheSame(_ page: String, as before: String) -> Bool {
  func lines(_ text: String) -> [Substring] {
    text.split(omittingEmptySubsequences: true) { $0.isNewline }.filter { !$0.hasPrefix(asOfLine) }
  }
  return lines(page) == lines(before)
}

extension ForgeClient {
  /// Sets a commit's status unless our own says the same already: forges take only so many of one name.
  func reportOnce(_ status: CommitStatus, on commit: String) async throws(ForgeFailure) {
    let me = try await identity()
    let now = try await statuses(of: commit).first { $0.context == status.context }
    if let now, now.state == status.state, now.description == status.description,
      now.creator.map(me.isAuthor) == true
    {
      return
    }
    try await report(status, on: commit)
  }
}
