import Dispatch

/// Runs what writes, one piece after the other, away from the few threads that all tasks share: a reader that stops reading holds up
/// nothing but the writing.
final class OutputQueue: TaskExecutor {
  private let queue = DispatchQueue(label: "output")

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
