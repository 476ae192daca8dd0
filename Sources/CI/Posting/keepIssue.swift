import Forges

/// What an issue is to say, and whether it is open.
struct KeptIssue: Sendable, Hashable {
  let title: String
  let body: String
  /// Whether there is something to do.
  let isOpen: Bool
}

extension ForgeClient {
  /// Keeps one issue: edits the open one that has the marker and is our own, opens one where there is none, and closes it where nothing is to do.
  ///
  /// Anybody can paste a marker, so whoever else opened it is ignored. Of several of our own the oldest is edited. One whose answer was lost is
  /// looked for before it is opened again.
  ///
  /// - Parameters:
  ///   - marker: a line of the body that people do not see.
  ///   - make: makes what it is to say from the text that is there; nil leaves everything as it is.
  /// - Returns: the issue; nil where none is open and none is to be.
  func keepIssue(
    marked marker: String, label: String, _ make: @Sendable (_ before: String?) -> KeptIssue?
  ) async throws(ForgeFailure) -> ForgeIssue? {
    let me = try await identity()
    var lost: ForgeFailure?
    for _ in 0..<2 {
      let own = try await openIssues(labelled: label).filter { hasLine(marker, $0.body) && me.isAuthor($0.author) }
      if let first = own.min(by: { $0.number < $1.number }) {
        guard let kept = make(first.body) else { return first }
        if kept.isOpen, kept.body == first.body, kept.title == first.title { return first }
        return try await update(
          first.number, to: IssueDraft(title: kept.title, body: kept.body, label: label), isOpen: kept.isOpen)
      }
      guard let kept = make(nil), kept.isOpen else { return nil }
      do throws(ForgeFailure) {
        return try await open(IssueDraft(title: kept.title, body: kept.body, label: label))
      } catch {
        guard error.mayHaveTakenEffect else { throw error }
        lost = error
      }
    }
    throw lost ?? .stale
  }
}
