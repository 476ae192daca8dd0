/// How much of an answer reaches the caller.
enum Delivery: Sendable, Equatable {
  case whole
  /// The connection is reset before anything is written.
  case reset
  /// Head and half of the body are written, then the connection is reset.
  case resetHalfway
  /// Head and half of the body are written, then the connection ends as if all were well.
  case cutOff
  /// Nothing is written for so many milliseconds, then the connection is closed.
  case silence(Int)
}
