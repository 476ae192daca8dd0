import Applier
import Dispatch
import Glibc

/// Runs something that, in a process of its own, a first Ctrl-C, SIGTERM or SIGHUP asks to end in order, within ten seconds, and that a second ends at once.
///
/// - Parameter speed: how many of those seconds go by in a real one.
/// - Returns: what `body` returns, and the signal that asked, where one did.
func stoppable<Value: Sendable>(
  in process: Invocation.Process, _ console: Console, speed: Double, _ body: (ShutdownSignal) async -> Value
) async -> (value: Value, signal: Int32?) {
  let stop = ShutdownSignal()
  guard case .own = process else { return (await body(stop), nil) }
  let handling = SignalHandling(stop: stop, console: console, speed: speed)
  // What whoever started the program wants ignored (`nohup`) stays ignored.
  let numbers = [SIGINT, SIGTERM, SIGHUP].filter { !isIgnored($0) }
  var sources: [any DispatchSourceSignal] = []
  for number in numbers {
    let source = DispatchSource.makeSignalSource(signal: number, queue: handling.queue)
    source.setEventHandler { handling.handle(number) }
    // Nothing begins before a signal reaches the source: until then it ends the program, which has done nothing yet.
    await withCheckedContinuation { registered in
      source.setRegistrationHandler { registered.resume() }
      source.resume()
    }
    sources.append(source)
  }
  defer {
    for source in sources { source.cancel() }
    for number in numbers { signal(number, SIG_DFL) }
  }
  let value = await body(stop)
  return (value, handling.signal)
}

private func isIgnored(_ number: Int32) -> Bool {
  var action = sigaction()
  guard sigaction(number, nil, &action) == 0 else { return false }
  return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
}

/// Between two looks at servers that are being installed.
@Sendable func pause(_ seconds: Int) async { try? await Task.sleep(for: .seconds(seconds)) }

/// Half a second and more, doubling up to eight, and never the same for two runs.
@Sendable func jitteredPause(tries: Int) async {
  let most = Double(min(8, 1 << tries)) / 2
  try? await Task.sleep(for: .seconds(Double.random(in: most / 2...most)))
}
