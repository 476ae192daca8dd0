import Applier
import Panel
import Planner
import Reports

/// Shows what is going on during an apply, while it goes on.
struct ProgressDisplay {
  private let news: AsyncStream<ProgressNews>.Continuation
  private let display: Task<Void, Never>
  private let ticker: Task<Void, Never>

  init(of prepared: PreparedApply, as format: ApplyCommand.Format, on console: Console) {
    let plan = prepared.planned.plan
    // What was not reviewed is not tried.
    let total = prepared.review?.reviewed.count ?? plan.changes.count
    let (stream, news) = AsyncStream.makeStream(of: ProgressNews.self)
    self.news = news
    display = Task(executorPreference: OutputQueue()) {
      var writer = ProgressWriter(console: console, format: format, total: total)
      for await piece in stream { writer.show(piece) }
      writer.end()
    }
    ticker = Task {
      while (try? await Task.sleep(for: .seconds(1))) != nil { news.yield(.tick) }
    }
    news.yield(.event(.planned(plan, revision: prepared.revision.description), at: .now))
  }

  /// Safe to call from anywhere; what it leads to is written in its turn.
  var tell: @Sendable (ApplyProgress) -> Void {
    { [news] in news.yield(.progress($0, at: .now)) }
  }

  /// Safe to call from anywhere.
  var tellOfWait: @Sendable (LimitWait) -> Void { { [news] in news.yield(.wait($0)) } }

  /// Tells where the results are, and the whole run. Waits for nobody.
  func end(with finished: FinishedApply, on branch: ResultsBranch) {
    ticker.cancel()
    news.yield(.event(.recorded(finished.recording.place(on: branch)), at: .now))
    news.yield(.run(finished.run))
    news.finish()
  }

  /// Waits until all is written, and the terminal is given back.
  func written() async { await display.value }
}

/// What there is to show.
enum ProgressNews: Sendable {
  case event(RunEvent, at: Instant)
  case progress(ApplyProgress, at: Instant)
  case wait(LimitWait)
  case run(Run)
  /// A second has gone by.
  case tick
}
