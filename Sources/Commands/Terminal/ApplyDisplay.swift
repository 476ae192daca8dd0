import Applier
import ArgumentParser
import Planner

/// Shows what is going on during an apply, while it goes on, each thing in its turn.
struct ApplyDisplay: Sendable {
  private let news: AsyncStream<News>.Continuation
  private let display: Task<Void, Never>
  private let ticker: Task<Void, Never>

  /// What there is to show.
  enum News: Sendable {
    case event(ApplyEvent, at: Instant)
    /// The reading takes long enough for somebody to wonder.
    case readingIsDue
    case waitIsOver
    /// A second has gone by.
    case tick
    /// All before it was written.
    case mark(AsyncStream<Never>.Continuation)
  }

  init(as format: OutputFormat, on console: Console) {
    let (stream, news) = AsyncStream.makeStream(of: News.self)
    self.news = news
    display = Task(executorPreference: OutputQueue()) {
      var writer = ApplyWriter(console: console, format: format)
      for await piece in stream { writer.show(piece) }
      writer.end()
    }
    ticker = Task {
      while (try? await Task.sleep(for: .seconds(1))) != nil { news.yield(.tick) }
    }
  }

  /// Safe to call from anywhere; what it leads to is written in its turn.
  var tell: @Sendable (ApplyEvent) -> Void {
    { [news] event in
      news.yield(.event(event, at: .now))
      switch event {
      case .preparing: later(.readingIsDue, after: ReadingLine.patience)
      case .limitWait(let wait): later(.waitIsOver, after: wait.duration)
      case .lock, .reading, .doubting, .lookingAtEverything, .prepared, .stale, .started, .progress, .lockLost, .ending,
        .lockNotReleased:
        break
      }
    }
  }

  private func later(_ piece: News, after duration: Duration) {
    Task { [news] in
      if (try? await Task.sleep(for: duration)) != nil { news.yield(piece) }
    }
  }

  /// Waits until all that was told so far is written, or its task is cancelled.
  func caughtUp() async {
    let (marked, mark) = AsyncStream.makeStream(of: Never.self)
    news.yield(.mark(mark))
    for await _ in marked {}
  }

  /// Nothing more is told. Waits for nobody.
  func end() {
    ticker.cancel()
    news.finish()
  }

  /// Waits until all is written, and the terminal is given back.
  func written() async { await display.value }
}
