import Synchronization

/// Something large that is made when somebody asks for it, once for all copies of what it is made of.
final class MadeOnce<Value: Sendable>: Sendable {
  private let made = Mutex<Value?>(nil)

  /// - Parameter make: makes the same, whoever asks.
  func value(_ make: () -> Value) -> Value {
    made.withLock { made in
      if let made { return made }
      let value = make()
      made = value
      return value
    }
  }
}
