/// How long to wait before a request is sent again, and how often.
struct Backoff: Sendable {
  /// So many repetitions, then the failure is the answer.
  let repetitions = 3

  private let first = Duration.milliseconds(500)

  /// Doubles from half a second, between half and the whole of it by chance, so that clients do not return all at once.
  func pause(before repetition: Int, chance: Double) -> Duration {
    first * (1 << repetition) * (0.5 + 0.5 * chance)
  }
}
