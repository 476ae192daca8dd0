/// What will happen by itself, in the order of its time.
struct EventQueue<Entry: Sendable>: Sendable {
  private var entries: [(due: Moment, number: Int, entry: Entry)] = []
  private var lastNumber = 0

  /// When the next entry is due.
  var nextDue: Moment? { entries.first?.due }

  mutating func add(_ entry: Entry, due: Moment) {
    lastNumber += 1
    let position = entries.firstIndex { $0.due > due } ?? entries.endIndex
    entries.insert((due, lastNumber, entry), at: position)
  }

  /// Takes out the next entry if it is due by then.
  mutating func takeNext(by moment: Moment) -> (due: Moment, entry: Entry)? {
    guard let first = entries.first, first.due <= moment else { return nil }
    entries.removeFirst()
    return (first.due, first.entry)
  }
}
