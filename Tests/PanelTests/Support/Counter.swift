import Synchronization

/// Counts from any thread.
final class Counter: Sendable {
  private let count = Atomic(0)

  /// How often it was called.
  var value: Int { count.load(ordering: .sequentiallyConsistent) }

  /// How often it was called before.
  func next() -> Int {
    count.add(1, ordering: .sequentiallyConsistent).oldValue
  }
}
