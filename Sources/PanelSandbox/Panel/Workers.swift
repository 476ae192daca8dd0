/// Processes that a panel answers with, of which each is at one request.
actor Workers {
  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(_ count: Int) { free = count }

  /// Does something as soon as a worker is free.
  func work<Value: Sendable>(_ body: @Sendable () async -> Value) async -> Value {
    if free > 0 { free -= 1 } else { await withCheckedContinuation { waiting.append($0) } }
    let value = await body()
    if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    return value
  }
}
