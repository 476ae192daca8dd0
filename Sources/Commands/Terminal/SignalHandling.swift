import Applier
import Dispatch
import Glibc
import Synchronization

/// What is done about signals, on a queue of its own: whatever else hangs, this does not.
final class SignalHandling: Sendable {
  let queue = DispatchQueue(label: "signals")
  private let stop: ShutdownSignal
  private let console: Console
  private let speed: Double
  /// The first signal; 0 before it.
  private let number = Atomic<Int32>(0)
  /// Free until the first signal takes it.
  private let first = DispatchSemaphore(value: 0)

  /// After so many seconds no more is waited for what is named. A cancelled job gets another signal after seven and a half.
  private static let patience: [(seconds: Double, level: ShutdownStage.Level)] = [
    (2.5, .changes), (4, .reading), (6, .remote), (8, .lock),
  ]
  private static let most = 9.6

  init(stop: ShutdownSignal, console: Console, speed: Double) {
    (self.stop, self.console, self.speed) = (stop, console, speed)
    // Dispatch lets none go that has less than it began with.
    first.signal()
  }

  /// The signal that asked, where one did.
  var signal: Int32? {
    let number = number.load(ordering: .sequentiallyConsistent)
    return number == 0 ? nil : number
  }

  /// The first signal asks, the second ends at once; but a terminal that is closed sends several, and insists on nothing.
  func handle(_ number: Int32) {
    guard first.wait(timeout: .now()) == .success else {
      if number == SIGHUP { return }
      _exit(128 + number)
    }
    self.number.store(number, ordering: .sequentiallyConsistent)
    for (seconds, level) in Self.patience {
      after(seconds) { [stop] in Task { await stop.stage.rise(to: level) } }
    }
    after(Self.most) { _exit(128 + number) }
    // What is cancelled sooner would end as a failure of its own, of a run that nobody had asked to end.
    Task {
      await ask(by: number)
      await stop.stage.rise(to: .waiting)
    }
  }

  private func ask(by number: Int32) async {
    await stop.stop { answer in
      // A progress bar may stand there, and the terminal's own ^C behind it.
      if console.isTerminal(.people) { console.writeRaw(Console.cleared, to: .people) }
      switch answer {
      case .nothingBegun: console.complain("Stopped: nothing was done.")
      case .wait, .again:
        console.complain("Stopping: running changes are being finished and recorded. A second signal stops at once.")
      }
    }
  }

  private func after(_ seconds: Double, _ act: @escaping @Sendable () -> Void) {
    queue.asyncAfter(deadline: .now() + seconds / speed, execute: act)
  }
}
