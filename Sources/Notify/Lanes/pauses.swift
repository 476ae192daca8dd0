/// How long a message waits after it was refused so often: growing, with chance in it, so that not all come back at once.
///
/// - Parameter chance: from 0 to 1.
func pause(afterAttempts attempts: Int, chance: Double) -> Duration {
  let steps = [5, 30, 120, 600, 1800, 3600, 7200, 14_400]
  let seconds = steps[min(max(attempts, 1), steps.count) - 1]
  return .seconds(Double(seconds) * (0.75 + 0.5 * chance))
}

/// How long a receiver is left alone that could not be reached so often in sequence: one that comes back is not kept waiting long.
func pause(afterFailures failures: Int, chance: Double) -> Duration {
  min(pause(afterAttempts: failures, chance: chance), .seconds(900))
}

/// How long news is news: what could not be told for so long is given up.
let newsLasts = 3 * 86_400
