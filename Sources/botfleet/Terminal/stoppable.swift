import Applier
import Dispatch
import Glibc

/// Runs something that a first Ctrl-C or SIGTERM asks to end in order, and that a second ends at once.
func stoppable<Value: Sendable>(
  _ console: Console, _ body: (StopSignal) async throws -> Value
) async throws -> Value {
  let stop = StopSignal()
  let queue = DispatchQueue(label: "signals")
  var sources: [any DispatchSourceSignal] = []
  for number in [SIGINT, SIGTERM] {
    let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
    source.setEventHandler { end(by: number, stop, console) }
    // Nothing begins before a signal reaches the source: until then it ends the program, which has done nothing yet.
    await withCheckedContinuation { registered in
      source.setRegistrationHandler { registered.resume() }
      source.resume()
    }
    sources.append(source)
  }
  defer {
    for source in sources { source.cancel() }
    signal(SIGINT, SIG_DFL)
    signal(SIGTERM, SIG_DFL)
  }
  return try await body(stop)
}

/// The first signal asks, the second ends at once. Before anything is begun, the first ends as soon as the lock is given back.
private func end(by number: Int32, _ stop: StopSignal, _ console: Console) {
  Task {
    let answer = await stop.stop()
    if case .again = answer { _exit(128 + number) }
    // A progress bar may stand there, and the terminal's own ^C behind it.
    if Console.Stream.people.isTerminal { console.writeRaw(ProgressBar.cleared, to: .people) }
    guard case .undo(let undo) = answer else {
      return console.complain("Ending: what is under way is finished and recorded. Once more ends at once.")
    }
    console.complain("Ending: nothing was done.")
    await undo()
    _exit(128 + number)
  }
}

/// What somebody types, read on a thread of its own: signals, and the lock that is held meanwhile, are looked after.
func answerOnTerminal() async -> String? {
  await withCheckedContinuation { answered in
    DispatchQueue.global().async { answered.resume(returning: readLine()) }
  }
}

/// Between two looks at servers that are being installed.
@Sendable func twoSeconds() async { try? await Task.sleep(for: .seconds(2)) }

/// Half a second and more, doubling up to eight, and never the same for two runs.
@Sendable func jitteredPause(tries: Int) async {
  let most = Double(min(8, 1 << tries)) / 2
  try? await Task.sleep(for: .seconds(Double.random(in: most / 2...most)))
}
