import Applier
import Panel
import Planner
import Reports

/// Writes an apply's progress: a bar with rate and time left on a terminal; in a log one line a change, and a sign of life where none
/// was written for a while; and for machines a line of JSON for each event, the whole run as the last.
struct ProgressWriter {
  private let console: Console
  private let format: ApplyCommand.Format
  private var progress: RunProgress
  private let start = ContinuousClock.now
  private var lastLine = ContinuousClock.now
  private var recordingBegan: ContinuousClock.Instant?
  private var waitEnds: ContinuousClock.Instant?

  private static let silence = Duration.seconds(30)

  init(console: Console, format: ApplyCommand.Format, total: Int) {
    (self.console, self.format) = (console, format)
    progress = RunProgress(total: total)
  }

  mutating func show(_ news: ProgressNews) {
    switch news {
    case .event(let event, let instant): answer(event, at: instant)
    case .progress(let news, let instant):
      if let event = RunEvent(news) { answer(event, at: instant) }
      note(news)
    case .run(let run): if format == .json { console.answer(runJSON(run)) }
    case .wait(let wait): begin(wait)
    case .tick: tick()
    }
  }

  /// Gives the terminal back.
  func end() {
    if Console.Stream.people.isTerminal { console.sayRaw(ProgressWriter.cleared) }
    if let recordingBegan { console.explain("recording took \(seconds(since: recordingBegan)) s") }
  }

  private func answer(_ event: RunEvent, at instant: Instant) {
    if format == .json { console.answer(eventJSON(event, at: instant)) }
  }

  private mutating func note(_ news: ApplyProgress) {
    switch news {
    case .began: break
    case .ended(let change, let outcome):
      progress.done += 1
      if !Console.Stream.people.isTerminal { say("\(change.kind.rawValue) \(change.order): \(outcome.word)") }
    case .installing(let count, let until):
      if progress.phase == nil, !Console.Stream.people.isTerminal {
        say("waiting until \(until) for \(counted(count, "server")) to be installed")
      }
      progress.phase = count == 0 ? "all are installed" : "\(count) still installing"
    case .doubting(let count):
      progress.phase = "\(counted(count, "server")) in doubt"
      if !Console.Stream.people.isTerminal { say(doubtWords(count)) }
    case .observing: progress.phase = "reading the panel again"
    case .recording:
      progress.phase = "recording"
      recordingBegan = .now
    }
    drawBar()
  }

  /// Said at once, for nothing else happens meanwhile.
  private mutating func begin(_ wait: LimitWait) {
    waitEnds = .now + wait.duration
    progress.wait = wait.words
    if !Console.Stream.people.isTerminal { say(wait.words) }
    drawBar()
  }

  private mutating func tick() {
    if let waitEnds {
      let left = waitEnds - .now
      progress.wait = left > .zero ? LimitWait(duration: left).words : nil
      if left <= .zero { self.waitEnds = nil }
    }
    drawBar()
    guard !Console.Stream.people.isTerminal, .now - lastLine >= Self.silence else { return }
    say("… " + progress.words(after: .now - start))
  }

  private mutating func say(_ line: String) {
    console.say(line)
    lastLine = .now
  }

  private func drawBar() {
    guard Console.Stream.people.isTerminal else { return }
    console.sayRaw(Self.cleared + progress.line(after: .now - start, columns: console.columns(of: .people)))
  }

  /// What a bar is written over with.
  static let cleared = "\r\u{1b}[2K"
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
        .aside(commit: commit.description, branch: ResultsBranch.fallbackName, why: why)
      case .refused(_, let why): .kept(commit: commit.description, why: why)
      case .unpushed(let error): .kept(commit: commit.description, why: error.description)
      }
    }
  }
}

extension Outcome {
  /// One word for a log.
  fileprivate var word: String {
    switch self {
    case .applied: "applied"
    case .installFailed: "not installed"
    case .failed(let failure): "failed (\(failure.code))"
    case .skipped: "skipped"
    case .unknown(let failure): "unknown (\(failure.code))"
    case .contradicted: "not kept"
    }
  }
}

/// With three decimals.
private func seconds(since start: ContinuousClock.Instant) -> String {
  let (whole, attoseconds) = (ContinuousClock.now - start).components
  let milliseconds = String(attoseconds / 1_000_000_000_000_000)
  return "\(whole).\(String(repeating: "0", count: 3 - milliseconds.utf8.count))\(milliseconds)"
}
