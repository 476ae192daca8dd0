/// What reading documents of one kind came to.
///
/// Values move from hand to hand here: copying those of a large fleet would take as long as a good part of reading them.
struct DocumentBatch<Value: Sendable>: Sendable {
  private let kept: FleetDocuments.Kept
  /// What the sound ones say, where it is kept.
  private(set) var sound: [Value] = []
  /// How many are sound.
  private(set) var soundCount = 0
  /// Everything that is wrong with any of them.
  private(set) var diagnostics: [Diagnostic] = []
  /// The orders that faulty documents are about.
  private(set) var unreadable: Set<OrderID> = []

  init(keeping kept: FleetDocuments.Kept) { self.kept = kept }

  /// Adds what reading one more document came to.
  mutating func add(_ reading: consuming ParsedDocument<Value>) {
    switch consume reading {
    case .sound(let value):
      soundCount += 1
      if kept == .everything { sound.append(value) }
    case .faulty(let problems, let orders):
      diagnostics += problems
      unreadable.formUnion(orders)
    }
  }

  /// Takes over all that others hold.
  mutating func take(_ others: inout DocumentBatch) {
    if sound.isEmpty { swap(&sound, &others.sound) }
    soundCount += others.soundCount
    while let value = others.sound.popLast() { sound.append(value) }
    diagnostics += others.diagnostics
    unreadable.formUnion(others.unreadable)
  }
}

extension DocumentBatch<Order> {
  /// All sound orders, by id.
  mutating func sorted() -> [Order] {
    sound.sort { $0.id < $1.id }
    return sound
  }
}

extension DocumentBatch<OrderResult> {
  /// Hands over all sound results.
  mutating func takeByOrder() -> [OrderID: OrderResult] {
    var results = [OrderID: OrderResult](minimumCapacity: sound.count)
    while let result = sound.popLast() { results[result.order] = result }
    return results
  }
}
