import Panel
import Synchronization

/// Who is told of waits for the panel's limit: of a run it is first whoever tells of the reading, then whoever tells of the changes.
final class WaitListener: Sendable {
  private let listener = Mutex<@Sendable (LimitWait) -> Void>({ _ in })

  /// From now on this one is told.
  func lead(to listener: @escaping @Sendable (LimitWait) -> Void) { self.listener.withLock { $0 = listener } }

  /// Safe to call from anywhere.
  func tell(_ wait: LimitWait) { listener.withLock { $0 }(wait) }
}
