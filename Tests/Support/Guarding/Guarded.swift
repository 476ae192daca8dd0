import Foundation

/// A value that one thread at a time may touch.
///
/// Built on a lock of pthread's, which ThreadSanitizer understands; it reports false races for `Synchronization.Mutex` on Linux.
public final class Guarded<Value: Sendable>: Sendable {
  private let lock = NSLock()
  /// Unsafe by declaration only: `withLock` is the one way in.
  private nonisolated(unsafe) var value: Value

  public init(_ value: Value) { self.value = value }

  public func withLock<Result, Failure: Error>(
    _ body: (inout Value) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    lock.lock()
    defer { lock.unlock() }
    return try body(&value)
  }
}
