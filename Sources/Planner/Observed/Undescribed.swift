/// A value that this module needs and that nobody is to read: it stays out of every description, dump and mirror.
struct Undescribed<Value: Hashable & Sendable>: Hashable, Sendable {
  let value: Value

  init(_ value: Value) { self.value = value }
}

extension Undescribed: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  var description: String { "«hidden»" }
  var debugDescription: String { description }
  var customMirror: Mirror { Mirror(self, children: []) }
}
