/// The outputs of `body` for all inputs, in their order, at most `width` at a time; the first failure ends it.
func concurrently<Input: Sendable, Output: Sendable>(
  _ inputs: some Collection<Input>, width: Int,
  _ body: @escaping @Sendable (Input) async -> Result<Output, PanelFailure>
) async throws(PanelFailure) -> [Output] {
  let outputs = await withTaskGroup(of: (Int, Result<Output, PanelFailure>).self) { group in
    var outputs: [Int: Result<Output, PanelFailure>] = [:]
    for (index, input) in inputs.enumerated() {
      if index >= width, let (done, output) = await group.next() {
        outputs[done] = output
        if case .failure = output { break }
      }
      group.addTask { (index, await body(input)) }
    }
    if outputs.values.contains(where: \.isFailure) { group.cancelAll() }
    for await (done, output) in group {
      outputs[done] = output
      if output.isFailure { group.cancelAll() }
    }
    return outputs
  }
  // The failure itself, rather than the cancellations that it caused.
  if let cause = outputs.values.first(where: { $0.isFailure && !$0.isCancellation }) { _ = try cause.get() }
  var ordered: [Output] = []
  for index in outputs.keys.sorted() {
    if let output = outputs[index] { ordered.append(try output.get()) }
  }
  return ordered
}

/// Two answers that are asked for at once; the first one's failure comes before the other's.
func both<First: Sendable, Second: Sendable>(
  _ first: @escaping @Sendable () async throws(PanelFailure) -> First,
  _ second: @escaping @Sendable () async throws(PanelFailure) -> Second
) async throws(PanelFailure) -> (First, Second) {
  async let beside = result(of: second)
  // Where this fails, the other one is cancelled and waited for.
  let answer = try await result(of: first).get()
  return (answer, try await beside.get())
}

private func result<Value: Sendable>(
  of body: @Sendable () async throws(PanelFailure) -> Value
) async -> Result<Value, PanelFailure> {
  do throws(PanelFailure) { return .success(try await body()) } catch { return .failure(error) }
}

extension Result where Failure == PanelFailure {
  fileprivate var isFailure: Bool {
    if case .failure = self { true } else { false }
  }

  fileprivate var isCancellation: Bool {
    if case .failure(.cancelled) = self { true } else { false }
  }
}
