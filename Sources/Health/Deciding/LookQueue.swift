import Planner

/// Which bot is looked at next: the one that was looked at longest ago, and between those the ones that something is wrong with, when they are
/// due. Neither starves the other: they take turns where both wait.
struct LookQueue: Sendable {
  /// By when they were looked at, oldest first; an entry whose turn is another by now is skipped.
  private var line: [(bot: Int, turn: Int)] = []
  private var head = 0
  private var due = DueHeap()
  /// The turn of each bot: counts its looks.
  private var turns: [Int]
  private var lookedAt: [Int?]
  private var isUrgentsTurn = true

  /// All bots, by number, none of them looked at.
  ///
  /// - Parameter order: of the first looks: a bot's place must not tell its node, or one node would be asked all at once.
  init(order: [Int]) {
    line = order.map { ($0, 0) }
    turns = Array(repeating: 0, count: order.count)
    lookedAt = Array(repeating: nil, count: order.count)
  }

  enum Turn: Hashable, Sendable {
    case look(Int)
    /// Nothing is due before that.
    case wait(until: Int)
    case empty
  }

  /// The next bot, which is taken out until it is given back.
  ///
  /// - Parameters:
  ///   - now: in seconds since 1970.
  ///   - every: how many seconds there are at least between two ordinary looks at a bot.
  mutating func next(at now: Int, every: Int) -> Turn {
    skipStale()
    let urgent = due.first.map { $0.at <= now } ?? false
    let oldest = head < line.count ? line[head].bot : nil
    let ordinaryDue = oldest.map { lookedAt[$0].map { $0 + every } ?? now }
    let isOrdinary = ordinaryDue.map { $0 <= now } ?? false
    defer { if urgent && isOrdinary { isUrgentsTurn.toggle() } }
    if urgent, isUrgentsTurn || !isOrdinary, let entry = due.removeFirst() { return take(entry.bot) }
    if isOrdinary, let oldest {
      head += 1
      compact()
      return take(oldest)
    }
    let next = [due.first?.at, ordinaryDue].compactMap(\.self).min()
    return next.map { .wait(until: $0) } ?? .empty
  }

  /// A bot was looked at, and is looked at again when its turn comes, or at `at` at the latest.
  mutating func giveBack(_ bot: Int, lookedAt now: Int, urgentAt at: Int?) {
    turns[bot] += 1
    lookedAt[bot] = now
    line.append((bot, turns[bot]))
    if let at { due.add(DueHeap.Entry(at: at, bot: bot, turn: turns[bot])) }
  }

  /// A bot in line wants to be looked at by `at`.
  mutating func hurry(_ bot: Int, at: Int) { due.add(DueHeap.Entry(at: at, bot: bot, turn: turns[bot])) }

  private mutating func take(_ bot: Int) -> Turn {
    // Whatever else stands for it in line or heap is of an earlier turn by now.
    turns[bot] += 1
    return .look(bot)
  }

  private mutating func skipStale() {
    while head < line.count, line[head].turn != turns[line[head].bot] { head += 1 }
    while let first = due.first, first.turn != turns[first.bot] { _ = due.removeFirst() }
    compact()
  }

  private mutating func compact() {
    guard head > 1024, head * 2 > line.count else { return }
    line.removeFirst(head)
    head = 0
  }
}

/// What is due first.
struct DueHeap: Sendable {
  struct Entry: Hashable, Sendable {
    let at: Int
    let bot: Int
    let turn: Int
  }

  private var entries: [Entry] = []

  var first: Entry? { entries.first }

  mutating func add(_ entry: Entry) {
    entries.append(entry)
    var child = entries.count - 1
    while child > 0, entries[child].at < entries[(child - 1) / 2].at {
      entries.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func removeFirst() -> Entry? {
    guard let first = entries.first, let last = entries.popLast() else { return nil }
    guard !entries.isEmpty else { return first }
    entries[0] = last
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < entries.count && entries[child].at < entries[least].at
      {
        least = child
      }
      if least == parent { return first }
      entries.swapAt(least, parent)
      parent = least
    }
  }
}
