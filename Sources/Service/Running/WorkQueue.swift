import Dispatch

/// Runs the parts' work on threads of its own, which give way to those that answer requests.
///
/// The threads that all tasks share are as many as the machine has cores; reading a large fleet keeps all of them busy for most of a second.
/// Threads of another quality of service are others (on Linux they are also a little less urgent to the kernel), so that an answer waits for
/// some milliseconds at most. What tasks and actors do for a part is done here; only tasks that belong to no other one are not.
final class WorkQueue: TaskExecutor {
  private let queue = DispatchQueue.global(qos: .utility)

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
