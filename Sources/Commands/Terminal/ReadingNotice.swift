import Panel
import Planner

extension Console {
  /// Says on a terminal what is read, and how far, once it takes long enough for somebody to wonder; the line goes away afterwards.
  func whileReading<Value, Failure>(
    _ body: (ReadingNotice) async throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    let notice = ReadingNotice(on: self)
    let result: Result<Value, Failure>
    do { result = .success(try await body(notice)) } catch { result = .failure(error) }
    await notice.end()
    await streams.caughtUp()
    return try result.get()
  }
}

/// A line on the terminal that tells how far the reading is.
struct ReadingNotice {
  private let news: AsyncStream<News>.Continuation
  private let display: Task<Void, Never>
  private let delay: Task<Void, Never>

  private enum News {
    case progress(ReadingProgress)
    case wait(LimitWait)
    case waitIsOver
    /// It takes long enough for somebody to wonder.
    case due
  }

  fileprivate init(on console: Console) {
    let (stream, news) = AsyncStream.makeStream(of: News.self)
    self.news = news
    display = Task(executorPreference: OutputQueue()) {
      var line = ReadingLine(console: console)
      for await piece in stream {
        switch piece {
        case .progress(let progress): line.show(progress)
        case .wait(let wait): line.begin(wait)
        case .waitIsOver: line.wait = nil
        case .due: line.isDue = true
        }
        line.draw()
      }
      line.clear()
    }
    delay = Task {
      if (try? await Task.sleep(for: ReadingLine.patience)) != nil { news.yield(.due) }
    }
  }

  /// Safe to call from anywhere.
  var tell: @Sendable (ReadingProgress) -> Void { { [news] in news.yield(.progress($0)) } }

  /// Safe to call from anywhere.
  var tellOfWait: @Sendable (LimitWait) -> Void {
    { [news] wait in
      news.yield(.wait(wait))
      Task {
        if (try? await Task.sleep(for: wait.duration)) != nil { news.yield(.waitIsOver) }
      }
    }
  }

  /// Waits until the line is gone.
  fileprivate func end() async {
    delay.cancel()
    news.finish()
    await display.value
  }
}
