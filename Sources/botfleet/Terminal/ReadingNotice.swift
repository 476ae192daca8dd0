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
    case remark(String)
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
        case .progress(let progress): line.words = words(for: progress)
        case .wait(let wait): line.begin(wait)
        case .waitIsOver: line.wait = nil
        case .remark(let text): line.say(text)
        case .due: line.isDue = true
        }
        line.draw()
      }
      line.clear()
    }
    delay = Task {
      if (try? await Task.sleep(for: .milliseconds(400))) != nil { news.yield(.due) }
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

  /// Says something that stays, on a line of its own.
  func say(_ text: String) { news.yield(.remark(text)) }

  /// Waits until the line is gone.
  fileprivate func end() async {
    delay.cancel()
    news.finish()
    await display.value
  }
}

/// What stands on the terminal.
private struct ReadingLine {
  let console: Console
  var words = "Reading the repository"
  var isDue = false
  /// What is waited for at the moment.
  var wait: String?
  private var isShown = false

  init(console: Console) { self.console = console }

  mutating func draw() {
    guard isDue, Console.Stream.people.isTerminal else { return }
    // The last column stays free: a terminal that was written full begins a new line.
    let shown = "\(wait ?? words) …".prefix(max(0, console.columns(of: .people) - 1))
    console.sayRaw((isShown ? ProgressWriter.cleared : "") + shown)
    isShown = true
  }

  /// At once, for nothing else happens meanwhile; in a log as a line.
  mutating func begin(_ wait: LimitWait) {
    guard Console.Stream.people.isTerminal else { return say(wait.words) }
    let words = wait.words
    self.wait = words.prefix(1).uppercased() + words.dropFirst()
    isDue = true
  }

  mutating func clear() {
    if isShown { console.sayRaw(ProgressWriter.cleared) }
    isShown = false
  }

  mutating func say(_ text: String) {
    clear()
    console.say(text)
  }
}

extension LimitWait {
  /// `waiting 43 s for the panel's request limit`.
  var words: String { "waiting \(duration.components.seconds + 1) s for the panel's request limit" }
}

private func words(for progress: ReadingProgress) -> String {
  guard let total = progress.total else { return "Reading the panel" }
  return "Reading the panel: \(thousands(progress.servers)) of \(counted(total, "server"))"
}
