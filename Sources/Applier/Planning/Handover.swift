/// A value that one task gives to another, once.
struct Handover<Value: Sendable>: Sendable {
  private let values: AsyncStream<Value>
  private let giver: AsyncStream<Value>.Continuation

  /// Nothing is given yet.
  init() { (values, giver) = AsyncStream.makeStream() }

  /// Gives the value, where none was given and none was withheld.
  func give(_ value: Value) {
    giver.yield(value)
    giver.finish()
  }

  /// Says that no value will come, where none was given.
  func withhold() { giver.finish() }

  /// The value, once it is there; nil where there is none, or it was taken already, and where the task is cancelled.
  func take() async -> Value? {
    var values = values.makeAsyncIterator()
    return await values.next()
  }
}
