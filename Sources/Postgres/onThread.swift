internal import Glibc

/// Does work that may block on a thread of its own, so that no task waits for another's database.
///
/// The answer comes within the limit, also where the work hangs in a name's look-up. The work is then told by the interruption, and what it
/// still does is for nobody.
func onThread<Value: Sendable>(
  within limit: Duration, on clock: any Clock<Duration>,
  _ work: @escaping @Sendable (Interruption) -> Result<Value, PostgresFailure>
) async throws(PostgresFailure) -> Value {
  guard !Task.isCancelled else { throw .cancelled }
  let interruption = try Interruption()
  // The first answer counts.
  let (answers, answer) = AsyncStream.makeStream(
    of: Result<Value, PostgresFailure>.self, bufferingPolicy: .bufferingOldest(1))
  try startThread { answer.yield(work(interruption)) }
  let timer = Task {
    try await clock.sleep(for: limit)
    answer.yield(.failure(.timedOut))
  }
  defer { timer.cancel() }
  var first = answers.makeAsyncIterator()
  // Nothing comes where the task is cancelled.
  let result = await first.next(isolation: nil) ?? .failure(.cancelled)
  if case .failure(.timedOut) = result { interruption.raise() }
  if case .failure(.cancelled) = result { interruption.raise() }
  return try result.get()
}

/// Runs `body` on a new detached thread, which takes no signals: those are for the program's own threads.
private func startThread(_ body: @escaping @Sendable () -> Void) throws(PostgresFailure) {
  let start = Unmanaged.passRetained(ThreadStart(body))
  var thread = pthread_t()
  let code = pthread_create(&thread, nil, threadMain, start.toOpaque())
  guard code == 0 else {
    start.release()
    throw PostgresFailure(.unreachable, "no thread: \(String(cString: strerror(code)))")
  }
  pthread_detach(thread)
}

private final class ThreadStart: Sendable {
  let body: @Sendable () -> Void

  init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}

private func threadMain(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let context else { preconditionFailure("startThread always passes its start") }
  var everySignal = sigset_t()
  sigfillset(&everySignal)
  pthread_sigmask(SIG_SETMASK, &everySignal, nil)
  Unmanaged<ThreadStart>.fromOpaque(context).takeRetainedValue().body()
  return nil
}
