import Glibc

/// Runs `body` on a new detached thread, which takes no signals: those are for the program's own threads, and a
/// `SIGPIPE` from a dead connection is for nobody.
package func startThread(_ body: @escaping @Sendable () -> Void) throws(TransportFailure) {
  let start = Unmanaged.passRetained(ThreadStart(body))
  var thread = pthread_t()
  let code = pthread_create(&thread, nil, threadMain, start.toOpaque())
  guard code == 0 else {
    start.release()
    throw .outOfResources("no thread: \(String(cString: strerror(code)))")
  }
  pthread_detach(thread)
}

private final class ThreadStart: Sendable {
  let body: @Sendable () -> Void

  init(_ body: @escaping @Sendable () -> Void) {
    self.body = body
  }
}

private func threadMain(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let context else { preconditionFailure("startThread always passes its start") }
  let start = Unmanaged<ThreadStart>.fromOpaque(context).takeRetainedValue()
  var everySignal = sigset_t()
  sigfillset(&everySignal)
  pthread_sigmask(SIG_SETMASK, &everySignal, nil)
  start.body()
  return nil
}
