import Git
import Planner

extension LineAudit {
  /// Looks for commits whose times contradict their neighbours'.
  mutating func checkTimes(of line: [LineCommit], now: Instant) async throws(GitError) {
    let times = line.reversed().map { ($0.id, $0.time) }
    for (id, time) in times where time > Int64(now.seconds) + Int64(clocksDiffer) {
      find(.wrongTime, try await facts(of: id), "its time has not come yet")
    }
    for index in times.indices.dropLast() where times[index].1 > times[index + 1].1 + Int64(clocksDiffer) {
      guard times[index].1 <= Int64(now.seconds) + Int64(clocksDiffer) else { continue }
      // Where the one after the next is earlier too, this one is too late; else the next is too early.
      let isLate = index + 2 < times.count && times[index].1 > times[index + 2].1 + Int64(clocksDiffer)
      let isEarlyRun = index > 0 && times[index - 1].1 > times[index + 1].1 + Int64(clocksDiffer)
      let wrong = isLate && !isEarlyRun ? index : index + 1
      find(
        .wrongTime, try await facts(of: times[wrong].0),
        wrong == index ? "it is later than the commits that follow it" : "it is earlier than the commit that it follows"
      )
    }
  }

  /// Whether the times of author and committer go together: what is written is committed afterwards, and by a run at once.
  mutating func checkTimes(of commit: CommitFacts) {
    let late = commit.at.seconds - commit.authoredAt.seconds
    if late < -clocksDiffer {
      find(.wrongTime, commit, "it was written at \(commit.authoredAt), and committed before that, at \(commit.at)")
    } else if commit.results != nil, commit.author == commit.committer, late > clocksDiffer {
      find(.wrongTime, commit, "the run says \(commit.authoredAt), and it was committed at \(commit.at)")
    }
  }
}
