import Glibc

/// A value that one thread at a time may touch.
///
/// Built on a pthread mutex, which ThreadSanitizer understands; it reports false races for `Synchronization.Mutex` on
/// Linux.
final class Locked<Value: Sendable>: Sendable {
  private struct Storage {
    var mutex: pthread_mutex_t
    var value: Value
  }

  /// Unsafe only as a type: `withLock` is the one way in.
  private nonisolated(unsafe) let storage: UnsafeMutablePointer<Storage>

  init(_ value: Value) {
    storage = .allocate(capacity: 1)
    storage.initialize(to: Storage(mutex: pthread_mutex_t(), value: value))
    let code = pthread_mutex_init(mutex, nil)
    precondition(code == 0, "a mutex with default attributes cannot be refused on Linux")
  }

  deinit {
    pthread_mutex_destroy(mutex)
    storage.deinitialize(count: 1)
    storage.deallocate()
  }

  func withLock<Result>(_ body: (inout Value) -> Result) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body(&storage.pointee.value)
  }

  private var mutex: UnsafeMutablePointer<pthread_mutex_t> {
    guard let address = storage.pointer(to: \.mutex) else { preconditionFailure("mutex is a stored property") }
    return address
  }
}
