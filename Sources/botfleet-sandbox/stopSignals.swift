@preconcurrency import Dispatch
import Glibc

/// SIGTERM and SIGINT, from this call on; before that they end the program at once.
func stopSignals() -> AsyncStream<Void> {
  AsyncStream { stream in
    let sources = [SIGTERM, SIGINT].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { stream.yield() }
      source.resume()
      return source
    }
    stream.onTermination = { _ in sources.forEach { $0.cancel() } }
  }
}
