/// A large value that is kept once, however often it is copied: an array, a dictionary or a sort then moves pointers.
///
/// A fleet has a hundred thousand orders, results and servers, each of some hundred bytes and a dozen texts.
struct Shared<Value: Hashable & Sendable>: Hashable, Sendable {
  private final class Box: Sendable {
    let value: Value

    init(_ value: Value) { self.value = value }
  }

  private let box: Box

  init(_ value: Value) { box = Box(value) }

  var value: Value {
    _read { yield box.value }
  }

  static func == (left: Shared, right: Shared) -> Bool {
    left.box === right.box || left.box.value == right.box.value
  }

  func hash(into hasher: inout Hasher) { box.value.hash(into: &hasher) }
}
