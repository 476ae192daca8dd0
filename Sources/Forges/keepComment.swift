extension ForgeClient {
  /// Keeps one comment on a pull request: edits the one that has the marker and is our own, or writes it where there is none.
  ///
  /// Anybody can paste a marker, so whoever else wrote it is ignored. Of several of our own the oldest is edited, and the others stay. A
  /// comment whose answer was lost is looked for before it is written again.
  ///
  /// - Parameters:
  ///   - marker: a line of the body that people do not see: `<!-- botfleet:plan:fleet -->`.
  ///   - makeBody: makes the new text, the marker included, from the one that is there.
  public func keepComment(
    marked marker: String, on request: Int, _ makeBody: @Sendable (_ before: String?) -> String
  ) async throws(ForgeFailure) -> ForgeComment {
    let me = try await identity()
    var lost: ForgeFailure?
    for _ in 0..<2 {
      let own = try await comments(on: request).filter { $0.has(marker) && me.isAuthor($0.author) }
      if let first = own.min(by: { $0.id < $1.id }) {
        let body = makeBody(first.body)
        return body == first.body ? first : try await edit(first.id, on: request, to: body)
      }
      do throws(ForgeFailure) {
        return try await comment(makeBody(nil), on: request)
      } catch {
        guard error.mayHaveTakenEffect else { throw error }
        lost = error
      }
    }
    throw lost ?? .stale
  }
}

extension ForgeComment {
  /// A line of its own: a comment may show other people's text, and that somewhere the same.
  fileprivate func has(_ marker: String) -> Bool {
    body.split(omittingEmptySubsequences: false) { $0.isNewline }.contains { $0 == marker }
  }
}
