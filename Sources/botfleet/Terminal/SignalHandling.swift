import Applier
import Dispatch
import Glibc

/// What is done about signals, on a queue of its own: whatever else hangs, this does not.
final class SignalHandling: Sendable {
  let queue = DispatchQueue(label: "signals")
  private let stop: ShutdownSignal
  private let console: Console
  private let speed: Double
  /// Free until the first signal takes it.
  private let first = DispatchSemaphore(value: 0)

  /// After so many seconds no more is waited for what is named. A cancelled job gets another signal after seven and a half.
  private static let patience: [(seconds: Double, level: ShutdownStage.Level)] = [
    (0, .waiting), (2.5, .changes), (4, .reading), (6, .remote), (8, .lock),
  ]
  private static let most = 9.6

  init(stop: ShutdownSignal, console: Console, speed: Double) {
    (self.stop, self.console, self.speed) = (stop, console, speed)
    // Dispatch lets none go that has less than it began with.
    first.signal()
  }

  /// The first signal asks, the second ends at once; but a terminal that is closed sends several, and insists on nothing.
  func handle(_ number: Int32) {
    guard first.wait(timeout: .now()) == .success else {
      if number == SIGHUP { return }
      _exit(128 + number)
    }
    for (seconds, level) in Self.patience {
      after(seconds) { [stop] in Task { await stop.stage.rise(to: level) } }
    }
    after(Self.most) { _exit(128 + number) }
    Task { await ask(by: number) }
  }

  /// Before anything is begun, the run ends as soon as the lock is given back.
  private func ask(by number: Int32) async {
    let answer = await stop.stop()
    // A progress bar may stand there, and the terminal's own ^C behind it.
    if Console.Stream.people.isTerminal { console.writeRaw(ProgressWriter.cleared, to: .people) }
    switch answer {
    case .undo(let undo):
      console.complain("Ending: nothing was done.")
      await undo()
      // Until then what is read may have been told again.
      if Console.Stream.people.isTerminal { console.writeRaw(ProgressWriter.cleared, to: .people) }
      _exit(128 + number)
    case .wait, .again:
      console.complain("Ending: what is under way is finished and recorded. Once more ends at once.")
    }
  }

  private func after(_ seconds: Double, _ act: @escaping @Sendable () -> Void) {
    queue.asyncAfter(deadline: .now() + seconds / speed, execute: act)
  }
}
