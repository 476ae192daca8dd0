internal import Planner

/// How far a run is, for people who watch it.
public struct RunProgress: Sendable {
  public let total: Int
  public var done = 0
  /// What goes on once all changes were tried.
  public var phase: String?
  /// What nothing goes on without at the moment.
  public var wait: String?

  public init(total: Int) { self.total = total }

  /// A bar with counts, rate and time left, no wider than a line; the bar goes first where there is no room.
  public func line(after elapsed: Duration, columns: Int) -> String {
    // The last column stays free: a terminal that was written full begins a new line.
    let room = max(0, columns - 1)
    let tail = parts(after: elapsed)
    let choices = (1...tail.count).reversed().map { tail.prefix($0).joined(separator: "  ") }
    guard let shown = choices.first(where: { $0.utf8.count <= room }) else { return String(choices[0].prefix(room)) }
    let width = min(30, room - shown.utf8.count - 2)
    guard width >= 8 else { return shown }
    let filled = total == 0 ? width : min(done, total) * width / total
    return String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled) + "  " + shown
  }

  /// The same in words, for a log.
  public func words(after elapsed: Duration) -> String { parts(after: elapsed).joined(separator: ", ") }

  /// The most telling first.
  private func parts(after elapsed: Duration) -> [String] {
    let counts = "\(thousands(done))/\(thousands(total))"
    if let wait { return [counts, wait] }
    if let phase { return [counts, phase] }
    let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
    guard done > 0, seconds > 0 else { return [counts] }
    let left = seconds * Double(total - done) / Double(done)
    let timeLeft = done < total ? ["\(duration(Int(left.rounded(.up)))) left"] : []
    return [counts] + timeLeft + [rate(Double(done) / seconds)]
  }

  /// `3.2 a second`; below one a second by the minute.
  private func rate(_ perSecond: Double) -> String {
    if perSecond < 1 { return "\(Int((perSecond * 60).rounded())) a minute" }
    let tenths = Int((perSecond * 10).rounded())
    return perSecond < 10 ? "\(tenths / 10).\(tenths % 10) a second" : "\(thousands(tenths / 10)) a second"
  }
}
