import Applier
import Panel
import Planner
import Reports

/// Writes how a plan is performed: a bar with rate and time left on a terminal; in a log one line a change, and a sign of life where none
/// was written for a while; and for machines a line of JSON for each event, the whole run as the last.
struct ProgressWriter {
  private let console: Console
  private let format: OutputFormat
  private var progress: RunProgress
  private let start = ContinuousClock.now
  private var lastLine = ContinuousClock.now
  private var recordingBegan: ContinuousClock.Instant?
  private var waitEnds: ContinuousClock.Instant?

  private static let silence = Duration.seconds(30)

  init(console: Console, format: OutputFormat, total: Int) {
    (self.console, self.format) = (console, format)
    progress = RunProgress(total: total)
  }

  mutating func show(_ news: ApplyProgress, at instant: Instant) {
    if let event = RunEvent(news) { answer(event, at: instant) }
    note(news)
  }

  /// For machines alone.
  func answer(_ event: RunEvent, at instant: Instant) {
    if format == .json { console.answer(eventJSON(event, at: instant)) }
  }

  /// For machines alone.
  func answer(_ run: Run) {
    if format == .json { console.answer(runJSON(run)) }
  }

  /// Gives the terminal back.
  func end() {
    if console.isTerminal(.people) { console.sayRaw(Console.cleared) }
    if let recordingBegan { console.explain("recording took \(seconds(since: recordingBegan)) s") }
  }

  private mutating func note(_ news: ApplyProgress) {
    switch news {
    case .began: break
    case .ended(let change, let outcome):
      progress.done += 1
      if !console.isTerminal(.people) { say("\(change.kind.rawValue) \(change.order): \(outcome.word.title)") }
    case .installing(let count, let until):
      if progress.phase == nil, !console.isTerminal(.people) {
        say("waiting until \(until) for \(counted(count, "server")) to be installed")
      }
      progress.phase = count == 0 ? "all installed" : "\(count) still installing"
    case .doubting(let count):
      progress.phase = "\(counted(count, "server")) in doubt"
      if !console.isTerminal(.people) { say(doubtWords(count)) }
    case .observing: progress.phase = "reading the panel again"
    case .recording:
      progress.phase = "recording"
      recordingBegan = .now
    }
    drawBar()
  }

  /// Said at once, for nothing else happens meanwhile.
  mutating func begin(_ wait: LimitWait) {
    waitEnds = .now + wait.duration
    progress.wait = wait.words
    if !console.isTerminal(.people) { say(wait.words) }
    drawBar()
  }

  mutating func tick() {
    if let waitEnds {
      let left = waitEnds - .now
      progress.wait = left > .zero ? LimitWait(duration: left).words : nil
      if left <= .zero { self.waitEnds = nil }
    }
    drawBar()
    guard !console.isTerminal(.people), .now - lastLine >= Self.silence else { return }
    say("… " + progress.words(after: .now - start))
  }

  private mutating func say(_ line: String) {
    console.say(line)
    lastLine = .now
  }

  private func drawBar() {
    guard console.isTerminal(.people) else { return }
    console.sayRaw(Console.cleared + progress.line(after: .now - start, columns: console.columns(of: .people)))
  }
}

extension RunEvent {
  /// Nil for what machines are not told.
  fileprivate init?(_ news: ApplyProgress) {
    switch news {
    case .began(let change): self = .began(change)
    case .ended(let change, let outcome): self = .ended(change, outcome)
    case .installing(let count, _): self = .installing(count)
    case .doubting: return nil
    case .observing: self = .observing
    case .recording: self = .recording
    }
  }
}

extension Recording {
  /// Where the results are, for machines.
  func place(on branch: ResultsBranch) -> RunEvent.Place {
    switch self {
    case .nothingNew, .stillWaiting: .nothingNew
    case .failed(let error): .failed(why: error.description)
    case .committed(let commit, let place, _):
      switch place {
      case .pushed: .pushed(commit: commit.description, branch: branch.name)
      case .local: .local(commit: commit.description, branch: branch.name)
      case .aside(_, let why):
        .aside(commit: commit.description, branch: branch.folder.waitingBranch, why: why)
      case .refused(_, let why): .kept(commit: commit.description, why: why)
      case .unpushed(let error): .kept(commit: commit.description, why: error.description)
      }
    }
  }
}

extension Outcome {
  /// One word for a log.
  fileprivate var logged: String {
    switch self {
    case .failed(let failure), .unknown(let failure): "\(word.title) (\(failure.code))"
    case .applied, .installFailed, .skipped, .contradicted: word.title
    }
  }
}

/// With three decimals.
private func seconds(since start: ContinuousClock.Instant) -> String {
  let (whole, attoseconds) = (ContinuousClock.now - start).components
  let milliseconds = String(attoseconds / 1_000_000_000_000_000)
  return "\(whole).\(String(repeating: "0", count: 3 - milliseconds.utf8.count))\(milliseconds)"
}
