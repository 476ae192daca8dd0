import Applier
import Dispatch
import Glibc

/// Runs something that a first Ctrl-C or SIGTERM asks to end in order, and that a second ends at once.
func stoppable<Value: Sendable>(
  _ console: Console, _ body: (StopSignal) async -> Value
) async -> Value {
  let stop = StopSignal()
  let queue = DispatchQueue(label: "signals")
  let sources = [SIGINT, SIGTERM].map { number in
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
    source.setEventHandler {
      Task {
        guard await !stop.isStopped else { _exit(128 + number) }
        await stop.stop()
        console.complain("Ending: what is under way is finished and recorded. Once more ends at once.")
      }
    }
    source.resume()
    return source
  }
  let value = await body(stop)
  for source in sources { source.cancel() }
  signal(SIGINT, SIG_DFL)
  signal(SIGTERM, SIG_DFL)
  return value
}

/// Between two looks at servers that are being installed.
@Sendable func twoSeconds() async { try? await Task.sleep(for: .seconds(2)) }

/// Half a second and more, doubling up to eight, and never the same for two runs.
@Sendable func jitteredPause(tries: Int) async {
  let most = Double(min(8, 1 << tries)) / 2
  try? await Task.sleep(for: .seconds(Double.random(in: most / 2...most)))
}
