import Panel
import Planner

/// What stands on the terminal while the repository and the panel are read.
struct ReadingLine {
  let console: Console
  private var words = "Reading the repository"
  var isDue = false
  /// What is waited for at the moment.
  var wait: String?
  private var isShown = false

  /// So long nobody wonders.
  static let patience = Duration.milliseconds(400)

  init(console: Console) { self.console = console }

  mutating func show(_ progress: ReadingProgress) {
    guard let total = progress.total else { return words = "Reading the panel" }
    words = "Reading the panel: \(thousands(progress.servers)) of \(counted(total, "server"))"
  }

  mutating func draw() {
    guard isDue, console.isTerminal(.people) else { return }
    // The last column stays free: a terminal that was written full begins a new line.
    let shown = "\(wait ?? words) …".prefix(max(0, console.columns(of: .people) - 1))
    console.sayRaw((isShown ? Console.cleared : "") + shown)
    isShown = true
  }

  /// At once, for nothing else happens meanwhile; in a log as a line.
  mutating func begin(_ wait: LimitWait) {
    guard console.isTerminal(.people) else { return say(wait.words) }
    let words = wait.words
    self.wait = words.prefix(1).uppercased() + words.dropFirst()
    isDue = true
  }

  mutating func clear() {
    if isShown { console.sayRaw(Console.cleared) }
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
