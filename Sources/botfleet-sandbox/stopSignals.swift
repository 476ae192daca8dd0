@preconcurrency import Dispatch
import Glibc

/// SIGTERM and SIGINT, from the return of this call on; before that they end the program at once.
func stopSignals() async -> AsyncStream<Void> {
  let (signals, stream) = AsyncStream.makeStream(of: Void.self)
  let sources = [SIGTERM, SIGINT].map { DispatchSource.makeSignalSource(signal: $0, queue: .global()) }
  stream.onTermination = { _ in sources.forEach { $0.cancel() } }
  for source in sources {
    source.setEventHandler { stream.yield() }
    // Only then does a signal reach the source: one that came earlier and was ignored would be lost.
    await withCheckedContinuation { registered in
      source.setRegistrationHandler { registered.resume() }
      source.resume()
    }
  }
  return signals
}
