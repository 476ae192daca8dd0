import Applier
import Git
public import Logging
public import Planner

/// Applies what a branch says, again and again: what changed every few seconds, everything every hour, and at once where somebody wakes it.
///
/// It does so by the functions that the command line has, under the same lock, so that any number of servers, people and CI may apply beside it.
/// Nothing that it keeps in memory is needed after it ends: the next one goes on from what git and the panel say.
public actor Reconciler {
  let settings: ReconcileSettings
  let log: Logger
  private(set) var rules: ServiceSettings.ReconcileRules
  /// What it is doing, did, and is hindered by.
  public internal(set) var state = ReconcileState()
  /// What the next run accepts.
  var acceptance: Acceptance?
  /// Orders that a run over a limit held back.
  var held: Set<OrderID> = []
  /// Nil before the first look at everything, by the clock that only goes forward.
  var lastSweep: Duration?
  /// Whether nothing was left to do at the commit and on the day that were looked at last.
  var settled: (tip: String, day: Day)?
  /// Rounds in a row that left something open at the same tip.
  var openRounds = 0
  var openTip: String?
  /// Ends the run under way in order.
  private var stopping: ShutdownSignal?
  /// Makes that end sooner and sooner.
  private var raising: Task<Void, Never>?
  private var sleeper: Task<Void, Never>?
  private var isWoken = false
  private var isStopped = false

  /// A plan that somebody accepts.
  struct Acceptance: Sendable {
    let digest: Digest
    let because: String
  }

  public init(_ settings: ReconcileSettings, rules: ServiceSettings.ReconcileRules, log: Logger) {
    (self.settings, self.rules, self.log) = (settings, rules, log)
  }

  /// Takes other intervals from the next round on: `fleet/service.yaml` changed.
  public func follow(_ rules: ServiceSettings.ReconcileRules) { self.rules = rules }

  /// Looks at the branch now: somebody pushed.
  public func wake() {
    isWoken = true
    sleeper?.cancel()
  }

  /// Accepts exactly the plan that waits over a limit, as `apply --accept` does, and applies it.
  ///
  /// - Parameters:
  ///   - digest: as `state.overLimit` shows it.
  ///   - because: one line for the commit, with who says so.
  /// - Returns: false where another plan waits, or none.
  public func accept(_ digest: Digest, because: String) -> Bool {
    guard state.overLimit?.acceptance == digest else { return false }
    acceptance = Acceptance(digest: digest, because: because)
    wake()
    return true
  }

  /// Works until it is stopped, or its task is cancelled.
  public func run() async {
    while !isStopped, !Task.isCancelled {
      state.next = nil
      let pause = await round()
      if isStopped { break }
      state.activity = .idle
      state.next = Instant(seconds: settings.time.now().seconds + Int(pause.components.seconds))
      await sleep(pause)
    }
    state.activity = .stopped
    state.next = nil
  }

  /// Ends in order: changes under way are finished, nothing new is begun, what was done is recorded, and the lock is given back. Sooner or
  /// later each of these is no longer waited for, the last of them after nine seconds. `run` returns then.
  public func stop() async {
    isStopped = true
    sleeper?.cancel()
    guard let stopping else { return }
    await stopping.stop()
    guard self.stopping === stopping, raising == nil else { return }
    let (stage, sleep) = (stopping.stage, settings.time.sleep)
    raising = Task {
      // Outcomes that nobody waited for are unknown, and the next run looks; results stay in the clone and go out with its first push.
      for (level, pause) in [
        (.waiting, 0), (.changes, 4), (.reading, 2), (.remote, 2), (.lock, 1),
      ] as [(ShutdownStage.Level, Int)] {
        if pause > 0 { await sleep(.seconds(pause)) }
        if Task.isCancelled { return }
        await stage.rise(to: level)
      }
    }
  }

  /// Runs something that `stop` ends in order.
  func stoppable<Value: Sendable>(_ body: (ShutdownSignal) async -> Value) async -> Value {
    let signal = ShutdownSignal()
    if isStopped { await signal.stop() }
    stopping = signal
    let value = await body(signal)
    stopping = nil
    raising?.cancel()
    raising = nil
    return value
  }

  private func sleep(_ pause: Duration) async {
    if isWoken {
      isWoken = false
      return
    }
    let sleep = settings.time.sleep
    let task = Task { await sleep(pause) }
    sleeper = task
    await withTaskCancellationHandler {
      await task.value
    } onCancel: {
      task.cancel()
    }
    sleeper = nil
    isWoken = false
  }
}
