import Applier
import Panel
import Planner
import Reports

/// Writes what happens during an apply: first what is read, then the plan, then how it is performed.
struct ApplyWriter {
  private let console: Console
  private let format: OutputFormat
  private var reading: ReadingLine?
  private var progress: ProgressWriter?

  init(console: Console, format: OutputFormat) { (self.console, self.format) = (console, format) }

  mutating func show(_ news: ApplyDisplay.News) {
    switch news {
    case .event(let event, let instant): show(event, at: instant)
    case .readingIsDue:
      reading?.isDue = true
      reading?.draw()
    case .waitIsOver:
      reading?.wait = nil
      reading?.draw()
    case .tick: progress?.tick()
    case .mark(let mark): mark.finish()
    }
  }

  /// Gives the terminal back.
  mutating func end() {
    reading?.clear()
    progress?.end()
  }

  private mutating func show(_ event: ApplyEvent, at instant: Instant) {
    switch event {
    case .lock(let news): console.show(news)
    case .preparing: reading = ReadingLine(console: console)
    case .reading(let progress):
      reading?.show(progress)
      reading?.draw()
    case .limitWait(let wait): begin(wait)
    case .doubting(let count): reading?.say(doubtWords(count))
    case .lookingAtEverything(let why): tell(why)
    case .prepared(let prepared): show(prepared)
    case .stale(let order, let why): console.complain("stale: \(order): \(escapedForDisplay(why, upTo: 2000))")
    case .started(let prepared): start(prepared, at: instant)
    case .progress(let news): progress?.show(news, at: instant)
    case .lockLost(let loss):
      console.complain(
        "error: \(escapedLinesForDisplay("\(loss)")). Running changes are finished; no new ones begin.")
    case .ending(let end): show(end, at: instant)
    case .lockNotReleased(let why):
      console.complain(
        "The lock could not be released: \(escapedLinesForDisplay(why)). It expires within five minutes.")
    }
  }

  private mutating func tell(_ why: WholeReason) {
    reading?.clear()
    console.complain("Everything is looked at: \(why).")
  }

  private mutating func begin(_ wait: LimitWait) {
    progress?.begin(wait)
    reading?.begin(wait)
    reading?.draw()
  }

  private mutating func show(_ prepared: PreparedApply) {
    reading?.clear()
    reading = nil
    console.show(prepared.diagnostics)
    let text = planText(
      prepared.planned.plan, style: console.style(on: format == .text ? .answer : .people), today: .today)
    switch format {
    case .text: console.answer(text)
    case .json: console.say(text)
    }
    for line in advice(on: prepared.branch) { console.complain(line) }
  }

  private mutating func start(_ prepared: PreparedApply, at instant: Instant) {
    let plan = prepared.planned.plan
    // What was not reviewed, or is held back, is not tried.
    let total = plan.changes.count { change in
      prepared.review?.reviewed.contains(change.digest) != false && prepared.heldBack[change.digest] == nil
    }
    let writer = ProgressWriter(console: console, format: format, total: total)
    writer.answer(.planned(plan, revision: prepared.revision.description), at: instant)
    progress = writer
  }

  /// Of what was performed, where the results are and the whole run, for machines; of the rest, why it was not.
  private mutating func show(_ end: ApplyEnd, at instant: Instant) {
    reading?.clear()
    reading = nil
    switch end {
    case .finished(let finished, let prepared, _):
      progress?.answer(.recorded(finished.recording.place(on: prepared.branch)), at: instant)
      progress?.answer(finished.run)
      progress?.end()
      progress = nil
    case .refused(let refusal): console.complain(words(for: refusal))
    case .failed(let failure): console.report(failure)
    case .noLock(let failure): console.report(failure)
    // Whoever stopped it has said so.
    case .stopped: break
    }
  }
}
