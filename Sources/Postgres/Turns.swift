/// Lets one task at a time through, in the sequence of their coming. For the state of an actor, which would let others in at each `await`.
struct Turns {
  private var isTaken = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// Resumes the task when it is its turn.
  mutating func take(_ turn: CheckedContinuation<Void, Never>) {
    if isTaken {
      waiting.append(turn)
    } else {
      isTaken = true
      turn.resume()
    }
  }

  /// Ends a turn, and begins the next.
  mutating func give() {
    if waiting.isEmpty {
      isTaken = false
    } else {
      waiting.removeFirst().resume()
    }
  }
}
