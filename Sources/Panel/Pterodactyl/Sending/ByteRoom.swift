/// Room for so many bytes at once, given out in the order in which it was asked for.
///
/// How many answers are under way is a matter of time; what they hold is up to whoever answers, and a panel may fill each with all that
/// one may have.
actor ByteRoom {
  private let most: Int
  private var used = 0
  private var waiting: [(bytes: Int, continuation: CheckedContinuation<Void, Never>)] = []
  /// What the next may have, as the last ones had.
  private var expected: Int
  private let leastExpected: Int

  /// - Parameters:
  ///   - most: of what is there at once, in bytes.
  ///   - expected: what is kept at least for somebody who does not know yet how much will come.
  init(_ most: Int, expected: Int = 0) {
    self.most = most
    self.expected = expected
    leastExpected = expected
  }

  /// Waits until there is room. What is larger than the whole room gets it alone.
  func enter(_ bytes: Int) async {
    if waiting.isEmpty, fits(bytes) { return used += bytes }
    await withCheckedContinuation { waiting.append((bytes, $0)) }
  }

  /// Waits until there is room for as much as came last, and says how much was kept.
  func enter() async -> Int {
    let bytes = expected
    await enter(bytes)
    return bytes
  }

  /// Tells how much came.
  func learn(_ bytes: Int) { expected = max(leastExpected, bytes, expected / 2) }

  func leave(_ bytes: Int) {
    used -= bytes
    while let next = waiting.first, fits(next.bytes) {
      waiting.removeFirst()
      used += next.bytes
      next.continuation.resume()
    }
  }

  private func fits(_ bytes: Int) -> Bool { used == 0 || used + bytes <= most }
}
