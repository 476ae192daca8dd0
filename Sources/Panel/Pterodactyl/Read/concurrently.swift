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

extension Result where Failure == PanelFailure {
  fileprivate var isFailure: Bool {
    if case .failure = self { true } else { false }
  }

  fileprivate var isCancellation: Bool {
    if case .failure(.cancelled) = self { true } else { false }
  }
}
