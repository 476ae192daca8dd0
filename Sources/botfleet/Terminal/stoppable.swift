import Applier
import Dispatch
import Glibc

/// Runs something that a first Ctrl-C, SIGTERM or SIGHUP asks to end in order, within ten seconds, and that a second ends at once.
///
/// - Parameter speed: how many of those seconds go by in a real one.
func stoppable<Value: Sendable>(
  _ console: Console, speed: Double, _ body: (ShutdownSignal) async throws -> Value
) async throws -> Value {
  let stop = ShutdownSignal()
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
  return try await body(stop)
}

private func isIgnored(_ number: Int32) -> Bool {
  var action = sigaction()
  guard sigaction(number, nil, &action) == 0 else { return false }
  return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
}

/// What somebody types, read on a thread of its own: signals, and the lock that is held meanwhile, are looked after.
func answerOnTerminal() async -> String? {
  await withCheckedContinuation { answered in
    DispatchQueue.global().async { answered.resume(returning: readLine()) }
  }
}

/// Between two looks at servers that are being installed.
@Sendable func pause(_ seconds: Int) async { try? await Task.sleep(for: .seconds(seconds)) }

/// Half a second and more, doubling up to eight, and never the same for two runs.
@Sendable func jitteredPause(tries: Int) async {
  let most = Double(min(8, 1 << tries)) / 2
  try? await Task.sleep(for: .seconds(Double.random(in: most / 2...most)))
}
