import Mirror
import Planner

/// How far git is mirrored, as was seen last.
struct MirrorState: Hashable, Sendable {
  /// The commit; nil where none is.
  let commit: String?
  /// When the database was seen to be that far.
  let at: Instant
  /// How many commits this process has mirrored.
  let followed: Int
  /// How often it made all rows anew.
  let rebuilt: Int

  init(_ report: MirrorReport, at: Instant, before: MirrorState?) {
    (commit, self.at) = (report.commit?.description, at)
    followed = (before?.followed ?? 0) + report.followed
    rebuilt = (before?.rebuilt ?? 0) + (report.isRebuilt ? 1 : 0)
  }
}
