import Applier
import Planner
import Reports

/// Shows what is going on during an apply: a bar with the time left on a terminal, one line a change in a log.
struct ProgressDisplay {
  private let continuation: AsyncStream<ApplyProgress>.Continuation
  private let display: Task<Void, Never>

  init(of plan: Plan, on console: Console) {
    let (stream, continuation) = AsyncStream.makeStream(of: ApplyProgress.self)
    self.continuation = continuation
    let total = plan.changes.count
    display = Task {
      var bar = ProgressBar(total: total)
      var recordingBegan: ContinuousClock.Instant?
      for await progress in stream {
        if case .recording = progress { recordingBegan = .now }
        Self.show(progress, &bar, console)
      }
      if Console.Stream.people.isTerminal { console.sayRaw(ProgressBar.cleared) }
      if let recordingBegan { console.explain("recording took \(seconds(since: recordingBegan)) s") }
    }
  }

  /// Safe to call from anywhere; the line is written in its turn.
  var tell: @Sendable (ApplyProgress) -> Void {
    { [continuation] in continuation.yield($0) }
  }

  /// Writes what is left to write, and gives the terminal back.
  func end() async {
    continuation.finish()
    await display.value
  }

  private static func show(_ progress: ApplyProgress, _ bar: inout ProgressBar, _ console: Console) {
    guard Console.Stream.people.isTerminal else {
      if case .ended(let change, let outcome) = progress {
        console.say("\(change.kind.rawValue) \(change.order): \(outcome.word)")
      }
      return
    }
    switch progress {
    case .began: break
    case .ended: bar.advance()
    case .installing(let count): bar.phase = "\(count) still installing"
    case .observing: bar.phase = "reading the panel again"
    case .recording: bar.phase = "recording"
    }
    console.sayRaw(bar.line)
  }
}

/// A line that is written over itself.
struct ProgressBar {
  let total: Int
  var phase = ""
  private var done = 0
  private let start = ContinuousClock.now

  init(total: Int) { self.total = total }

  mutating func advance() { done += 1 }

  /// Ends in no line break, and begins by clearing what stood there.
  var line: String {
    let width = 30
    let filled = total == 0 ? width : done * width / total
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    return "\(Self.cleared)\(bar) \(done)/\(total)\(phase.isEmpty ? timeLeft : ", \(phase)")"
  }

  static let cleared = "\r\u{1b}[2K"

  private var timeLeft: String {
    guard done > 0, done < total else { return "" }
    let left = Int(((ContinuousClock.now - start) * (total - done) / done / .seconds(1)).rounded(.up))
    return left < 60 ? ", \(left) s left" : ", \(left / 60) min \(left % 60) s left"
  }
}

extension Outcome {
  /// One word for a log.
  var word: String {
    switch self {
    case .applied: "applied"
    case .failed(let failure): "failed (\(failure.code))"
    case .skipped: "skipped"
    case .unknown(let failure): "unknown (\(failure.code))"
    }
  }
}

/// With three decimals.
private func seconds(since start: ContinuousClock.Instant) -> String {
  let (whole, attoseconds) = (ContinuousClock.now - start).components
  let milliseconds = String(attoseconds / 1_000_000_000_000_000)
  return "\(whole).\(String(repeating: "0", count: 3 - milliseconds.utf8.count))\(milliseconds)"
}
