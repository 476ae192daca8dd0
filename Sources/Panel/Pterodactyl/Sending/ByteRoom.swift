/// Room for this many bytes at once, given out in the order of the requests for it.
///
/// The number of answers under way bounds the time they take, but not their size: a panel may fill each answer with all
/// that one may have.
actor ByteRoom {
  private let most: Int
  private var used = 0
  private var waiting: [(bytes: Int, continuation: CheckedContinuation<Void, Never>)] = []
  /// How much room to reserve next, judged by the last answers.
  private var expected: Int
  private let leastExpected: Int

  /// - Parameters:
  ///   - most: how many bytes there may be at once.
  ///   - expected: how much to reserve at least for an answer of unknown size.
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

  /// Waits until there is room for as much as arrived last, and returns how much was reserved.
  func enter() async -> Int {
    let bytes = expected
    await enter(bytes)
    return bytes
  }

  /// Learns how much arrived.
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
