@preconcurrency import Dispatch
import Glibc

/// Returns at the first SIGTERM or SIGINT, or when the task is cancelled.
func stopSignal() async {
  let signals = AsyncStream<Void> { stream in
    let sources = [SIGTERM, SIGINT].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { stream.yield() }
      source.resume()
      return source
    }
    stream.onTermination = { _ in sources.forEach { $0.cancel() } }
  }
  for await _ in signals { return }
}
