public import Git
public import Planner

/// A place in a fleet's history, as somebody names it.
public enum HistoryPlace: Hashable, Sendable {
  /// The newest commit of that moment.
  case time(Instant, text: String)
  /// A branch, a tag or a commit.
  case revision(String)

  /// Reads `2026-11-22`, which means the end of that day in UTC, `2026-11-22T12:00:00Z`, or anything that names a commit.
  public init(_ text: String) {
    if let day = Day(text) {
      self = .time(Instant(seconds: Instant(startOf: day.adding(days: 1)).seconds - 1), text: text)
    } else if let instant = Instant(text) {
      self = .time(instant, text: text)
    } else {
      self = .revision(text)
    }
  }
}

extension FleetHistory {
  /// The commit that a place means.
  public func commit(at place: HistoryPlace) async throws(HistoryFailure) -> ObjectID {
    switch place {
    case .revision(let text):
      do throws(GitError) { return try await repository.resolve(text) } catch {
        throw text.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}/) == nil ? .git(error) : .noSuchDay(text)
      }
    case .time(let time, let text):
      let found = try await attempt { () throws(GitError) in
        try await search.newest(from: tip, notAfter: Int64(time.seconds))
      }
      guard let found else { throw .beforeHistory(text) }
      return found
    }
  }

  /// What is known of a commit itself.
  public func summary(of commit: ObjectID) async throws(HistoryFailure) -> CommitFacts {
    try await attempt { () throws(GitError) in try await facts(of: commit) }
  }
}
