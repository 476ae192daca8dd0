import NIOConcurrencyHelpers

/// How many requests were answered how.
final class RequestTally: Sendable {
  private let counts = NIOLockedValueBox<[Int: Int]>([:])

  func note(_ status: Int) { counts.withLockedValue { $0[status, default: 0] += 1 } }

  /// By status.
  var all: [Int: Int] { counts.withLockedValue { $0 } }
}
