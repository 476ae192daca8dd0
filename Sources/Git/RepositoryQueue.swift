import Dispatch

/// Runs a repository's work one piece after the other, away from the few threads that all tasks share.
final class RepositoryQueue: SerialExecutor {
  private let queue = DispatchQueue(label: "git repository")

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }
}
