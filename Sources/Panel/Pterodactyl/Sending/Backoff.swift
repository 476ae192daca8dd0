/// How long to wait before a request is sent again, and how often.
struct Backoff: Sendable {
  private let first = Duration.milliseconds(500)

  /// The same for a call. What a server hangs on that cannot be deleted may be a database that is gone for ever: that is soon given up.
  func repetitions(of call: APIRequest, after failure: PanelFailure) -> Int {
    call.method == .delete && isOfDatabase(failure) ? 1 : repetitions(after: failure)
  }

  /// So many repetitions, then the failure is the answer. Whoever has waited for a timeout has waited long.
  func repetitions(after failure: PanelFailure) -> Int {
    if case .noAnswer(_, .timeout) = failure { 1 } else { 3 }
  }

  /// Doubles from half a second, between half and the whole of it by chance, so that clients do not return all at once.
  func pause(before repetition: Int, chance: Double) -> Duration {
    first * (1 << repetition) * (0.5 + 0.5 * chance)
  }
}
